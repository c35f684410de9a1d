"""What a plan is short of is asked of the reviewers first."""

import pytest

from curation.errors import NotAllowed
from curation.review.route import Order, Routing, Slice
from curation.workflow.balance.quota import ask_for_missing, quotas_for, standing_quotas
from curation.workflow.review.routing import queue_state, set_routing
from tests.makers import ANN, CURATOR, make_example, make_task
from tests.pages.opening import signed_in
from tests.workflow.cleared import clear, tickets
from tests.workflow.review.test_routing import shown_to
from tests.workflow.stocked import settle

TASK = make_task()


@pytest.fixture
def desk(workspace):
    """Twenty tickets about deliveries and two about refunds, which came last."""
    refunds = [make_example(f"Money back {n}?", label="refund", row=30 + n) for n in range(2)]
    clear(workspace, [*tickets(20), *refunds])
    signed_in(workspace, ANN)
    return workspace


def ask(workspace, missing, actor=CURATOR):
    return ask_for_missing(workspace, actor, TASK, missing, request_id="q1")


def test_a_quota_says_how_many_are_short_and_how_many_wait(desk):
    (quota,) = quotas_for(desk, TASK, {"refund": 3, "delivery": 0})
    assert (quota.label, quota.wanted, quota.have, quota.waiting) == ("refund", 3, 0, 2)


def test_what_is_asked_for_is_shown_first(desk):
    """One in ten keeps a random place, so the refunds may come second and third."""
    ask(desk, {"refund": 2})
    refunds = [place for place, text in enumerate(shown_to(desk, ANN, 22)) if "Money" in text]
    assert max(refunds) < 5


def test_a_quota_that_is_reached_is_done_and_comes_last(desk):
    ask(desk, {"refund": 1, "delivery": 2})
    first = next(
        row["example_id"]
        for row in desk.store.read("select example_id from example where source_row = 30")
    )
    settle(desk, {first: {"category": "refund"}})
    standing = {quota.label: (quota.have, quota.short) for quota in standing_quotas(desk, TASK)}
    assert standing == {"delivery": (0, 2), "refund": (1, 0)}
    assert "Money back 1?" not in shown_to(desk, ANN, 2)


def test_what_else_is_set_for_the_queue_stays(desk):
    rows = (Slice(label="refund", people=(ANN.id,)),)
    set_routing(desk, CURATOR, TASK, Routing(extra=1, slices=rows), request_id="r1")
    ask(desk, {"refund": 2})
    routing = queue_state(desk, CURATOR, TASK).routing
    assert (routing.order, routing.extra, routing.slices, dict(routing.quotas)) == (
        Order.MISSING,
        1,
        rows,
        {"refund": 2},
    )


def test_another_order_ends_the_quotas(desk):
    ask(desk, {"refund": 2})
    set_routing(desk, CURATOR, TASK, Routing(order=Order.OLDEST), request_id="r2")
    assert standing_quotas(desk, TASK) == []


def test_a_reviewer_may_not_ask(desk):
    with pytest.raises(NotAllowed):
        ask(desk, {"refund": 2}, actor=ANN)
