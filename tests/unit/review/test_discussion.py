"""Comments are folded from what was said; only their author changes them."""

from datetime import datetime

import pytest

from curation.review.discussion import (
    MAX_COMMENT,
    Kind,
    Remark,
    Spoken,
    comments,
    is_flagged,
    read_remark,
)

THEN = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone
ENTRY = {"id": "c1", "example_id": "e1", "decision": "comment", "text": " Late? "}


def spoken(kind, *, by="ann", name="c1", text="", about=""):
    remark = Remark(id=name, example_id="e1", kind=kind, text=text, about=about)
    return Spoken(remark=remark, actor=by, recorded_at=THEN)


WRITTEN = spoken(Kind.COMMENT, text="First")


def test_an_edit_changes_the_text_and_says_so():
    (one,) = comments([WRITTEN, spoken(Kind.EDIT, name="c2", text="Second", about="c1")])
    assert (one.text, one.edited, one.author) == ("Second", True, "ann")


def test_a_removed_comment_has_no_text_and_stays_removed():
    removed = spoken(Kind.REMOVE, name="c2", about="c1")
    (one,) = comments([WRITTEN, removed, spoken(Kind.EDIT, name="c3", text="Back", about="c1")])
    assert (one.text, one.removed) == ("", True)


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.REMOVE])
def test_nobody_changes_the_comment_of_another(kind):
    (one,) = comments([WRITTEN, spoken(kind, by="ben", name="c2", text="Mine", about="c1")])
    assert (one.text, one.removed) == ("First", False)


@pytest.mark.parametrize(
    ("kinds", "flagged"),
    [([], False), (["flag"], True), (["flag", "resolve"], False), (["resolve", "flag"], True)],
)
def test_the_last_of_flagging_and_resolving_holds(kinds, flagged):
    assert is_flagged([spoken(Kind(kind)) for kind in kinds] + [WRITTEN]) is flagged


def test_a_remark_is_read_with_its_text():
    read = read_remark(ENTRY)
    assert (read.kind, read.text, read.about) == (Kind.COMMENT, "Late?", "")


def test_a_comment_is_bounded_and_holds_nothing_that_cannot_be_stored():
    read = read_remark({**ENTRY, "text": "a\x00\ud800b" + "x" * 9999})
    assert read.text.startswith("a  bxx")
    assert len(read.text) == MAX_COMMENT


@pytest.mark.parametrize(
    "wrong",
    [{"id": "a b"}, {"example_id": 7}, {"decision": "accept"}, {"text": ["x"]}, {"about": 3}],
)
def test_what_is_no_remark_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        read_remark({**ENTRY, **wrong})
