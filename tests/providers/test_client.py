"""Our client: one job for one order, and refusals by name."""

import json
import os
import signal
from dataclasses import replace
from datetime import date

import httpx2
import pytest

from curation.errors import NotReady, ProviderBusy, ProviderRefused, ProviderUnreachable
from curation.providers.client import connect
from curation.providers.local import start_trainer, stop_trainer
from curation.release.method import TrainingMethod
from curation.training.job import JobStatus
from curation.training.order import TrainingFiles
from curation.workflow.training.providers import get_provider
from tests.providers.conftest import Served
from tests.providers.sending import chat, chats, ended, jsonl, make_order, pair

FILES = TrainingFiles(train=jsonl(chats(20)), validation=jsonl(chats(5)))
KEY = "sk-secret-1234567890"
JOB = {
    "id": "ftjob-1",
    "object": "fine_tuning.job",
    "status": "queued",
    "model": "m",
    "training_file": "file-1",
    "created_at": 1,
    "metadata": {"curation_job": "job1"},
}
EMPTY = {"object": "list", "data": [], "has_more": False}


def answering(handler, provider="openai"):
    """A client whose requests are answered by `handler` instead of the network."""
    profile = get_provider(provider)
    environment = {
        profile.key_variable: KEY,
        profile.base_url_variable: profile.base_url or "https://provider.example/v1",
    }
    return connect(profile, environment, transport=httpx2.MockTransport(handler))


def refusing(status, body=None):
    """A client whose every request gets this status."""
    return answering(lambda request: httpx2.Response(status, json=body or {}, headers=NO_RETRY))


NO_RETRY = {"x-should-retry": "false"}


def error(code, message="No."):
    return {"error": {"message": message, "type": "t", "param": None, "code": code}}


def jobs_made(client):
    return [job.id for job in client._client.fine_tuning.jobs.list(limit=100).data]


# Against the real trainer -------------------------------------------------------------------------


def test_an_order_is_trained_and_reported(served):
    client = served.client
    remote_id = client.submit(FILES, make_order("reported", suffix="desk"))
    report = ended(client, remote_id)
    assert (report.status, report.message) == (JobStatus.SUCCEEDED, "")
    assert report.fine_tuned_model.startswith("ft:nearest:local:desk:")


def test_a_large_file_is_sent_in_parts_and_its_way_is_told(served, monkeypatch):
    monkeypatch.setattr("curation.providers.parts.PART", 1000)
    client = served.client
    client.provider = replace(client.provider, parts_above_mb=0)
    told = []
    remote_id = client.submit(
        FILES, make_order("parts"), sent=lambda done, total: told.append((done, total))
    )
    total = len(FILES.train) + len(FILES.validation)
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert told == sorted(told)
    assert ended(client, remote_id).status == JobStatus.SUCCEEDED


def test_a_job_is_paused_and_goes_on(served):
    client = served.client
    settings = {"n_epochs": 50, "batch_size": 1}
    large = TrainingFiles(train=jsonl(chats(400)))
    remote_id = client.submit(large, make_order("paused", hyperparameters=settings))
    while client.look(remote_id).status == JobStatus.SUBMITTED:
        continue
    assert client.pause(remote_id).status == JobStatus.PAUSED
    assert client.resume(remote_id).status in (JobStatus.QUEUED, JobStatus.RUNNING)
    client.cancel(remote_id)


def test_the_report_has_a_curve_with_validation_at_the_end_of_each_epoch(served):
    client = served.client
    remote_id = client.submit(FILES, make_order("curve", hyperparameters={"n_epochs": 2}))
    curve = ended(client, remote_id).curve
    steps = [point.step for point in curve]
    assert steps == sorted(set(steps))
    assert [point.step for point in curve if point.valid_loss is not None] == [10, 20]


def test_pairs_are_trained_by_dpo(served):
    lines = [pair(f"Question {i}", "Good.", "Bad.") for i in range(10)]
    order = make_order("pairs", method=TrainingMethod.DPO, hyperparameters={"beta": 0.2})
    client = served.client
    report = ended(client, client.submit(TrainingFiles(train=jsonl(lines)), order))
    answer = client.answer(report.fine_tuned_model, [{"role": "user", "content": "Question 3"}])
    assert answer.text == "Good."


def test_a_second_submission_of_an_order_finds_the_first_job(served):
    client = served.client
    first = client.submit(FILES, make_order("twice"))
    assert client.submit(FILES, make_order("twice")) == first


def test_a_crash_between_upload_and_creation_leaves_one_file_and_one_job(served, monkeypatch):
    client = served.client

    class Crash(Exception):
        pass

    def crash(*args):
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(type(client), "_create", crash)
        with pytest.raises(Crash):
            client.submit(FILES, make_order("crash"))
    assert client.find("crash") == ""
    made = served.client.submit(FILES, make_order("crash"))
    names = [file.filename for file in served.openai.files.list()]
    assert names.count("curation-crash-train.jsonl") == 1
    assert served.client.find("crash") == made


