"""Help Scout: conversations with their threads become conversations."""

import pytest

from curation.ingest.choices import AnswerRule
from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    outcomes_of,
    recognised,
    told,
)


def thread(number: int, kind: str, body: str, **changes) -> dict:
    maker = {"type": "customer" if kind == "customer" else "user", "id": number}
    return {"id": number, "type": kind, "status": "active", "state": "published", "body": body,
            "source": {"type": "email", "via": "customer"}, "customer": {"id": 256},
            "createdBy": maker, "createdAt": f"2026-03-0{number}T10:00:00Z"} | changes  # fmt: skip


NEWEST_FIRST = [
    thread(4, "lineitem", "", action={"type": "assigned", "text": "Jo assigned it"}),
    thread(3, "note", "He is angry"),
    thread(2, "message", "Turn it.<br>Then wait."),
    thread(1, "customer", "It is dark"),
]


def conversation(threads: list | None = None, **changes) -> dict:
    embedded = {} if threads is None else {"_embedded": {"threads": threads}}
    return {"id": 10, "number": 1034, "threads": 4, "type": "email", "status": "closed",
            "state": "published", "subject": "Lamp", "preview": "It is", "mailboxId": 85,
            "createdBy": {"type": "customer", "id": 256}, "createdAt": "2026-03-01T10:00:00Z",
            "tags": [{"id": 1, "tag": "lamps"}], "customFields": [], "_links": {},
            "primaryCustomer": {"id": 256, "email": "ann@example.org"},
            **embedded} | changes  # fmt: skip


def page(*conversations: dict) -> dict:
    return {"_embedded": {"conversations": list(conversations)}, "_links": {},
            "page": {"size": 25, "totalElements": 1, "totalPages": 1, "number": 1}}  # fmt: skip


def test_a_page_is_recognised():
    assert recognised(as_file(page(conversation())))[0][0] == "help_scout"


def test_a_conversation_alone_is_recognised():
    assert recognised(as_file(conversation(NEWEST_FIRST)))[0][0] == "help_scout"


def test_threads_are_read_from_the_oldest_and_notes_and_line_items_left_out():
    example = example_of("help_scout", page(conversation(NEWEST_FIRST)))
    assert told(example) == [("user", "Lamp\n\nIt is dark"), ("assistant", "Turn it.\nThen wait.")]
    assert (example.group, example.metadata["tags"]) == ("256", "lamps")


def test_the_order_holds_without_times():
    threads = [one | {"createdAt": None} for one in NEWEST_FIRST]
    assert example_of("help_scout", conversation(threads)).answer.content.startswith("Turn it.")


def test_threads_of_another_file_are_joined_by_the_address_of_their_page():
    threads = {
        "_embedded": {"threads": NEWEST_FIRST},
        "page": {},
        "_links": {"self": {"href": "https://api.example/v2/conversations/10/threads/"}},
    }
    conversations = page(conversation(), conversation(id=11))
    first, second = outcomes_of("help_scout", conversations, threads)
    assert first.answer.content.startswith("Turn it.")
    assert "No customer" in second.reason


def test_a_page_of_threads_belongs_to_the_bundle():
    threads = {"_embedded": {"threads": NEWEST_FIRST}, "_links": {}}
    files = as_file(page(conversation()), "a.json"), as_file(threads, "b.json")
    assert recognised(*files) == [("help_scout", ["a.json", "b.json"])]


def test_a_draft_is_no_answer():
    draft = thread(5, "message", "Perhaps this", state="draft")
    example = example_of("help_scout", conversation([draft, *NEWEST_FIRST]))
    assert example.answer.content.startswith("Turn it.")


def test_what_an_agent_wrote_down_of_a_call_is_the_customers():
    call = thread(1, "phone", "She says it is dark")
    assert told(example_of("help_scout", conversation([call])))[0][0] == "user"


def test_the_best_rated_reply_can_be_chosen():
    threads = [thread(4, "message", "Bad", rating={"rating": "bad"}), thread(3, "customer", "?"),
               thread(2, "message", "Good", rating={"rating": "great"}),
               thread(1, "customer", "It is dark")]  # fmt: skip
    example = example_of("help_scout", conversation(threads), answer=AnswerRule.BEST)
    assert example.answer.content == "Good"


@pytest.mark.parametrize("changes", [{"status": "spam"}, {"state": "deleted"}])
def test_what_was_thrown_away_is_refused_as_such(changes):
    fault = fault_of("help_scout", conversation(NEWEST_FIRST, **changes))
    assert "marked as" in fault.reason


def test_an_empty_page_has_no_rows():
    assert outcomes_of("help_scout", {"_embedded": {"conversations": []}, "page": {}}) == []
