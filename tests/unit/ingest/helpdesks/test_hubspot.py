"""HubSpot: tickets become prompts, and conversations with the e-mails that belong to them."""

from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    label_of,
    outcomes_of,
    recognised,
    told,
)


def ticket(number: str = "12", associations: dict | None = None, **properties) -> dict:
    found = {"subject": "Lamp", "content": "It is dark.", "hs_pipeline": "0",
             "hs_pipeline_stage": "4", "hs_ticket_priority": "HIGH", "source_type": "EMAIL",
             "createdate": "2026-03-01T10:00:00Z", "hs_ticket_category": None}  # fmt: skip
    return {"id": number, "properties": found | properties, "createdAt": "2026-03-01T10:00:00Z",
            "updatedAt": "2026-03-02T10:00:00Z", "archived": False,
            "associations": associations or {}}  # fmt: skip


def email(number: str, direction: str, text: str, ticket: str = "", **properties) -> dict:
    found = {"hs_email_direction": direction, "hs_email_text": text, "hs_email_html": None,
             "hs_timestamp": f"2026-03-0{number}T12:00:00Z"}  # fmt: skip
    associations = {"tickets": {"results": [{"id": ticket, "type": "email_to_ticket"}]}}
    return {"id": number, "properties": found | properties, "archived": False,
            "associations": associations if ticket else {}}  # fmt: skip


def results(*objects: dict) -> dict:
    return {"results": list(objects), "paging": {"next": {"after": "7"}}}


def test_a_list_of_tickets_is_recognised():
    assert recognised(as_file(results(ticket())))[0][0] == "hubspot"


def test_a_ticket_alone_is_a_prompt():
    example = example_of("hubspot", results(ticket()))
    assert told(example) == [("user", "Lamp\n\nIt is dark.")]
    assert example.metadata["priority"] == "HIGH"


def test_emails_that_name_the_ticket_answer_it():
    mails = results(email("2", "EMAIL", "Turn it.", "12"), email("3", "INCOMING_EMAIL", "Ok", "12"))
    assert told(example_of("hubspot", results(ticket()), mails))[1:] == [
        ("assistant", "Turn it."), ("user", "Ok")
    ]  # fmt: skip


def test_emails_that_the_ticket_names_answer_it():
    named = ticket(associations={"emails": {"results": [{"id": "2", "type": "ticket_to_email"}]}})
    outcomes = outcomes_of("hubspot", results(named, ticket("13")), [email("2", "EMAIL", "Turn.")])
    assert [one.answer and one.answer.content for one in outcomes] == ["Turn.", None]


def test_the_content_is_not_doubled_by_the_email_that_made_the_ticket():
    mail = email("1", "INCOMING_EMAIL", "It is dark.", "12")
    assert told(example_of("hubspot", [ticket()], [mail])) == [("user", "Lamp\n\nIt is dark.")]


def test_html_is_read_rather_than_its_plain_twin():
    mail = email("2", "EMAIL", "Turn it", "12", hs_email_html="<p>Turn</p><p>it</p>")
    assert example_of("hubspot", [ticket()], [mail]).answer.content.split() == ["Turn", "it"]


def test_what_was_forwarded_and_noted_is_left_out():
    note = {"id": "9", "properties": {"hs_note_body": "He is angry"},
            "associations": {"tickets": {"results": [{"id": "12"}]}}}  # fmt: skip
    forwarded = email("2", "FORWARDED_EMAIL", "Please look", "12")
    assert len(told(example_of("hubspot", [ticket()], [note, forwarded]))) == 1


def test_the_contact_is_the_group_and_one_category_the_label():
    associations = {"contacts": {"results": [{"id": "501"}]}}
    example = example_of("hubspot", [ticket("12", associations, hs_ticket_category="BILLING")])
    assert (example.group, label_of(example)) == ("501", "BILLING")


def test_an_email_without_its_ticket_is_a_fault():
    outcomes = outcomes_of("hubspot", [ticket()], [email("2", "EMAIL", "Turn.", "99")])
    assert (outcomes[1].file, outcomes[1].row) == ("file2.json", 1)