def test_a_failed_job_is_reported_with_the_lines_that_are_wrong(served):
    client = served.client
    files = TrainingFiles(train=jsonl(chats(3)) + b"{}\n")
    report = ended(client, client.submit(files, make_order("failing")))
    assert report.status == JobStatus.FAILED
    assert "Line 4" in report.message


def test_tool_calls_are_answered_as_canonical_json(served):
    call = {
        "id": "c1",
        "type": "function",
        "function": {"name": "find_order", "arguments": '{"order": "W1", "all": true}'},
    }
    line = chat("Where is W1?", "")
    line["messages"][-1] = {"role": "assistant", "content": None, "tool_calls": [call]}
    client = served.client
    report = ended(client, client.submit(TrainingFiles(train=jsonl([line])), make_order("tools")))
    answer = client.answer(report.fine_tuned_model, [{"role": "user", "content": "Where is W1?"}])
    assert answer.text == '[{"arguments":{"all":true,"order":"W1"},"name":"find_order"}]'


def test_cancelling_a_job_that_is_over_leaves_it_as_it_is(served):
    client = served.client
    remote_id = client.submit(FILES, make_order("over"))
    ended(client, remote_id)
    assert client.cancel(remote_id).status == JobStatus.SUCCEEDED


def test_a_killed_trainer_takes_its_jobs_up_again(own_trainer):
    """kill -9 in the middle: the next trainer of the folder has every job, and ends it."""
    client = own_trainer.client
    files = TrainingFiles(train=jsonl(chats(800)))
    order = make_order("killed", hyperparameters={"n_epochs": 50, "batch_size": 1})
    remote_id = client.submit(files, order)
    while client.look(remote_id).status != JobStatus.RUNNING:
        pass
    os.kill(own_trainer.trainer.pid, signal.SIGKILL)
    again = Served(folder=own_trainer.folder, trainer=start_trainer(own_trainer.folder))
    assert again.trainer.pid != own_trainer.trainer.pid
    assert again.client.find("killed") == remote_id
    report = ended(again.client, remote_id)
    assert report.status == JobStatus.SUCCEEDED
    assert "The server was restarted; training begins again" in [e.message for e in report.events]


def test_a_running_job_is_cancelled(own_trainer):
    client = own_trainer.client
    order = make_order("stop", hyperparameters={"n_epochs": 50, "batch_size": 1})
    remote_id = client.submit(TrainingFiles(train=jsonl(chats(800))), order)
    while client.look(remote_id).status != JobStatus.RUNNING:
        pass
    assert client.cancel(remote_id).status == JobStatus.CANCELLED
    later = client.submit(FILES, make_order("later"))  # the queue goes on
    assert ended(client, later).status == JobStatus.SUCCEEDED
    assert client.look(remote_id).fine_tuned_model == ""


def test_a_live_trainer_is_used_again(own_trainer):
    assert start_trainer(own_trainer.folder).pid == own_trainer.trainer.pid


def test_a_trainer_that_is_down_is_unreachable_with_a_cure(own_trainer):
    client = own_trainer.client
    stop_trainer(own_trainer.folder, even_if_busy=True)
    with pytest.raises(ProviderUnreachable) as refused:
        client.models()
    assert "found again" in refused.value.cure


# Against answers that a test makes up -------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "title"),
    [
        (401, error("invalid_api_key", f"Wrong key: {KEY}"), "OpenAI does not accept the key"),
        (
            403,
            error("training_not_available"),
            "OpenAI no longer trains for your organisation",
        ),
        (403, error("other"), "OpenAI does not permit it"),
        (404, error("model_not_found"), "OpenAI does not know it"),
        (409, error(None), "OpenAI is busy with it"),
        (429, error("insufficient_quota"), "OpenAI has a limit that is reached"),
        (400, error("invalid_value"), "OpenAI refused the request"),
    ],
)
def test_a_refusal_is_named_and_has_the_providers_code(status, body, title):
    with pytest.raises(ProviderRefused) as refused:
        refusing(status, body).models()
    assert (refused.value.title, refused.value.code) == (title, body["error"]["code"] or "")


@pytest.mark.parametrize("status", [500, 503])
def test_a_fault_of_the_provider_is_unreachable(status):
    with pytest.raises(ProviderUnreachable, match=f"status {status}"):
        refusing(status).models()


@pytest.mark.parametrize("fault", [httpx2.ConnectError, httpx2.ReadTimeout])
def test_silence_is_unreachable(fault, monkeypatch):
    monkeypatch.setattr("curation.providers.client.RETRIES", 0)

    def silent(request):
        raise fault("no", request=request)

    with pytest.raises(ProviderUnreachable, match="OpenAI does not answer"):
        answering(silent).models()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422, 429])
def test_no_message_holds_a_key(status):
    body = error("x", f"The key {KEY} or sk-proj-ABCDEFGH1234 or sk-pr***1234 is bad")
    with pytest.raises(ProviderRefused) as refused:
        refusing(status, body).models()
    shown = f"{refused.value} {refused.value.__cause__!r}"
    assert not any(secret in shown for secret in (KEY, "ABCDEFGH1234", "***1234"))


