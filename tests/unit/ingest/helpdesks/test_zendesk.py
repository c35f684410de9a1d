"""Zendesk: tickets, comments, audits and users become conversations."""

import json

import pytest

from curation.errors import InputRefused
from curation.example import Example, Fault
from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    outcomes_of,
    read_together,
    real_file,
    real_object,
    recognised,
    told,
)

CUSTOMER, AGENT = 377922500012, 369537351454


@pytest.fixture
def ticket(shared) -> dict:
    """A real ticket."""
    return real_object(shared, "zendesk_ticket.json")["ticket"]


def comment(number: int, author: int, body: str, **changes) -> dict:
    return {"id": number, "type": "Comment", "author_id": author, "body": body, "html_body": "",
            "plain_body": "", "public": True, "attachments": [],
            "created_at": f"2019-06-03T1{number}:00:00Z"} | changes  # fmt: skip


def another(ticket: dict, number: int, description: str, **changes) -> dict:
    changes = {"id": number, "description": description} | changes
    return ticket | changes


QUESTION = comment(1, CUSTOMER, "The lamp is dark.\nWhat now?")
ANSWER = comment(2, AGENT, "Turn the switch.")


def test_the_real_files_are_one_bundle_of_zendesk(shared):
    names = ["zendesk_users.json", "zendesk_ticket_comments.json", "zendesk_ticket.json"]
    assert recognised(*(real_file(shared, name) for name in names)) == [("zendesk", names)]


def test_a_ticket_of_which_few_fields_were_exported_is_told_by_its_comments():
    ticket = {"id": 1, "requester_id": CUSTOMER, "comments": [QUESTION, ANSWER]}
    assert recognised(as_file(ticket)) == [("zendesk", ["file.json"])]


def test_the_real_ticket_with_its_comments_and_users_is_one_example(shared):
    names = ["zendesk_ticket.json", "zendesk_ticket_comments.json", "zendesk_users.json"]
    (example,) = read_together(*(real_file(shared, name) for name in names))
    text = "Mail to create fixture ticket for testing"
    assert told(example) == [("user", f"{text}\n\n{text}")]
    assert (example.group, example.metadata["id"]) == ("377922500012", "2")
    assert example.origin == "zendesk:d3v-terraform-provider:2"


def test_a_ticket_without_comments_is_a_prompt_of_its_description(shared):
    example = example_of("zendesk", real_file(shared, "zendesk_ticket.json"))
    assert told(example) == [
        ("user", "Mail to create fixture ticket for testing\n\nnukosuke (●ↀ ω ↀ●)")
    ]


def test_comments_inside_an_exported_line_are_the_conversation(ticket):
    line = another(ticket, 7, QUESTION["body"], comments=[QUESTION, ANSWER])
    assert told(example_of("zendesk", json.dumps(line) + "\n"))[1:] == [
        ("assistant", "Turn the switch.")
    ]


def test_an_exported_line_is_complete_on_its_own(ticket):
    line = json.dumps(ticket | {"comments": [QUESTION]}) + "\n"
    files = [as_file(line * 2, "a.json"), as_file(line * 2, "b.json")]
    assert recognised(*files) == [("zendesk", ["a.json"]), ("zendesk", ["b.json"])]


def test_the_description_is_not_doubled_by_the_first_comment(ticket):
    value = {"tickets": [another(ticket, 7, QUESTION["body"], subject="")]}
    example = example_of("zendesk", value, {"comments": [QUESTION, ANSWER]})
    assert told(example) == [
        ("user", QUESTION["body"]), ("assistant", "Turn the switch.")
    ]  # fmt: skip


def test_a_description_that_no_comment_says_is_the_first_message(ticket):
    value = another(ticket, 7, "The lamp is dark.", subject="", comments=[ANSWER])
    assert told(example_of("zendesk", value))[0] == ("user", "The lamp is dark.")


def test_the_role_of_the_author_tells_the_agent(ticket):
    users = [{"id": 5, "role": "end-user", "email": "", "time_zone": ""},
             {"id": 6, "role": "agent", "email": "", "time_zone": ""}]  # fmt: skip
    comments = [QUESTION, comment(2, 5, "Mine too."), comment(3, 6, "Turn it.")]
    value = {"tickets": [ticket | {"comments": comments, "subject": ""}], "users": users}
    assert [speaker for speaker, _ in told(example_of("zendesk", value))] == ["user", "assistant"]


