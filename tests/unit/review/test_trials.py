"""Known examples: when a newcomer has passed, and what counts as the same answer."""

from dataclasses import replace

import pytest

from curation.review.decision import Decision
from curation.review.trials import Passing, TrialKind, Trying, differing, followed, passing
from tests.makers import make_task

TASK = make_task()
TEN = Trying(first=2, pass_mark=50)
ACCEPT, REJECT = Decision.ACCEPT, Decision.REJECT


@pytest.mark.parametrize(
    ("results", "standing"),
    [
        ([], (False, 0, 0, 0)),
        ([False], (False, 1, 0, 0)),
        ([True, False], (True, 2, 1, 0)),  # the mark itself is enough
        ([False, False], (False, 0, 0, 1)),
        ([False, False, True], (False, 1, 1, 1)),
        ([False, False, True, True], (True, 2, 2, 1)),
    ],
)
def test_a_set_below_the_mark_is_followed_by_another(results, standing):
    found = passing(results, TEN)
    assert (found.passed, found.answered, found.right, found.failed) == standing


def test_where_none_are_set_everybody_has_passed():
    assert passing([], Trying()) == Passing(passed=True, answered=0, right=0, failed=0)


@pytest.mark.parametrize(
    ("given", "known", "differs"),
    [
        ((ACCEPT, {"category": "refund"}), (ACCEPT, {"category": "refund"}), ()),
        ((ACCEPT, {"category": "refund"}), (ACCEPT, {"category": "delivery"}), ("category",)),
        ((ACCEPT, {"category": "refund"}), (REJECT, {}), ("decision",)),
        ((REJECT, {}), (REJECT, {}), ()),
        ((ACCEPT, {"reply": "Yes."}), (ACCEPT, {"reply": "Of course."}), ()),  # a text is own words
    ],
)
def test_answers_are_the_same_by_decision_and_by_what_is_chosen(given, known, differs):
    assert differing(TASK, given, known) == differs


def test_so_many_of_a_hundred_examples_are_followed_by_a_known_one():
    ids = [f"e{number}" for number in range(2000)]
    count = sum(followed(TrialKind.GOLD, 20, "ann", example_id) for example_id in ids)
    assert 320 < count < 480
    assert not any(followed(TrialKind.GOLD, 0, "ann", example_id) for example_id in ids)


def test_a_larger_share_keeps_the_smaller_one():
    few = [e for e in map(str, range(500)) if followed(TrialKind.REPEAT, 5, "ann", e)]
    assert all(followed(TrialKind.REPEAT, 9, "ann", e) for e in few)


def test_the_mark_is_of_each_set_alone():
    assert passing([True, False, False, False], replace(TEN, pass_mark=100)).failed == 2
