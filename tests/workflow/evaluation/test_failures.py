"""Wrong answers with what training said nearby, and what is done about them."""

import pytest

from curation.errors import InputRefused, NotAllowed, NotReady
from curation.evaluation.contestant import Contestant, Reply
from curation.evaluation.failure import Action
from curation.example import Stage
from curation.review.guideline import clauses_of
from curation.workflow.evaluation.evaluate import evaluate
from curation.workflow.evaluation.evaluation_results import list_failed
from curation.workflow.evaluation.failures import (
    add_clause,
    ask_more_like,
    read_clusters,
    read_failure,
    read_patterns,
    send_to_review,
)
from curation.workflow.review.review_queue import live_queue
from curation.workflow.status import list_stages
from tests.makers import ANN, CURATOR, make_example
from tests.workflow.released import copied, make_released
from tests.workflow.stocked import stock

TASK = "support-replies"


class OnlyDelivery:
    """Knows what to say of deliveries; of refunds it says something else."""

    def answer(self, model, messages, **settings):
        asked = messages[-1]["content"]
        return Reply(text="Sorry." if asked.startswith("refund") else f"about {asked}")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_released(tmp_path_factory.mktemp("made"), {"delivery": 40, "refund": 40})


@pytest.fixture
def workspace(made, tmp_path):
    yield from copied(made, tmp_path)


@pytest.fixture
def evaluation(workspace):
    return evaluate(
        workspace,
        CURATOR,
        release_number=1,
        contestants=[Contestant(provider="fake", model="tuned")],
        request_id="evaluation",
        client=OnlyDelivery(),
    ).evaluation


def stage_of(workspace, example_id):
    stages = list_stages(workspace, workspace.task(TASK))
    return next(one.stage for one in stages if one.example_id == example_id)


def worst(workspace, evaluation):
    ids = list_failed(workspace, CURATOR, evaluation)
    return read_failure(workspace, CURATOR, evaluation, ids[0])


def test_a_failure_has_the_nearest_training_examples_and_who_decided_them(workspace, evaluation):
    failure = worst(workspace, evaluation)
    likeness = [near.likeness for near in failure.nearest]
    assert len(likeness) == 3
    assert likeness == sorted(likeness, reverse=True)
    near = failure.nearest[0]
    assert set(near.question.split()) & set(failure.row.line.question.split()) > {"question"}
    assert near.question != failure.row.line.question
    assert near.answer == f"Answer to {near.decided.example_id}."
    assert (near.decided.actor, near.decided.method) == ("carla", "unanimous")


def test_what_failures_share_is_found(workspace, evaluation):
    grades = read_patterns(workspace, CURATOR, evaluation)
    assert all(pattern.wrong <= pattern.n for pattern in grades)


def test_wrong_answers_to_like_questions_are_a_cluster(workspace, evaluation):
    failed = list_failed(workspace, CURATOR, evaluation)
    clusters = read_clusters(workspace, CURATOR, evaluation)
    assert {"delivery", "refund"} <= {word for one, _ in clusters for word in one.words}
    assert sorted(one for _, ids in clusters for one in ids) == sorted(failed)


def test_a_failure_is_sent_to_review_once(workspace, evaluation):
    example_id = worst(workspace, evaluation).row.line.example_id
    assert stage_of(workspace, example_id) == Stage.ACCEPTED
    for _ in range(2):
        send_to_review(workspace, CURATOR, evaluation, [example_id], request_id="again")
    assert stage_of(workspace, example_id) == Stage.CLEARED
    marks = worst(workspace, evaluation).marks
    assert [(mark.action, mark.actor) for mark in marks] == [(Action.REVIEW, "carla")]


def test_more_like_a_failure_are_asked_about_next(workspace, evaluation):
    example_id = worst(workspace, evaluation).row.line.example_id
    question = worst(workspace, evaluation).row.line.question
    alike, _ = stock(
        workspace,
        [make_example(f"{question} Again?", row=900), make_example("Zebra stripes", row=901)],
    )
    chosen = ask_more_like(workspace, CURATOR, evaluation, example_id, request_id="batch")
    assert chosen == 1
    live = live_queue(workspace, workspace.task(TASK))
    live.refresh(at_once=True)
    with live.current() as queue:
        assert queue.wanting() == 1
    assert worst(workspace, evaluation).marks[0].action == Action.BATCH
    assert stage_of(workspace, alike) == Stage.CLEARED


def test_nothing_alike_that_waits_is_said(workspace, evaluation):
    example_id = worst(workspace, evaluation).row.line.example_id
    with pytest.raises(NotReady, match="Nothing like it"):
        ask_more_like(workspace, CURATOR, evaluation, example_id, request_id="batch")


def test_a_failure_becomes_a_clause(workspace, evaluation):
    example_id = worst(workspace, evaluation).row.line.example_id
    before = clauses_of(workspace.task(TASK).guideline)
    add_clause(workspace, CURATOR, evaluation, example_id, "Say when.", request_id="clause")
    after = clauses_of(workspace.task(TASK).guideline)
    assert len(after) == len(before) + 1
    assert "Say when." in after[-1].text
    with pytest.raises(InputRefused):
        add_clause(workspace, CURATOR, evaluation, example_id, "  ", request_id="empty")


def test_a_reviewer_does_nothing_of_this(workspace, evaluation):
    with pytest.raises(NotAllowed):
        send_to_review(workspace, ANN, evaluation, ["x"], request_id="r")
    with pytest.raises(NotAllowed):
        read_failure(workspace, ANN, evaluation, "x")
