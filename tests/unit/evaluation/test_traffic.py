import json
from datetime import datetime

import pytest

from curation.evaluation.traffic import read_traffic

BODY = {"choices": [{"message": {"role": "assistant", "content": "It is on its way."}}]}
ASKED = {
    "model": "tuned",
    "messages": [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "Where is it?"},
    ],
}


def one(**row):
    (found,) = read_traffic(json.dumps(row))
    return found


def test_a_log_of_chat_completions_is_read():
    found = one(id="r1", created=1_700_000_000, request=ASKED, response=BODY)
    assert (found.question, found.answer, found.model) == (
        "Where is it?",
        "It is on its way.",
        "tuned",
    )
    assert found.occurred_at == datetime.fromisoformat("2023-11-14T22:13:20")


def test_messages_may_stand_in_the_row_itself():
    assert one(messages=ASKED["messages"], **BODY).answer == "It is on its way."


def test_a_table_is_read():
    text = "question,answer,category,rating\nWhere?,Here.,delivery,2\nWhen?,Now.,,5\n"
    first, second = read_traffic(text)
    assert (first.label, first.rating, first.rejected) == ("delivery", 2.0, True)
    assert (second.label, second.rating, second.rejected) == ("", 5.0, False)


@pytest.mark.parametrize(
    ("row", "rejected"),
    [
        ({"feedback": "thumbs_down"}, True),
        ({"feedback": "up"}, False),
        ({"rejected": True}, True),
        ({"rejected": False}, False),
        ({"rejected": "1"}, True),
        ({"rating": 4, "rejected": True}, True),
        ({}, False),
    ],
)
def test_a_rejection_is_said_in_several_ways(row, rejected):
    assert one(question="a", answer="b", **row).rejected is rejected


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2026-11-21T12:00:00+01:00", "2026-11-21T11:00:00"),
        ("2026-11-21", "2026-11-21T00:00:00"),
        ("yesterday", None),
        (1e30, None),
    ],
)
def test_moments_are_read_in_utc(given, read):
    found = one(question="a", answer="b", timestamp=given).occurred_at
    assert found == (datetime.fromisoformat(read) if read else None)


@pytest.mark.parametrize(
    "text", ["{broken", '{"question": "a"}', '{"answer": "b"}', "[1]", '{"messages": 3}']
)
def test_a_row_without_question_or_answer_is_none(text):
    assert list(read_traffic(text)) in ([None], [])
