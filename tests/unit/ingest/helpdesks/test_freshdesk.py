"""Freshdesk: tickets and conversations of its new and its old API become conversations."""

import pytest

from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    label_of,
    outcomes_of,
    read_together,
    real_file,
    real_object,
    recognised,
    told,
)

FILES = ["freshdesk_ticket_1.json", "freshdesk_conversations.json"]
QUESTION = "This is a sample ticket, feel free to delete it."


@pytest.fixture
def ticket(shared) -> dict:
    """A real ticket."""
    return real_object(shared, FILES[0])


@pytest.fixture
def replies(shared) -> list[dict]:
    """A real note and a real reply."""
    return real_object(shared, FILES[1])


def old_ticket(**changes) -> dict:
    note = {"id": 5, "body": "Turn\nit.", "body_html": "", "private": False, "incoming": False,
            "user_id": 2, "created_at": "2014-01-02T10:00:00+05:30"}  # fmt: skip
    return {"helpdesk_ticket": {
        "id": 900, "display_id": 12, "subject": "Lamp", "description": "It is dark",
        "description_html": "<p>It is <b>dark</b></p>", "ticket_type": "Problem",
        "status_name": "Closed", "requester_id": 1, "requester_name": "Ann", "responder_id": 2,
        "created_at": "2014-01-02T09:00:00+05:30", "custom_field": {}, "notes": [{"note": note}],
    } | changes}  # fmt: skip


def test_the_real_files_are_one_bundle_of_freshdesk(shared):
    files = [real_file(shared, name) for name in FILES]
    assert recognised(*files) == [("freshdesk", FILES)]


def test_the_real_reply_answers_the_description_and_the_note_is_left_out(shared):
    (example,) = read_together(*(real_file(shared, name) for name in FILES))
    assert told(example) == [
        ("user", QUESTION),
        ("assistant", "This is a reply"),
    ]
    assert (example.group, label_of(example)) == ("6012691534", "Question")


def test_codes_are_written_as_words(ticket):
    metadata = example_of("freshdesk", ticket | {"priority_name": None}).metadata
    assert (metadata["status"], metadata["priority"], metadata["channel"]) == (
        "open", "low", "portal"
    )  # fmt: skip


def test_what_comes_in_is_the_customers(ticket, replies):
    more = replies[1] | {"id": 3, "incoming": True, "body": "<div>And now?</div>"}
    assert told(example_of("freshdesk", [ticket], [*replies, more]))[-1] == ("user", "And now?")


def test_conversations_inside_a_ticket_are_complete(ticket, replies):
    file = as_file([ticket | {"conversations": replies}], "a.json")
    other = as_file([ticket | {"conversations": replies, "id": 2}], "b.json")
    assert len(recognised(file, other)) == 2
    assert read_together(file)[0].answer.content == "This is a reply"


def test_lines_of_html_stay_lines(ticket):
    html = "<div>One</div><div>Two</div>"
    example = example_of("freshdesk", ticket | {"description": html, "subject": ""})
    assert [line.strip() for line in told(example)[0][1].split("\n")] == ["One", "Two"]


def test_the_old_api_is_read_too():
    example = example_of("freshdesk", [old_ticket()])
    assert told(example) == [("user", "Lamp\n\nIt is dark"), ("assistant", "Turn\nit.")]
    assert (example.metadata["id"], label_of(example)) == ("12", "Problem")


def test_the_old_api_is_recognised():
    assert recognised(as_file([old_ticket()]))[0][0] == "freshdesk"


def test_tickets_with_one_number_in_two_accounts_are_two(ticket):
    origins = {one.origin for one in outcomes_of(
        "freshdesk", [ticket, ticket | {"created_at": "2020-01-01T00:00:00Z"}])}  # fmt: skip
    assert len(origins) == 2


def test_a_ticket_that_an_agent_opened_has_no_customer(ticket):
    assert "No customer" in fault_of("freshdesk", ticket | {"source": 10}).reason


@pytest.mark.parametrize("mark", ["spam", "deleted"])
def test_what_was_thrown_away_is_refused_as_such(ticket, mark):
    assert mark in fault_of("freshdesk", ticket | {mark: True}).reason


def test_a_merged_ticket_is_refused_as_such(ticket, replies):
    notice = replies[0] | {"body": "<div>This ticket is closed and merged into ticket 10</div>"}
    assert "merged" in fault_of("freshdesk", ticket, [notice]).reason


def test_a_reply_of_a_ticket_that_is_not_there_is_a_fault(ticket, replies):
    outcomes = outcomes_of("freshdesk", ticket, [replies[1] | {"ticket_id": 77}])
    assert (outcomes[1].file, outcomes[1].row) == ("file2.json", 1)


def test_whether_a_note_is_private_must_be_known(ticket, replies):
    fault = fault_of("freshdesk", ticket, [replies[1] | {"private": "perhaps"}])
    assert fault.reason == "In file2.json, row 1: The field “private” is neither true nor false."


def test_a_ticket_of_which_few_fields_were_fetched_is_told_by_its_conversations(replies):
    ticket = {"id": 1, "requester_id": 7, "description": "Dark", "conversations": replies}
    assert recognised(as_file(ticket)) == [("freshdesk", ["file.json"])]
