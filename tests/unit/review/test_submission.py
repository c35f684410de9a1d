"""What comes from a browser is a submission, or is refused before anything looks at it."""

import math

import pytest

from curation.review.decision import Decision
from curation.review.submission import MAX_REASON, MAX_SECONDS, read_submission

ENTRY = {"id": "r1", "example_id": "e1", "version": 1, "decision": "accept", "seconds": 2.5}


def test_a_submission_is_read_with_its_answers():
    read = read_submission({**ENTRY, "answers": {"reply": "Hello"}, "order": 3})
    assert (read.decision, read.answers, read.seconds) == (Decision.ACCEPT, {"reply": "Hello"}, 2.5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": "a b"},
        {"id": "x" * 65},
        {"id": 7},
        {"example_id": None},
        {"version": "1"},
        {"decision": "perhaps"},
        {"answers": ["Hello"]},
        {"answers": {"reply": 5}},
    ],
)
def test_what_is_no_submission_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        read_submission({**ENTRY, **wrong})


def test_a_reason_is_one_short_line():
    read = read_submission({**ENTRY, "reason": "  too \x00 old\nand " + "x" * 9999})
    assert read.reason.startswith("too old and xxx")
    assert len(read.reason) == MAX_REASON


@pytest.mark.parametrize("reason", [None, 7, ["a"]])
def test_a_reason_that_is_no_text_is_none(reason):
    assert read_submission({**ENTRY, "reason": reason}).reason == ""


@pytest.mark.parametrize("entry", [None, [], "accept", 3])
def test_what_is_no_object_is_refused(entry):
    with pytest.raises(ValueError):  # noqa: PT011
        read_submission(entry)


@pytest.mark.parametrize(
    ("seconds", "kept"), [(-3, 0.0), (1e9, MAX_SECONDS), ("long", 0.0), (math.nan, 0.0)]
)
def test_a_strange_time_is_bounded_and_never_refused(seconds, kept):
    assert read_submission({**ENTRY, "seconds": seconds}).seconds == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["0123456789ab", "0123456789ab"], ("0123456789ab",)),
        (["0123456789AB", "0123", 7, None], ()),
        ("0123456789ab", ()),
        (None, ()),
    ],
)
def test_only_keys_of_clauses_are_cited_and_each_once(given, kept):
    assert read_submission({**ENTRY, "clauses": given}).clauses == kept
