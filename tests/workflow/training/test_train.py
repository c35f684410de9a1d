"""Training on a release: one job whatever happens, and a release that is always kept."""

import os
import signal
import threading
from dataclasses import replace
from datetime import datetime

import httpx2
import pytest

from curation.errors import (
    InputRefused,
    NotAllowed,
    NotReady,
    ProviderBusy,
    ProviderRefused,
    ProviderUnreachable,
)
from curation.files import list_files
from curation.providers.client import TrainingClient, connect
from curation.release.method import TrainingMethod
from curation.training.job import JobStatus
from curation.workflow.background import ActivityState, close_interrupted, latest_activity
from curation.workflow.release.release import cut_release
from curation.workflow.training import providers, train
from curation.workflow.training.providers import close_trainer, get_provider, open_client
from curation.workflow.training.train import (
    ask_model,
    cancel_job,
    get_job,
    list_jobs,
    refresh_job,
    refresh_unfinished,
    submit_job,
    try_again,
    wait_for_job,
)
from tests.makers import CURATOR, OWNER
from tests.workflow.stocked import stock_accepted


@pytest.fixture
def release(workspace):
    """A release of twenty examples."""
    stock_accepted(workspace, {"delivery": 10, "refund": 10})
    return cut_release(
        workspace,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=7,
        request_id="cut",
    )


@pytest.fixture
def desk(workspace, release):
    """A workspace with a release, whose trainer is stopped at the end."""
    yield workspace
    close_trainer(workspace)


def submit(workspace, **changes):
    values = {
        "release_number": 1,
        "provider": "local",
        "model": "nearest",
        "request_id": "job1",
        "wait": True,
    }
    return submit_job(workspace, changes.pop("actor", OWNER), **{**values, **changes})