def test_a_page_of_a_website_is_refused_by_name():
    client = answering(lambda request: httpx2.Response(200, text="<html>Welcome</html>"))
    with pytest.raises(ProviderRefused, match="something unexpected"):
        client.models()


def test_a_lost_answer_to_the_creation_does_not_make_a_second_job():
    made = []

    def handler(request):
        if request.url.path.endswith("/jobs") and request.method == "POST":
            made.append(json.loads(request.content))
            raise httpx2.ReadTimeout("lost", request=request)
        if request.url.path.endswith("/jobs"):
            return httpx2.Response(200, json={**EMPTY, "data": [JOB] if made else []})
        if request.method == "POST":
            return httpx2.Response(200, json={"id": "file-1", "object": "file", "bytes": 1})
        return httpx2.Response(200, json=EMPTY)

    assert answering(handler).submit(FILES, make_order("job1", model="m")) == "ftjob-1"
    assert len(made) == 1


def test_a_job_is_found_by_its_file_where_metadata_is_not_kept():
    own = {"id": "file-1", "object": "file", "filename": "curation-job1-train.jsonl", "bytes": 1}

    def handler(request):
        data = [{**JOB, "metadata": None}] if "jobs" in request.url.path else [own]
        return httpx2.Response(200, json={**EMPTY, "data": data})

    assert answering(handler, "nebius").find("job1") == "ftjob-1"


def test_a_provider_gets_what_its_profile_asks_for():
    sent = []

    def handler(request):
        if request.url.path.endswith("/jobs") and request.method == "POST":
            sent.append(json.loads(request.content))
            return httpx2.Response(200, json=JOB)
        if request.method == "POST" or request.url.path.endswith("/file-1"):
            file = {"id": "file-1", "object": "file", "bytes": 1, "status": "processed"}
            return httpx2.Response(200, json=file)
        return httpx2.Response(200, json=EMPTY)

    order = make_order("job1", hyperparameters={"n_epochs": 3}, suffix="desk")
    answering(handler, "foundry").submit(FILES, order)
    assert sent == [
        {
            "model": "nearest",
            "training_file": "file-1",
            "validation_file": "file-1",
            "method": {"type": "supervised", "supervised": {"hyperparameters": {"n_epochs": 3}}},
            "suffix": "desk",
            "seed": 1,
            "metadata": {"curation_job": "job1"},
            "trainingType": "GlobalStandard",
        }
    ]


def test_headers_of_openai_do_not_reach_other_providers(monkeypatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-secret")
    seen = []

    def handler(request):
        seen.append(dict(request.headers))
        return httpx2.Response(200, json=EMPTY)

    answering(handler, "nebius").models()
    assert not [name for name in seen[0] if name.startswith("openai-")]


@pytest.mark.parametrize("status", ["pending", "paused", "something_new"])
def test_foreign_states_and_missing_entries_are_tolerated(status):
    foreign = {"id": "ftjob-1", "object": "fine_tuning.job", "status": status, "created_at": "x"}

    def handler(request):
        if request.url.path.endswith("/ftjob-1"):
            return httpx2.Response(200, json=foreign)
        if request.url.path.endswith("/checkpoints"):
            return httpx2.Response(404, json={})
        return httpx2.Response(200, json=EMPTY)

    report = answering(handler, "foundry").look("ftjob-1")
    assert not report.status.is_over


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "OPENAI_API_KEY is not set"),
        ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://example.com/v1"}, "unprotected"),
    ],
)
def test_a_provider_without_key_or_safe_address_is_not_ready(environment, words):
    with pytest.raises(NotReady, match=words):
        connect(get_provider("openai"), environment)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, 7),
        (
            {
                "retry-after": "Sat, 21 Nov 2026 12:00:30 GMT",
                "date": "Sat, 21 Nov 2026 12:00:00 GMT",
            },
            30,
        ),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_a_busy_provider_names_how_long_to_wait(headers, wait):
    client = answering(lambda request: httpx2.Response(429, json={}, headers=NO_RETRY | headers))
    with pytest.raises(ProviderBusy) as busy:
        client.models()
    assert busy.value.wait == wait


def test_no_credit_is_not_busy():
    with pytest.raises(ProviderRefused) as refused:
        refusing(429, error("insufficient_quota")).models()
    assert not isinstance(refused.value, ProviderBusy)


def test_the_day_on_which_a_model_ends_is_read_however_it_is_written():
    def listing(request):
        own = [("a", "2027-01-14"), ("b", 1799884800), ("c", None), ("d", "soon")]
        data = [
            {"id": name, "object": "model", "created": 1, "owned_by": "o", "shutdown_date": ends}
            for name, ends in own
        ]
        return httpx2.Response(200, json={**EMPTY, "data": data})

    ends = date(2027, 1, 14)
    assert [(one.name, one.ends) for one in answering(listing).models()] == [
        ("a", ends), ("b", ends), ("c", None), ("d", None),
    ]  # fmt: skip
