"""Settling what all agree on, and adjudicating what they do not."""

from dataclasses import replace

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed, NotFound
from curation.example import Message, Speaker
from curation.review.decision import Method, Outcome
from curation.store.verdicts import list_history, list_verdicts
from curation.workflow.agreement.adjudicate import (
    adjudicate,
    disagreements,
    open_case,
    settle_unanimous,
    waiting,
)
from tests.makers import ANN, CURATOR
from tests.staged import add_examples
from tests.workflow.reviewed import review, stage

TASK = "support-replies"


def decide(workspace, example, outcome=Outcome.ACCEPT, actor=CURATOR, **changes):
    given = {
        "example_id": example.id,
        "version": 1,
        "outcome": outcome,
        "answers": {"category": "delivery", "reply": "It is on its way."},
        "reason": "",
        "request_id": "q1",
        **changes,
    }
    return adjudicate(workspace, actor, **given)


def test_answers_that_are_all_the_same_become_a_verdict(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben")
    settle_unanimous(workspace, CURATOR, TASK)
    [verdict] = list_verdicts(workspace.store, TASK)
    assert verdict.method is Method.UNANIMOUS
    assert verdict.answers == {"category": "delivery", "reply": "It is on its way."}


def test_white_space_alone_is_no_disagreement(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", reply="On its way.")
    review(workspace, example, "ben", reply="On  its\nway. ")
    assert settle_unanimous(workspace, CURATOR, TASK).accepted == 1


@pytest.mark.parametrize(
    "other", [{"label": "refund"}, {"reply": "Not yet."}, {"decision": "reject"}]
)
def test_any_difference_is_left_to_a_person(workspace, other):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben", **other)
    settled = settle_unanimous(workspace, CURATOR, TASK)
    assert (settled.accepted, settled.rejected, settled.left) == (0, 0, 1)


def test_what_all_reject_is_rejected_without_answers(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", decision="reject")
    review(workspace, example, "ben", decision="reject")
    settle_unanimous(workspace, CURATOR, TASK)
    [verdict] = list_verdicts(workspace.store, TASK)
    assert (verdict.outcome, verdict.answers) == (Outcome.REJECT, {})


def test_too_few_answers_settle_nothing(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben", decision="skip")
    settle_unanimous(workspace, CURATOR, TASK)
    assert list_verdicts(workspace.store, TASK) == []


def test_settling_twice_makes_one_verdict(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben")
    settle_unanimous(workspace, CURATOR, TASK)
    settle_unanimous(workspace, CURATOR, TASK)
    assert len(list_history(workspace.store, example.id)) == 1


def test_a_later_review_does_not_change_a_verdict(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben")
    settle_unanimous(workspace, CURATOR, TASK)
    review(workspace, example, "ann", decision="reject")
    settle_unanimous(workspace, CURATOR, TASK)
    assert list_verdicts(workspace.store, TASK)[0].outcome is Outcome.ACCEPT
    assert waiting(workspace, TASK).disagreeing == ()


def test_a_reviewer_may_not_settle(workspace):
    with pytest.raises(NotAllowed):
        settle_unanimous(workspace, ANN, TASK)


def test_disagreements_come_in_the_order_of_the_source(workspace):
    examples = stage(workspace, 3)
    for example in reversed(examples):
        review(workspace, example, "ann")
        review(workspace, example, "ben", label="refund")
    found = [case.card.example_id for case in disagreements(workspace, TASK)]
    assert found == [example.id for example in examples]


def test_a_case_tells_no_names(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann")
    review(workspace, example, "ben", label="refund")
    shown = repr([replace(a, review_id="") for a in open_case(workspace, TASK, example.id).answers])
    assert "ann" not in shown
    assert "ben" not in shown


def test_a_case_of_an_unknown_example_is_not_found(workspace):
    with pytest.raises(NotFound):
        open_case(workspace, TASK, "0" * 20)


def test_the_newest_verdict_holds_and_the_old_one_is_kept(workspace):
    [example] = stage(workspace, 1)
    decide(workspace, example, request_id="q1")
    decide(workspace, example, Outcome.REJECT, request_id="q2", reason="Wrong after all.")
    assert list_verdicts(workspace.store, TASK)[0].outcome is Outcome.REJECT
    assert [v.outcome for v in list_history(workspace.store, example.id)] == ["reject", "accept"]


def test_the_same_request_is_one_verdict(workspace):
    [example] = stage(workspace, 1)
    decide(workspace, example)
    decide(workspace, example)
    assert len(list_history(workspace.store, example.id)) == 1


def test_a_changed_example_is_refused(workspace):
    [example] = stage(workspace, 1)
    newer = replace(example, answer=Message(speaker=Speaker.ASSISTANT, content="Tomorrow."))
    add_examples(workspace.store, [newer], version=2)
    with pytest.raises(Conflict):
        decide(workspace, example)


def test_a_verdict_on_an_old_version_no_longer_holds(workspace):
    [example] = stage(workspace, 1)
    decide(workspace, example)
    newer = replace(example, answer=Message(speaker=Speaker.ASSISTANT, content="Tomorrow."))
    add_examples(workspace.store, [newer], version=2)
    assert list_verdicts(workspace.store, TASK) == []


def test_an_adjudicator_who_reviewed_is_recorded(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, CURATOR.id)
    assert decide(workspace, example).was_reviewer


def test_an_answer_of_a_review_is_no_edit(workspace):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", reply="Tomorrow.", edited=True)
    answers = {"category": "refund", "reply": "Tomorrow."}
    assert not decide(workspace, example, answers=answers).edited


def test_an_answer_that_nobody_gave_is_an_edit(workspace):
    [example] = stage(workspace, 1)
    answers = {"category": "delivery", "reply": "Call 0170 1234567."}
    assert decide(workspace, example, answers=answers).edited


def test_a_label_that_is_not_offered_is_refused(workspace):
    [example] = stage(workspace, 1)
    with pytest.raises(InputRefused):
        decide(workspace, example, answers={"category": "nonsense"})


def test_a_rejected_example_keeps_no_answers(workspace):
    [example] = stage(workspace, 1)
    assert decide(workspace, example, Outcome.REJECT).answers == {}


def test_a_reviewer_may_not_adjudicate(workspace):
    [example] = stage(workspace, 1)
    with pytest.raises(NotAllowed):
        decide(workspace, example, actor=ANN)
