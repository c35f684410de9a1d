"""Calibration rounds: everybody first, each on their own, and the agreement before and after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed
from curation.workflow.agreement.adjudicate import waiting
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.agreement.calibration import (
    discuss_round,
    end_round,
    measured_rounds,
    open_round,
    start_round,
)
from curation.workflow.review.review import next_cards
from tests.makers import ANN, BEN, CURATOR, OWNER, make_example, make_task
from tests.pages.opening import signed_in
from tests.workflow.cleared import clear
from tests.workflow.review.test_review import judge
from tests.workflow.reviewed import review

TASK = make_task()
COUNT = 5


@pytest.fixture
def desk(workspace):
    clear(workspace, [make_example(f"Order {n}?", label="delivery", row=n + 1) for n in range(12)])
    for actor in (ANN, BEN, OWNER):
        signed_in(workspace, actor)
    return workspace


def start(workspace, request_id="round-1", **other):
    given = {"count": COUNT, "days": 3, **other}
    return start_round(workspace, CURATOR, TASK, request_id=request_id, **given)


def first_for(workspace, actor, count=COUNT):
    return {card.example_id for card in next_cards(workspace, actor, TASK, count)}


def answer_round(workspace, found):
    """Ann and Ben answer all; they differ on the first two examples."""
    for actor in (ANN, BEN):
        for card in next_cards(workspace, actor, TASK, COUNT):
            assert card.example_id in found.ids
            differs = actor is BEN and card.example_id in found.ids[:2]
            assert judge(workspace, actor, card, category="refund" if differs else "delivery").saved


def talk(workspace, found):
    discuss_round(workspace, CURATOR, TASK, found.id)
    for example_id in found.ids[:2]:
        review(workspace, make_example_of(workspace, example_id), "ben")


def make_example_of(workspace, example_id):
    row = workspace.store.value("select source_row from example where example_id = ?", [example_id])
    return make_example(f"Order {row - 1}?", label="delivery", row=row)


def test_everybody_has_the_same_examples_first(desk):
    """Also before one that somebody has answered."""
    (card,) = next_cards(desk, ANN, TASK, 1)
    assert judge(desk, ANN, card, category="delivery").saved
    found = start(desk)
    assert first_for(desk, ANN) == first_for(desk, BEN) == first_for(desk, OWNER) == set(found.ids)


def test_more_people_than_the_task_wants_may_answer(desk):
    found = start(desk)
    answer_round(desk, found)
    assert first_for(desk, OWNER) == set(found.ids)


def test_answers_from_elsewhere_are_waited_for_as_well(desk):
    found = start(desk)
    answer_round(desk, found)
    for person in ("dora", "emil"):
        review(desk, make_example_of(desk, found.ids[0]), person)
    (measured,) = measured_rounds(desk, CURATOR, TASK)
    assert (measured.given, measured.wanted) == (2 * COUNT + 2, 4 * COUNT)


def test_nothing_of_an_open_round_is_settled_before_it_ends(desk):
    found = start(desk)
    answer_round(desk, found)
    assert waiting(desk, TASK.id).unanimous == ()
    discuss_round(desk, CURATOR, TASK, found.id)
    end_round(desk, CURATOR, TASK, found.id, note="")
    assert len(waiting(desk, TASK.id).unanimous) == COUNT - 2


def test_the_talk_raises_the_agreement_and_both_figures_are_kept(desk):
    found = start(desk)
    answer_round(desk, found)
    talk(desk, found)
    [measured] = measured_rounds(desk, CURATOR, TASK)
    assert (measured.before.percent, measured.after.percent) == (0.6, 1.0)
    assert (measured.given, measured.wanted) == (2 * COUNT, 3 * COUNT)


def test_what_is_changed_after_the_talk_is_left_out_of_the_figures(desk):
    found = start(desk)
    answer_round(desk, found)
    talk(desk, found)
    assert measure_task(desk, TASK.id)["category"].compared == COUNT - 2


def test_what_came_of_it_is_kept_with_the_guideline(desk):
    found = start(desk)
    discuss_round(desk, CURATOR, TASK, found.id)
    newer = replace(TASK, guideline="Money first.")
    end_round(desk, CURATOR, newer, found.id, note="Money comes first.")
    one = measured_rounds(desk, CURATOR, TASK)[0].round
    assert one.note == "Money comes first."
    assert (one.guideline_before, one.guideline_after) == (
        TASK.guideline_version,
        newer.guideline_version,
    )


def test_after_the_deadline_the_round_is_closed(desk):
    found = start(desk)
    late = replace(desk, now=lambda: found.deadline + timedelta(seconds=1))
    assert open_round(desk, TASK) == found
    assert open_round(late, TASK) is None


def test_one_round_at_a_time(desk):
    start(desk)
    with pytest.raises(Conflict):
        start(desk, "round-2")


def test_the_same_request_again_starts_nothing(desk):
    assert start(desk) == start(desk)


def test_the_next_round_has_other_examples(desk):
    first = start(desk)
    end_round(desk, CURATOR, TASK, first.id, note="")
    assert not set(start(desk, "round-2").ids) & set(first.ids)


@pytest.mark.parametrize("wrong", [{"count": 4}, {"count": 51}, {"days": 0}, {"count": 13}])
def test_a_round_that_cannot_be_is_refused(desk, wrong):
    with pytest.raises(InputRefused):
        start(desk, **wrong)


def test_a_reviewer_starts_no_round(desk):
    with pytest.raises(NotAllowed):
        start_round(desk, ANN, TASK, count=5, days=1, request_id="r")
