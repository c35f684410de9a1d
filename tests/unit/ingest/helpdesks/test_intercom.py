"""Intercom: conversations with their parts, and tickets, become conversations."""

import pytest

from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    label_of,
    real_file,
    real_object,
    recognised,
    told,
)

FILE = "intercom_conversation.json"
USER = {"type": "user", "id": "u1", "name": "Ann"}
ADMIN = {"type": "admin", "id": "274", "name": "Jo"}


@pytest.fixture
def conversation(shared) -> dict:
    """A real conversation."""
    return real_object(shared, FILE)


def asked(conversation: dict, *parts: dict, **source) -> dict:
    first = conversation["source"] | {"author": USER, "body": "<p>Where is it?</p>"} | source
    inner = {"type": "conversation_part.list", "conversation_parts": list(parts)}
    return conversation | {"source": first, "conversation_parts": inner, "created_at": 1663590000}


def part(number: int, author: dict, body: str | None, kind: str = "comment") -> dict:
    return {"type": "conversation_part", "id": number, "part_type": kind, "body": body,
            "author": author, "created_at": 1663597000 + number}  # fmt: skip


def ticket(*parts: dict) -> dict:
    return {
        "type": "ticket", "id": "991", "ticket_id": "37", "created_at": 1663590000,
        "ticket_attributes": {"_default_title_": "Lamp", "_default_description_": "It is dark."},
        "ticket_state": "resolved", "ticket_type": {"type": "ticket_type", "name": "Repair"},
        "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "c9"}]},
        "ticket_parts": {"type": "ticket_part.list", "ticket_parts": list(parts)},
    }  # fmt: skip


def test_the_real_file_is_recognised(shared):
    assert recognised(real_file(shared, FILE)) == [("intercom", [FILE])]


def test_the_real_conversation_in_which_only_agents_write_is_refused(shared):
    assert "No customer" in fault_of("intercom", real_file(shared, FILE)).reason


def test_the_source_is_the_first_message_and_a_comment_the_answer(conversation):
    example = example_of("intercom", asked(conversation, part(1, ADMIN, "<p>Okay!</p>")))
    assert told(example) == [("user", "Where is it?"), ("assistant", "Okay!")]


def test_the_contact_is_the_group_and_the_tag_is_kept(conversation):
    example = example_of("intercom", asked(conversation))
    assert (example.group, example.metadata["tags"]) == ("6762f1261bb69f9f2193bba7", "Test tag")


def test_notes_bots_and_events_are_left_out(conversation):
    parts = [part(1, ADMIN, "<p>He is angry</p>", "note"),
             part(2, {"type": "bot", "id": "1"}, "<p>I am a bot</p>"),
             part(3, ADMIN, None, "close"),
             part(4, ADMIN, "<p>secret</p>", "custom_action_started")]  # fmt: skip
    assert told(example_of("intercom", asked(conversation, *parts))) == [("user", "Where is it?")]


@pytest.mark.parametrize("kind", ["close", "assignment", "open"])
def test_a_reply_that_also_does_something_is_a_reply(conversation, kind):
    example = example_of("intercom", asked(conversation, part(1, ADMIN, "<p>Done.</p>", kind)))
    assert example.answer.content == "Done."


def test_plain_text_keeps_its_lines(conversation):
    example = example_of("intercom", asked(conversation, body="One\nTwo"))
    assert told(example) == [("user", "One\nTwo")]


def test_a_list_of_conversations_is_read_one_by_one(conversation):
    page = {"type": "conversation.list", "pages": {}, "total_count": 1,
            "conversations": [asked(conversation)]}  # fmt: skip
    assert recognised(as_file(page))[0][0] == "intercom"
    assert example_of("intercom", page).metadata["id"] == "503"


def test_a_rating_is_kept(conversation):
    rated = asked(conversation) | {"conversation_rating": {"rating": 5, "remark": "Fine"}}
    assert example_of("intercom", rated).metadata["rating"] == "5"


def test_a_ticket_begins_with_its_description():
    example = example_of("intercom", ticket(part(1, ADMIN, "<p>Turn it.</p>")))
    assert told(example) == [("user", "Lamp\n\nIt is dark."), ("assistant", "Turn it.")]
    assert (example.metadata["id"], label_of(example)) == ("37", "Repair")


def test_a_ticket_is_recognised():
    assert recognised(as_file({"type": "ticket.list", "tickets": [ticket()]}))[0][0] == "intercom"
