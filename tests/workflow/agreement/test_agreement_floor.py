"""How far people must agree before a release may be cut."""

import pytest

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.release.method import TrainingMethod
from curation.workflow.agreement.agreement_floor import below_floor, read_floors, set_floor
from curation.workflow.release.release import cut_release
from tests.makers import ANN, CURATOR
from tests.workflow.reviewed import review, stage

TASK = "support-replies"


def require(workspace, floor, name="category", actor=CURATOR, request_id="f1"):
    task = workspace.task(TASK)
    set_floor(workspace, actor, task, name, floor, request_id=request_id)
    return task


def answer(workspace, *, wrong, count=60):
    for number, example in enumerate(stage(workspace, count)):
        label = ("delivery", "refund")[number % 2]
        review(workspace, example, "ann", label=label)
        other = ("refund", "delivery")[number % 2]
        review(workspace, example, "ben", label=other if number < wrong else label)


def test_without_a_floor_nothing_is_below_it(workspace):
    assert below_floor(workspace, workspace.task(TASK)) == {}


def test_agreement_below_the_floor_is_told_with_its_lower_bound(workspace):
    task = require(workspace, 0.8)
    answer(workspace, wrong=12)
    assert "the floor is 0.80" in below_floor(workspace, task)["category"]


def test_agreement_above_the_floor_is_enough(workspace):
    task = require(workspace, 0.8)
    answer(workspace, wrong=0)
    assert below_floor(workspace, task) == {}


def test_the_lower_bound_counts_not_the_figure(workspace):
    task = require(workspace, 0.8)
    answer(workspace, wrong=4)
    assert "Alpha may be as low as" in below_floor(workspace, task)["category"]


def test_too_few_answers_are_not_enough(workspace):
    task = require(workspace, 0.1)
    answer(workspace, wrong=0, count=10)
    assert "Too few" in below_floor(workspace, task)["category"]


def test_no_release_is_cut_below_the_floor(workspace):
    require(workspace, 0.8)
    answer(workspace, wrong=20)
    with pytest.raises(NotReady, match="People do not agree enough"):
        cut_release(
            workspace,
            CURATOR,
            task_id=TASK,
            method=TrainingMethod.SFT,
            seed=1,
            few_reason="A try.",
            request_id="r1",
        )


def test_a_floor_of_nothing_takes_it_away(workspace):
    require(workspace, 0.8)
    assert read_floors(workspace, require(workspace, 0.0, request_id="f2")) == {}


@pytest.mark.parametrize(("name", "floor"), [("mood", 0.5), ("category", 1.5), ("category", -1)])
def test_a_floor_that_cannot_be_is_refused(workspace, name, floor):
    with pytest.raises(InputRefused):
        require(workspace, floor, name)


def test_a_reviewer_sets_no_floor(workspace):
    with pytest.raises(NotAllowed):
        require(workspace, 0.5, actor=ANN)
