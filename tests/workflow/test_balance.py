"""The mix of what is accepted, and plans that are kept."""

import pytest

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.workflow.balance import current_mix, draft_plan, latest_plan, make_plan
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.stocked import settle, stock, stock_accepted

TASK = "support-replies"
HALVES = {"delivery": 1, "refund": 1}


def plan(workspace, *, target=HALVES, size=None, request_id="r1", actor=CURATOR, **more):
    return make_plan(
        workspace, actor, TASK, target=target, size=size, seed=7, request_id=request_id, **more
    )


def test_the_mix_counts_accepted_examples_by_their_final_label(workspace):
    stock_accepted(workspace, {"refund": 2, "delivery": 5})
    assert current_mix(workspace, TASK) == {"delivery": 5, "refund": 2}


def test_what_is_not_accepted_is_not_in_the_mix(workspace):
    stock(workspace, [make_example("New?")])
    ids = stock(workspace, [make_example("Bad?", row=2)])
    settle(workspace, {ids[0]: {}}, outcome="reject")
    assert current_mix(workspace, TASK) == {}


def test_the_newest_plan_is_the_one_that_counts(workspace):
    stock_accepted(workspace, {"delivery": 8, "refund": 4})
    plan(workspace)
    newer = plan(workspace, size=4, request_id="r2")
    assert latest_plan(workspace, TASK) == newer


def test_a_plan_comes_back_as_it_was_kept(workspace):
    stock_accepted(workspace, {"delivery": 8, "refund": 3})
    kept = plan(workspace, target={"delivery": 0.7, "refund": 0.3}, tolerance=0.01)
    assert latest_plan(workspace, TASK) == kept


def test_the_same_request_again_keeps_the_first_plan(workspace):
    stock_accepted(workspace, {"delivery": 8, "refund": 4})
    first = plan(workspace)
    assert plan(workspace, target={"delivery": 1}) == first


def test_a_draft_is_not_kept(workspace):
    stock_accepted(workspace, {"delivery": 8, "refund": 4})
    draft_plan(workspace, TASK, target=HALVES, size=None, seed=7)
    assert latest_plan(workspace, TASK) is None


def test_a_reviewer_may_not_plan(workspace):
    stock_accepted(workspace, {"delivery": 8})
    with pytest.raises(NotAllowed):
        plan(workspace, actor=ANN)


def test_a_task_without_labels_says_that_it_takes_everything(workspace):
    with pytest.raises(NotReady, match="not balanced"):
        draft_plan(workspace, "invoice-fields", target=HALVES, size=None, seed=7)


def test_nothing_accepted_is_nothing_to_balance(workspace):
    with pytest.raises(NotReady, match="nothing to balance"):
        plan(workspace)


def test_a_target_that_no_example_meets_is_refused(workspace):
    stock_accepted(workspace, {"delivery": 8})
    with pytest.raises(NotReady, match="No example can be chosen"):
        plan(workspace, target={"refund": 1})


@pytest.mark.parametrize("wrong", [{"size": 0}, {"tolerance": 2.0}, {"tolerance": float("nan")}])
def test_impossible_numbers_are_refused(workspace, wrong):
    stock_accepted(workspace, {"delivery": 8})
    with pytest.raises(InputRefused):
        plan(workspace, **wrong)
