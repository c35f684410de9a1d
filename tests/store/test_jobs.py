"""Jobs in the store: once, in order, and final when they are over."""

from dataclasses import replace
from datetime import datetime

import pytest

from curation.release.method import TrainingMethod
from curation.store import jobs
from curation.training.job import CurvePoint, Job, JobEvent, JobStatus

THEN = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone
JOB = Job(
    id="job1",
    number=1,
    provider="local",
    model="nearest",
    method=TrainingMethod.SFT,
    hyperparameters={"n_epochs": 3},
    suffix="desk",
    seed=7,
    actor="olga",
    recorded_at=THEN,
    changed_at=THEN,
    status=JobStatus.DRAFTED,
)
DONE = replace(
    JOB,
    status=JobStatus.SUCCEEDED,
    remote_id="ftjob-1",
    fine_tuned_model="ft:nearest:local:desk:1",
    trained_tokens=12,
    events=(JobEvent(recorded_at=THEN, level="info", message="Done"),),
    curve=(CurvePoint(step=1, train_loss=0.5), CurvePoint(step=2, valid_accuracy=1.0)),
)


@pytest.fixture
def store(workspace):
    jobs.add_job(workspace.store, JOB)
    return workspace.store


def count_states(store):
    return store.value("select count(*) from job_event")


def test_a_job_comes_back_as_it_was_stored(store):
    assert jobs.get_job(store, "job1") == JOB


def test_every_part_of_a_state_comes_back(store):
    assert jobs.record_state(store, DONE)
    assert jobs.get_job(store, "job1") == DONE


def test_an_intention_is_stored_once(store):
    jobs.add_job(store, replace(JOB, model="other"))
    assert [job.model for job in jobs.list_jobs(store)] == ["nearest"]


def test_the_same_state_is_not_stored_again(store):
    running = replace(JOB, status=JobStatus.RUNNING)
    stored = [jobs.record_state(store, running), jobs.record_state(store, running)]
    assert (stored, count_states(store)) == ([True, False], 2)


def test_a_state_that_comes_back_is_stored_again(store):
    for status in (JobStatus.RUNNING, JobStatus.QUEUED, JobStatus.RUNNING):
        jobs.record_state(store, replace(JOB, status=status))
    assert (jobs.get_job(store, "job1").status, count_states(store)) == (JobStatus.RUNNING, 4)


@pytest.mark.parametrize("late", [JobStatus.RUNNING, JobStatus.FAILED])
def test_a_job_that_is_over_stays_as_it_is(store, late):
    jobs.record_state(store, DONE)
    assert not jobs.record_state(store, replace(JOB, status=late))
    assert jobs.get_job(store, "job1") == DONE


def test_a_state_of_an_unknown_job_is_not_stored(store):
    assert not jobs.record_state(store, replace(JOB, id="other"))


def test_jobs_are_listed_newest_first_and_by_release(store):
    jobs.add_job(store, replace(JOB, id="job2", number=2))
    jobs.add_job(store, replace(JOB, id="job3"))
    assert [job.id for job in jobs.list_jobs(store)] == ["job3", "job2", "job1"]
    assert [job.id for job in jobs.list_jobs(store, number=1)] == ["job3", "job1"]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 2},
        {"provider": "openai"},
        {"model": "other"},
        {"hyperparameters": {}},
        {"suffix": ""},
        {"seed": 8},
    ],
)
def test_another_order_is_not_the_unfinished_one(store, changes):
    assert jobs.find_unfinished(store, replace(JOB, id="new", **changes)) is None


def test_the_same_order_is_found_until_it_is_over(store):
    wanted = replace(JOB, id="new")
    before = jobs.find_unfinished(store, wanted)
    jobs.record_state(store, DONE)
    assert (before, jobs.find_unfinished(store, wanted)) == (JOB, None)