def answer_openai(monkeypatch, handler):
    """Let OpenAI's answers be made up by `handler`."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-12345678")
    transport = httpx2.MockTransport(handler)
    monkeypatch.setattr(
        providers, "connect", lambda provider, env: connect(provider, env, transport=transport)
    )
    monkeypatch.setattr(providers, "_clients", {})


def remote_jobs(workspace):
    client = open_client(workspace, "local")
    return [job.id for job in client._client.fine_tuning.jobs.list(limit=100)]


def test_a_release_is_trained_on_this_machine(desk):
    job = wait_for_job(desk, submit(desk, suffix="desk").id)
    assert (job.status, job.message) == (JobStatus.SUCCEEDED, "")
    assert job.fine_tuned_model.startswith("ft:nearest:local:desk:")
    assert job.trained_tokens > 0


def test_events_and_curve_of_a_job_stay_in_the_store(desk):
    job = wait_for_job(desk, submit(desk).id)
    close_trainer(desk)
    kept = get_job(desk, job.id)
    assert kept.events[-1].message == "The job has successfully completed"
    assert kept.curve[-1].valid_loss is not None


def test_the_intention_is_stored_before_anything_is_sent(desk, monkeypatch):
    seen = []

    def submit_nothing(self, files, order, **more):
        seen.extend(list_jobs(desk))
        return "ftjob-x"

    monkeypatch.setattr(TrainingClient, "submit", submit_nothing)
    submit(desk)
    assert [(job.id, job.status) for job in seen] == [("job1", JobStatus.DRAFTED)]


def test_a_double_click_makes_one_job(desk):
    submit(desk)
    submit(desk)
    assert (len(list_jobs(desk)), len(remote_jobs(desk))) == (1, 1)


def test_clicks_at_the_same_moment_make_one_job(desk):
    threads = [threading.Thread(target=submit, args=(desk,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(list_jobs(desk)), len(remote_jobs(desk))) == (1, 1)


def test_the_same_training_wanted_twice_is_one_job_until_it_is_over(desk, monkeypatch):
    monkeypatch.setattr(TrainingClient, "submit", lambda self, files, order, **more: "ftjob-x")
    assert submit(desk, request_id="other").id == submit(desk, request_id="another").id


def test_other_settings_make_another_job(desk, monkeypatch):
    monkeypatch.setattr(TrainingClient, "submit", lambda self, files, order, **more: "ftjob-x")
    submit(desk)
    assert submit(desk, request_id="job2", hyperparameters={"n_epochs": 2}).id == "job2"


def test_a_crash_between_upload_and_creation_ends_in_one_job(desk, monkeypatch):
    class Crash(BaseException):
        pass

    def crash(*args):
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(TrainingClient, "_create", crash)
        with pytest.raises(Crash):
            submit(desk)
    assert get_job(desk, "job1").status == JobStatus.DRAFTED
    submit(desk)
    assert (get_job(desk, "job1").status, len(remote_jobs(desk))) == (JobStatus.SUBMITTED, 1)


def test_a_job_whose_answer_was_lost_is_found_by_looking(desk, monkeypatch):
    class Crash(BaseException):
        pass

    def lost(self, files, order, submit=TrainingClient.submit, **more):
        submit(self, files, order)
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(TrainingClient, "submit", lost)
        with pytest.raises(Crash):
            submit(desk)
    close_interrupted(desk)  # what the app does at its next start
    assert refresh_unfinished(desk) == 1
    assert get_job(desk, "job1").remote_id == remote_jobs(desk)[0]


def test_a_trainer_killed_in_the_middle_ends_the_job_later(desk):
    job = submit(desk, hyperparameters={"n_epochs": 50, "batch_size": 1})
    os.kill(providers.start_trainer(desk.folder / "trainer").pid, signal.SIGKILL)
    assert wait_for_job(desk, job.id).status == JobStatus.SUCCEEDED


def test_a_trainer_that_cannot_be_started_is_a_sentence_and_the_release_is_kept(
    desk, release, monkeypatch
):
    monkeypatch.setattr("curation.providers.local.sys.executable", "/bin/false")
    with pytest.raises(ProviderUnreachable, match="cannot be started"):
        submit(desk)
    job = get_job(desk, "job1")
    assert (job.status, "cannot be started" in job.message) == (JobStatus.DRAFTED, True)
    assert "train.jsonl" in list_files(release.folder)


def test_a_job_that_was_not_sent_is_sent_by_trying_again(desk, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("curation.providers.local.sys.executable", "/bin/false")
        with pytest.raises(ProviderUnreachable):
            submit(desk)
    job = try_again(desk, OWNER, "job1", wait=True)
    assert (job.id, job.status) == ("job1", JobStatus.SUBMITTED)


def test_a_job_that_met_too_many_requests_waits_to_be_sent_again(desk, monkeypatch):
    answer_openai(
        monkeypatch,
        lambda request: httpx2.Response(429, json={}, headers={"x-should-retry": "false"}),
    )
    with pytest.raises(ProviderBusy):
        submit(desk, provider="openai", model="gpt-4.1-mini")
    job = get_job(desk, "job1")
    assert (job.status, "Wait a few minutes" in job.message) == (JobStatus.DRAFTED, True)


def test_a_refusal_of_the_provider_fails_the_job_with_its_cure(desk, release, monkeypatch):
    body = {"error": {"message": "Winding down.", "code": "training_not_available"}}
    answer_openai(monkeypatch, lambda request: httpx2.Response(403, json=body))
    with pytest.raises(ProviderRefused):
        submit(desk, provider="openai", model="gpt-4.1-mini")
    job = get_job(desk, "job1")
    assert job.status == JobStatus.FAILED
    assert "no longer trains for your organisation" in job.message
    assert "train on this machine" in job.message
    assert "train.jsonl" in list_files(release.folder)


def test_trying_a_failed_job_again_makes_one_new_job(desk, monkeypatch):
    refuse = {"error": {"message": "No credit.", "code": "insufficient_quota"}}
    answer_openai(monkeypatch, lambda request: httpx2.Response(400, json=refuse))
    with pytest.raises(ProviderRefused):
        submit(desk, provider="openai", model="gpt-4.1-mini")
    with pytest.raises(ProviderRefused):
        try_again(desk, OWNER, "job1", wait=True)
    try_again(desk, OWNER, "job1", wait=True)
    assert len(list_jobs(desk)) == 2


def test_a_job_in_the_background_is_an_activity(desk):
    submit(desk, wait=False)
    for thread in threading.enumerate():
        if thread.name == "train job1":
            thread.join()
    activity = latest_activity(desk, kind="train", subject="job1")
    assert activity.state == ActivityState.DONE
    assert wait_for_job(desk, "job1").status == JobStatus.SUCCEEDED


def test_a_cancelled_job_stays_cancelled(desk):
    job = submit(desk, hyperparameters={"n_epochs": 50, "batch_size": 1})
    assert cancel_job(desk, OWNER, job.id).is_over
    assert refresh_job(desk, job.id).is_over


def test_a_job_that_was_never_sent_is_cancelled_here(desk, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("curation.providers.local.sys.executable", "/bin/false")
        with pytest.raises(ProviderUnreachable):
            submit(desk)
    assert cancel_job(desk, OWNER, "job1").status == JobStatus.CANCELLED


def test_a_job_cancelled_while_it_was_sent_is_cancelled_at_the_provider(desk, monkeypatch):
    cancelled = []

    def slow(self, files, order, **more):
        cancel_job(desk, OWNER, "job1")
        return "ftjob-x"

    monkeypatch.setattr(TrainingClient, "submit", slow)
    monkeypatch.setattr(TrainingClient, "cancel", lambda self, job: cancelled.append(job))
    submit(desk)
    assert (get_job(desk, "job1").status, cancelled) == (JobStatus.CANCELLED, ["ftjob-x"])


def test_only_an_owner_trains(desk):
    with pytest.raises(NotAllowed):
        submit(desk, actor=CURATOR)


def test_no_job_is_sent_where_training_has_ended(desk, monkeypatch):
    after = replace(desk, now=lambda: datetime(2027, 1, 6))  # noqa: DTZ001 - UTC without a zone
    with pytest.raises(NotReady, match="06 January 2027"):
        submit(after, provider="openai", model="gpt-4.1-mini")
    assert list_jobs(desk) == []


def test_nothing_is_ordered_from_a_provider_without_a_key(desk, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr(providers, "SECRETS_FILE", desk.folder / "none.toml")
    with pytest.raises(NotReady, match="OPENAI_API_KEY"):
        submit(desk, provider="openai", model="gpt-4.1-mini")
    assert list_jobs(desk) == []


def test_the_tuned_model_is_asked_with_the_tasks_prompt(desk):
    job = wait_for_job(desk, submit(desk).id)
    assert ask_model(desk, CURATOR, job.id, "Where is my order?").startswith("Answer to ")


def test_an_empty_question_is_refused(desk, monkeypatch):
    monkeypatch.setattr(TrainingClient, "submit", lambda self, files, order, **more: "ftjob-x")
    with pytest.raises(InputRefused):
        ask_model(desk, CURATOR, submit(desk).id, " ")


def test_a_provider_is_not_asked_more_often_than_it_likes(desk, monkeypatch):
    monkeypatch.setattr(TrainingClient, "submit", lambda self, files, order, **more: "ftjob-x")
    asked = []
    monkeypatch.setattr(train, "refresh_job", lambda workspace, job_id: asked.append(job_id))
    monkeypatch.setattr(train, "_looked", {})
    job = submit(desk)
    for _ in range(3):
        train.watch_job(desk, job.id)
    assert asked == [job.id]


def test_keys_come_from_the_secrets_file_after_the_environment(tmp_path, monkeypatch):
    file = tmp_path / "secrets.toml"
    file.write_text('OPENAI_API_KEY = "from the file"\nNEBIUS_API_KEY = "from the file"\n')
    monkeypatch.setattr(providers, "SECRETS_FILE", file)
    monkeypatch.setenv("OPENAI_API_KEY", "from the environment")
    monkeypatch.delenv("NEBIUS_API_KEY", raising=False)
    found = providers.read_environment()
    assert (found["OPENAI_API_KEY"], found["NEBIUS_API_KEY"]) == (
        "from the environment",
        "from the file",
    )


def test_this_machine_needs_no_key():
    assert providers.has_key(get_provider("local"))
