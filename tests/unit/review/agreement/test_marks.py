"""Marked stretches, compared by overlap."""

import pytest

from curation.review.agreement.marks import covered
from curation.review.agreement.overlap import measure_overlap, overlap_f1
from curation.review.spans import Mark


def mark(begins, ends, label="order", message=0):
    return Mark(message=message, begins=begins, ends=ends, label=label)


def f1(one, other):
    return overlap_f1(covered(one), covered(other))


def test_the_same_stretch_is_one():
    assert f1([mark(3, 9)], [mark(3, 9)]) == 1


def test_half_a_stretch_by_hand():
    """10 characters against 5 of them: precision 1, recall 1/2, F1 2/3."""
    assert f1([mark(0, 10)], [mark(0, 5)]) == pytest.approx(2 / 3)


def test_a_stretch_in_two_pieces_is_the_same_stretch():
    assert f1([mark(0, 10)], [mark(0, 4), mark(4, 10)]) == 1


def test_another_label_or_message_is_another_stretch():
    assert f1([mark(0, 10)], [mark(0, 10, label="name")]) == 0
    assert f1([mark(0, 10)], [mark(0, 10, message=1)]) == 0


def test_one_label_alone():
    marks = [mark(0, 10), mark(20, 30, label="name")]
    assert len(covered(marks, "name")) == 10


def test_two_who_mark_nothing_agree():
    assert f1([], []) == 1


def test_what_only_one_marked_is_one_sided():
    found = measure_overlap([[covered([mark(0, 3)]), covered([])], [covered([]), covered([])]])
    assert (found.f1, found.items, found.one_sided) == (0, 1, 1)
