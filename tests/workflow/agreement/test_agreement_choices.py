"""What sways choices between two replies, and their circles, from the reviews in the store."""

from dataclasses import replace

import pytest

from curation.evaluation.intervals import wilson_interval
from curation.evaluation.significance import mcnemar_exact
from curation.example import Message, Speaker
from curation.review.preference import Choice, Preference, write_preference
from curation.workflow.agreement.agreement_choices import measure_choices
from tests.makers import make_example
from tests.staged import add_examples
from tests.workflow.reviewed import review

TASK = "preferred-replies"
SHORT, LONG, LONGER = "It is late.", "It is late, I am sorry.", "It is late, and I am very sorry."


@pytest.fixture
def task(workspace):
    return workspace.task(TASK)


@pytest.fixture
def pairs(workspace):
    """Three replies to one and the same message, each two of them an example of its own."""
    made = [
        replace(
            make_example("Where is it?", answer=first, task=TASK, row=row),
            rejected=Message(speaker=Speaker.ASSISTANT, content=second),
            origin=f"desk:{row}",
        )
        for row, (first, second) in enumerate(
            [(SHORT, LONG), (LONG, LONGER), (LONGER, SHORT)], start=1
        )
    ]
    add_examples(workspace.store, made)
    return made


def choose(workspace, example, person, choice, *, swapped=False):
    answer = write_preference(Preference(choice=choice, swapped=swapped))
    review(workspace, example, person, answers={"preferred": answer})


def test_one_person_goes_round_in_a_circle_and_most_do_not(workspace, task, pairs):
    for example in pairs:
        choose(workspace, example, "ann", Choice.FIRST)
    for person in ("ben", "zoe"):
        for example, choice in zip(pairs, (Choice.FIRST, Choice.FIRST, Choice.SECOND), strict=True):
            choose(workspace, example, person, choice)
    found = measure_choices(workspace, task)
    assert (found.own.triples, found.own.circular) == (3, 1)
    assert (found.joint.triples, found.joint.circular) == (1, 0)


def test_the_leanings_are_those_of_place_length_and_ties(workspace, task, pairs):
    choose(workspace, pairs[0], "ann", Choice.SECOND, swapped=True)
    choose(workspace, pairs[1], "ann", Choice.SECOND)
    choose(workspace, pairs[2], "ann", Choice.TIE)
    leanings = measure_choices(workspace, task).leanings
    counts = {name: (one.lean.chosen, one.lean.of) for name, one in leanings.items()}
    assert counts == {"shown_first": (1, 2), "longer": (2, 2), "ties": (1, 3)}


def test_a_task_without_replies_to_compare_has_none(workspace):
    assert measure_choices(workspace, workspace.task("support-replies")) is None


def test_the_interval_of_a_leaning_is_wilsons():
    """62 of 100 chose the left one: .522 to .709, exact p .021."""
    found = wilson_interval(62, 100)
    assert (found.low, found.high) == pytest.approx((0.522, 0.709), abs=5e-4)
    assert mcnemar_exact(62, 38) == pytest.approx(0.021, abs=5e-4)