def test_without_users_whoever_did_not_ask_is_the_agent(ticket):
    example = example_of("zendesk", ticket | {"comments": [QUESTION, ANSWER]})
    assert example.answer.content == "Turn the switch."


def test_private_notes_and_the_system_are_left_out(ticket):
    note = comment(3, AGENT, "He is angry.", public=False)
    notice = comment(4, -1, "Assigned.")
    told_ = told(example_of("zendesk", ticket | {"comments": [QUESTION, note, notice]}))
    assert [text for _, text in told_ if "angry" in text or "Assigned" in text] == []


def test_a_ticket_that_a_private_note_opened_does_not_show_it(ticket):
    note = comment(1, AGENT, "Call him about the invoice.", public=False)
    value = another(ticket, 7, note["body"], comments=[note, comment(2, CUSTOMER, "Hello?")])
    assert "invoice" not in str(told(example_of("zendesk", value)))


def test_comments_in_audits_are_joined_by_their_ticket(ticket):
    audits = {"audits": [
        {"id": 1, "ticket_id": 7, "created_at": "2019-06-03T12:00:00Z", "author_id": AGENT,
         "events": [{"id": 2, "type": "Comment", "author_id": AGENT, "body": "Turn it.",
                     "public": True}, {"id": 3, "type": "Change", "field_name": "status"}]}
    ]}  # fmt: skip
    example = example_of("zendesk", {"tickets": [another(ticket, 7, "Dark.")]}, audits)
    assert example.answer.content == "Turn it."


def test_a_comment_in_two_files_is_said_once(ticket):
    inside = ticket | {"comments": [QUESTION, ANSWER]}
    example = example_of("zendesk", inside, {"comments": [ANSWER]})
    assert example.answer.content == "Turn the switch."


def test_comments_without_a_ticket_id_find_it_by_its_description(ticket):
    value = {"tickets": [another(ticket, 7, "The lamp is dark."), another(ticket, 8, "No heat.")]}
    first = {"comments": [comment(1, CUSTOMER, "No heat."), comment(2, AGENT, "Open the valve.")]}
    lamp, heat = outcomes_of("zendesk", value, first)
    assert (lamp.answer, heat.answer.content) == (None, "Open the valve.")


def test_comments_of_several_tickets_in_one_list_are_divided_where_a_ticket_begins(ticket):
    value = {"tickets": [another(ticket, 7, "The lamp is dark."), another(ticket, 8, "No heat.")]}
    listed = [comment(1, CUSTOMER, "The lamp is dark."), comment(2, AGENT, "Turn it."),
              comment(3, CUSTOMER, "No heat."), comment(4, AGENT, "Open it.")]  # fmt: skip
    lamp, heat = outcomes_of("zendesk", value, listed)
    assert (lamp.answer.content, heat.answer.content) == ("Turn it.", "Open it.")


def test_comments_find_the_ticket_whose_number_is_in_the_name_of_their_file(ticket):
    value = as_file({"tickets": [another(ticket, 7, "a"), another(ticket, 8, "b")]})
    page = as_file({"comments": [ANSWER]}, "comments/ticket_8_page_2.json")
    without, answered = outcomes_of("zendesk", value, page)
    assert (without.answer, answered.answer.content) == (None, "Turn the switch.")


def test_comments_whose_ticket_nothing_tells_are_faults_with_their_row(ticket):
    value = {"tickets": [another(ticket, 7, "a"), another(ticket, 8, "b")]}
    outcomes = outcomes_of("zendesk", value, {"comments": [QUESTION, ANSWER]})
    faults = [(one.file, one.row) for one in outcomes if isinstance(one, Fault)]
    assert (len(outcomes), faults) == (4, [("file2.json", 1), ("file2.json", 2)])


def test_a_comment_of_a_ticket_that_is_not_there_is_a_fault(ticket):
    outcomes = outcomes_of("zendesk", [another(ticket, 7, "a")], [ANSWER | {"ticket_id": 9}])
    assert [type(outcome) for outcome in outcomes] == [Example, Fault]
    assert "not among these files" in outcomes[1].reason


