"""The mix of what is accepted, and plans that are kept."""

import pytest

from curation.balance.plan import Aim
from curation.balance.target import to_shares
from curation.errors import InputRefused, NotAllowed, NotFound, NotReady
from curation.workflow.balance.balance import (
    current_mix,
    draft_plan,
    follow_plan,
    latest_plan,
    list_plans,
    make_plan,
)
from curation.workflow.explore.query_slices import slice_expression
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.stocked import settle, stock, stock_accepted

TASK = "support-replies"
HALVES = {"delivery": 1, "refund": 1}


def plan(workspace, *, target=HALVES, size=None, request_id="r1", actor=CURATOR, **more):
    aims = more.pop("aims", [aim(target)])
    return make_plan(
        workspace, actor, TASK, aims=aims, size=size, seed=7, request_id=request_id, **more
    )


def aim(target=HALVES, by="category", **more):
    return Aim(by=by, target=to_shares(target), **more)


def mix(workspace, by="category", **more):
    return current_mix(workspace, CURATOR, TASK, by, **more)


def test_the_mix_counts_accepted_examples_by_their_final_label(workspace):
    stock_accepted(workspace, {"refund": 2, "delivery": 5})
    assert mix(workspace) == {"delivery": 5, "refund": 2}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("select example_id from examples where source_row < 3 -- the first", {"found": 2}),
        ("select example_id, source_row = 1 as slice from examples;", {"true": 1, "false": 6}),
        ("select example_id, null as slice from examples limit 0", {}),
    ],
)
def test_a_query_is_a_way_to_part_the_mix(workspace, query, expected):
    stock_accepted(workspace, {"refund": 2, "delivery": 5})
    found = mix(workspace, slice_expression(query), query=True)
    others = 7 - sum(expected.values())
    assert found == expected | ({"others": others} if others else {})


def test_what_is_not_accepted_is_not_in_the_mix(workspace):
    stock(workspace, [make_example("New?")])
    ids = stock(workspace, [make_example("Bad?", row=2)])
    settle(workspace, {ids[0]: {}}, outcome="reject")
    assert mix(workspace) == {}


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
    draft_plan(workspace, CURATOR, TASK, aims=[aim()], size=None, seed=7)
    assert latest_plan(workspace, TASK) is None


def test_a_reviewer_may_not_plan(workspace):
    stock_accepted(workspace, {"delivery": 8})
    with pytest.raises(NotAllowed):
        plan(workspace, actor=ANN)


def test_every_plan_is_kept_under_its_name_and_one_is_followed(workspace):
    stock_accepted(workspace, {"delivery": 8, "refund": 4})
    first = plan(workspace, name="Halves")
    second = plan(workspace, size=4, request_id="r2")
    assert [each.name for each in list_plans(workspace, TASK)] == ["Plan 2", "Halves"]
    follow_plan(workspace, CURATOR, TASK, first.id, request_id="f1")
    assert latest_plan(workspace, TASK) == first
    follow_plan(workspace, CURATOR, TASK, "", request_id="f2")
    assert latest_plan(workspace, TASK) is None
    assert second in list_plans(workspace, TASK)


def test_only_a_plan_of_the_task_can_be_followed(workspace):
    with pytest.raises(NotFound):
        follow_plan(workspace, CURATOR, TASK, "nothing", request_id="f1")


def test_a_plan_follows_a_label_and_an_expression_at_once(workspace):
    """8 of the 16 are at an edge: three quarters of 11 are 8.25 of them, of 12 they were 9."""
    stock_accepted(workspace, {"delivery": 8, "refund": 8})
    half = "case when source_row <= 4 or source_row >= 13 then 'edge' else 'middle' end"
    assert mix(workspace, half, query=True) == {"edge": 8, "middle": 8}
    kept = plan(
        workspace,
        aims=[aim(), aim({"edge": 3, "middle": 1}, by=half, query=True)],
    )
    labels, edges = (dict(standing.taken) for standing in kept.standings)
    assert (sorted(labels.values()), edges) == ([5, 6], {"edge": 8, "middle": 3})
    assert latest_plan(workspace, TASK) == kept


@pytest.mark.parametrize("by", ["", "no such column", "sum(turns)"])
def test_an_expression_that_cannot_be_run_is_refused(workspace, by):
    stock_accepted(workspace, {"delivery": 2})
    with pytest.raises(InputRefused):
        mix(workspace, by, query=True)


def test_the_same_attribute_twice_is_refused(workspace):
    stock_accepted(workspace, {"delivery": 8})
    with pytest.raises(InputRefused):
        plan(workspace, aims=[aim(), aim()])


def test_a_task_without_labels_says_that_it_takes_everything(workspace):
    with pytest.raises(NotReady, match="not balanced"):
        draft_plan(workspace, CURATOR, "invoice-fields", aims=[aim(by="")], size=None, seed=7)


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
