"""What a person is told of their own work: pace, what is left, and how their answers fared."""

import pytest

from curation.review.route import Order, Routing
from curation.workflow.review.own_work import own_work
from curation.workflow.review.routing import set_routing
from tests.makers import ANN, BEN, CURATOR, make_example, make_task
from tests.staged import add_verdict
from tests.workflow.cleared import clear, tickets
from tests.workflow.reviewed import review

TASK = make_task()
REFUND = {"category": "refund", "reply": "Yes."}


@pytest.fixture
def examples(workspace):
    made = tickets(4)
    clear(workspace, made)
    return made


def test_without_an_answer_there_is_no_pace(workspace, examples):
    own = own_work(workspace, ANN, TASK)
    assert (own.done, own.left, own.seconds, own.in_session, own.hours_left) == (
        0,
        4,
        None,
        None,
        None,
    )


def test_the_pace_tells_what_twenty_minutes_are_good_for(workspace, examples):
    review(workspace, examples[0], ANN.id)  # four seconds
    review(workspace, examples[1], BEN.id)
    own = own_work(workspace, ANN, TASK)
    assert (own.done, own.left, own.seconds) == (1, 3, 4.0)
    assert own.in_session == 3
    assert own.hours_left == pytest.approx(12 / 3600)
    assert [(day.judged, day.minutes) for day in own.days] == [(1, pytest.approx(4 / 60))]


def test_own_answers_are_held_against_the_final_ones_of_others(workspace, examples):
    for example in examples[:3]:
        review(workspace, example, ANN.id)
    review(workspace, examples[3], ANN.id, decision="reject")
    for number, answers in enumerate([{"category": "delivery"}, REFUND]):
        add_verdict(workspace.store, examples[number], verdict_id=f"v{number}", answers=answers)
    add_verdict(workspace.store, examples[2], verdict_id="v2", outcome="reject")
    found = own_work(workspace, ANN, TASK).adjudicated
    assert (found.settled, found.same_decision) == (3, 2)
    assert (found.labelled, found.same_label) == (2, 1)
    assert own_work(workspace, BEN, TASK).adjudicated.settled == 0


def test_a_verdict_of_ones_own_says_nothing(workspace, examples):
    review(workspace, examples[0], CURATOR.id)
    add_verdict(workspace.store, examples[0], answers={"category": "delivery"})  # Carla's own
    assert own_work(workspace, CURATOR, TASK).adjudicated.settled == 0


def test_a_task_without_a_label_question_tells_of_own_work_too(workspace):
    task = workspace.task("invoice-fields")
    clear(workspace, [make_example("Invoice 7", task=task.id)])
    assert own_work(workspace, ANN, task).left == 1


def test_what_was_asked_for_by_label_is_what_is_lacking(workspace, examples):
    add_verdict(workspace.store, examples[0], answers=REFUND)
    asked = Routing(order=Order.MISSING, quotas={"refund": 3, "delivery": 1, "product": 0})
    set_routing(workspace, CURATOR, TASK, asked, request_id="asked")
    assert own_work(workspace, ANN, TASK).lacking == {"refund": 2, "delivery": 1}
