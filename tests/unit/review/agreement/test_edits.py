"""Agreement on the change, not on the text."""

import pytest

from curation.review.agreement.edits import edits_of
from curation.review.agreement.overlap import measure_overlap, overlap_f1

DRAFT = "Thank you for writing. It is on its way. Have a nice day."


def f1(one, other):
    return overlap_f1(edits_of(DRAFT, one), edits_of(DRAFT, other))


def test_the_same_change_is_one():
    changed = DRAFT.replace("on its way", "delayed")
    assert f1(changed, changed.replace(" ", "  ")) == 1


def test_changes_of_different_sentences_share_nothing():
    """The two texts share most of their words, and the changes nothing."""
    assert f1(DRAFT.replace("writing", "asking"), DRAFT.replace("nice day", "good week")) == 0


def test_one_edits_and_the_other_does_not():
    assert f1(DRAFT.replace("writing", "asking"), DRAFT) == 0


def test_two_who_leave_it_alone_agree():
    assert f1(DRAFT, DRAFT) == 1


def test_a_small_variation_of_one_change_is_in_between():
    """By hand: both take out 3 words and put 2 in, one of which differs: 2 x 4 / (5 + 5)."""
    one = DRAFT.replace("on its way", "delayed today")
    other = DRAFT.replace("on its way", "delayed tomorrow")
    assert f1(one, other) == pytest.approx(0.8)


def test_the_same_word_elsewhere_is_another_edit():
    assert f1("Please: " + DRAFT, DRAFT + " Please:") == 0


def test_examples_that_nobody_changed_are_left_out():
    change = edits_of(DRAFT, DRAFT.replace("nice", "good"))
    none = frozenset()
    found = measure_overlap([[none, none], [change, change], [change, none], [change]])
    assert (found.f1, found.items, found.one_sided) == (0.5, 2, 1)
    assert found.interval is None


def test_nothing_to_compare_has_no_figure():
    assert measure_overlap([]).f1 is None


def test_the_interval_is_around_the_mean():
    change = edits_of(DRAFT, DRAFT.replace("nice", "good"))
    found = measure_overlap([[change, change if n % 3 else frozenset()] for n in range(60)])
    assert found.interval.low < found.f1 < found.interval.high