@pytest.mark.parametrize(
    ("changes", "comments"),
    [
        ({"tags": ["closed_by_merge"]}, []),
        ({}, [comment(2, AGENT, 'This request was closed and merged into request #99 "Lamp".')]),
    ],
    ids=["tag", "notice"],
)
def test_a_merged_ticket_is_refused_as_such(ticket, changes, comments):
    fault = fault_of("zendesk", ticket | changes | {"comments": [QUESTION, *comments]})
    assert "merged into another" in fault.reason


def test_the_notice_of_a_merge_is_no_answer(ticket):
    notice = comment(3, AGENT, 'Request #12 "Dark" was closed and merged into this request. Last '
                     "comment in request #12:\n\nHello?")  # fmt: skip
    example = example_of("zendesk", ticket | {"comments": [QUESTION, ANSWER, notice]})
    assert example.answer.content == "Turn the switch."


def test_a_customer_who_writes_about_a_merge_is_heard(ticket):
    words = comment(2, CUSTOMER, "This ticket was closed and merged into ticket 9, why?")
    assert words["body"] in str(told(example_of("zendesk", ticket | {"comments": [words]})))


def test_the_satisfaction_of_the_customer_is_kept_with_the_example(ticket):
    rated = ticket | {"satisfaction_rating": {"score": "good", "comment": "Thanks"}}
    assert example_of("zendesk", rated).metadata["rating"] == "good"


def test_html_is_read_where_there_is_no_plain_text(ticket):
    shown = comment(2, AGENT, "", html_body="<p>Turn <b>it</b>.</p>")
    assert example_of("zendesk", ticket | {"comments": [QUESTION, shown]}).answer.content == (
        "Turn it."
    )


def test_pages_of_the_api_as_lines_are_one_list(ticket):
    pages = [{"tickets": [another(ticket, n, f"Lamp {n} is dark.")], "next_page": None}
             for n in (1, 2)]  # fmt: skip
    text = "\n".join(map(json.dumps, pages))
    assert [one.metadata["id"] for one in outcomes_of("zendesk", text)] == ["1", "2"]


def test_users_alone_are_refused_with_what_is_missing(shared):
    with pytest.raises(InputRefused, match="only the people"):
        read_together(real_file(shared, "zendesk_users.json"))


def test_an_id_is_text_even_where_it_was_written_as_a_decimal(ticket):
    assert example_of("zendesk", ticket | {"id": 7.0, "requester_id": float(CUSTOMER)}).group == (
        str(CUSTOMER)
    )


def test_a_requester_who_stands_in_the_ticket_is_the_customer(ticket):
    person = {"id": CUSTOMER, "name": "Ann", "role": "end-user"}
    value = ticket | {"requester_id": None, "requester": person, "comments": [QUESTION, ANSWER]}
    example = example_of("zendesk", value)
    assert (example.group, example.answer.content) == (str(CUSTOMER), "Turn the switch.")


def test_a_ticket_that_an_agent_submitted_begins_with_the_agent(ticket):
    value = another(ticket, 7, "We called you.", submitter_id=AGENT)
    assert "No customer" in fault_of("zendesk", value).reason


def test_a_voice_comment_says_what_was_transcribed(ticket):
    voice = comment(1, CUSTOMER, "Call from: 555", type="VoiceComment",
                    data={"transcription_text": "The lamp is dark."})  # fmt: skip
    value = another(ticket, 7, "Call from: 555", subject="", comments=[voice, ANSWER])
    assert "The lamp is dark." in told(example_of("zendesk", value))[0][1]


def test_comments_among_the_events_of_tickets_are_joined(ticket):
    events = {"ticket_events": [
        {"id": 1, "ticket_id": 7, "timestamp": 1559556000, "updater_id": AGENT,
         "child_events": [{"id": 2, "event_type": "Comment", "body": "Turn it.", "public": True},
                          {"id": 3, "event_type": "Change", "status": "open"}]}
    ], "end_of_stream": True}  # fmt: skip
    example = example_of("zendesk", [another(ticket, 7, "Dark.")], events)
    assert example.answer.content == "Turn it."
