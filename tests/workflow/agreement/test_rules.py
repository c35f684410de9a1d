"""Settling a kind of disagreement by a rule: what was looked at, with a reason, once."""

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed
from curation.store.verdicts import list_verdicts
from curation.workflow.agreement.adjudicate import waiting
from curation.workflow.agreement.rules import preview_rule, settle_by_rule
from tests.makers import ANN, CURATOR, make_task
from tests.workflow.reviewed import review, stage

TASK = make_task()


@pytest.fixture
def desk(workspace):
    """Three examples, delivery or refund; the texts of the third differ, too."""
    made = stage(workspace, 3)
    for example in made:
        review(workspace, example, "ann")
        review(workspace, example, "ben", label="refund")
    review(workspace, made[2], "ben", label="refund", reply="Later.", edited=True)
    return workspace, made


def first(workspace):
    return waiting(workspace, TASK.id).clusters[0]


def settle(workspace, ids, kind, *, reason="Money is what counts.", actor=CURATOR, value="refund"):
    return settle_by_rule(
        workspace, actor, TASK, ids, kind, value, reason=reason, request_id="rule-1"
    )


def test_the_preview_shows_what_was_said_and_what_comes_of_it(desk):
    workspace, made = desk
    cluster = first(workspace)
    found = preview_rule(workspace, CURATOR, TASK, cluster.ids, cluster.kind, "refund")
    assert [one.example_id for one in found] == [made[0].id, made[1].id]
    assert found[0].given == {"delivery": 1, "refund": 1}
    assert found[0].text == "Where is order 1?"


def test_the_rule_settles_the_examples_that_were_looked_at(desk):
    workspace, made = desk
    cluster = first(workspace)
    assert settle(workspace, cluster.ids, cluster.kind) == 2
    verdicts = list_verdicts(workspace.store, TASK.id)
    assert {v.answers["category"] for v in verdicts} == {"refund"}
    assert {v.reason for v in verdicts} == {"Money is what counts."}
    assert waiting(workspace, TASK.id).disagreeing == (made[2].id,)


def test_the_same_request_again_changes_nothing(desk):
    workspace, _ = desk
    cluster = first(workspace)
    settle(workspace, cluster.ids, cluster.kind)
    assert settle(workspace, cluster.ids, cluster.kind) == 2
    assert len(list_verdicts(workspace.store, TASK.id)) == 2


def test_what_changed_since_is_refused_and_nothing_settled(desk):
    workspace, made = desk
    cluster = first(workspace)
    review(workspace, made[0], "ann", label="refund")
    with pytest.raises(Conflict):
        settle(workspace, cluster.ids, cluster.kind)
    assert list_verdicts(workspace.store, TASK.id) == []


def test_a_rule_without_a_reason_is_refused(desk):
    workspace, _ = desk
    cluster = first(workspace)
    with pytest.raises(InputRefused):
        settle(workspace, cluster.ids, cluster.kind, reason=" ")


def test_a_reviewer_makes_no_rules(desk):
    workspace, _ = desk
    cluster = first(workspace)
    with pytest.raises(NotAllowed):
        settle(workspace, cluster.ids, cluster.kind, actor=ANN)


def test_who_cites_a_clause_makes_a_kind_of_its_own(desk):
    workspace, made = desk
    again = review(workspace, made[1], "ann")
    workspace.store.append("review_clause", [{"review_id": again, "clause_key": "c1"}])
    kinds = {one.ids: one.kind.clauses for one in waiting(workspace, TASK.id).clusters}
    assert kinds == {(made[0].id,): (), (made[1].id,): ("c1",), (made[2].id,): ()}
