"""Evaluating what the project's own trainer has trained, through its server."""

import pytest

from curation.evaluation.contestant import Contestant
from curation.store.suggestions import list_current
from curation.training.job import JobStatus
from curation.workflow.evaluation.evaluate import evaluate
from curation.workflow.evaluation.floor import find_floor, train_floor
from curation.workflow.review.suggest_by_model import outlook, source_of, suggest_by_model
from curation.workflow.training.providers import close_trainer
from curation.workflow.training.train import submit_job, wait_for_job
from tests.makers import CURATOR, OWNER, make_example
from tests.workflow.cleared import clear
from tests.workflow.released import copied, make_released


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locally")
    yield from copied(make_released(folder, {"delivery": 30, "refund": 20}), folder)


@pytest.fixture(scope="module")
def tuned(workspace):
    """The number of a release and the model that was trained on it."""
    job = submit_job(
        workspace,
        OWNER,
        release_number=1,
        provider="local",
        model="nearest",
        hyperparameters={},
        request_id="job",
        wait=True,
    )
    job = wait_for_job(workspace, job.id)
    assert job.status == JobStatus.SUCCEEDED
    yield 1, job.fine_tuned_model
    close_trainer(workspace)


def test_the_tuned_model_is_nearer_to_the_ideal_answers_than_the_base_model(workspace, tuned):
    """Every ideal answer is "Answer to …": whoever has seen others of them shares its words."""
    number, model = tuned
    result = evaluate(
        workspace,
        OWNER,
        release_number=number,
        contestants=[Contestant(provider="local", model=name) for name in ("nearest", model)],
        request_id="evaluation",
    )
    assert result.comparison.score_difference > 0.3


def test_the_floor_is_trained_once_and_answers_before_the_tuned_model(workspace, tuned):
    number, model = tuned
    assert train_floor(workspace, CURATOR, number) == model == find_floor(workspace, number)
    result = evaluate(
        workspace,
        CURATOR,
        release_number=number,
        contestants=[Contestant(provider="local", model="nearest")],
        floor=True,
        request_id="with floor",
    )
    assert result.evaluation.models == (model, "nearest")


def test_the_tuned_model_suggests_without_a_key_and_what_is_no_label_is_counted(workspace, tuned):
    _, model = tuned
    task = workspace.task("support-replies")
    (waiting,) = clear(
        workspace, [make_example("Once more: delivery question 3?", answer=None, row=900)]
    )
    asked = Contestant(provider="local", model=model)
    assert outlook(workspace, task, asked, limit=9).most == 0
    found = suggest_by_model(workspace, CURATOR, task, asked, limit=9, request_id="suggest")
    assert (found.asked, found.suggested, found.unfit) == (2, 1, 1)
    made = list_current(workspace.store, task.id, source=source_of(asked))
    assert made[waiting, 1, "reply"].value.startswith("Answer to ")
    assert made[waiting, 1, "category"].value == ""
