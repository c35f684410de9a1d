"""What goes wrong at a provider is named on the training page, with a cure; the release stays."""

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from curation.errors import CurationError
from curation.settings import read_settings
from curation.training.job import Job
from curation.workflow.release.release import list_releases
from curation.workflow.training import train
from curation.workflow.training.providers import open_client
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import OWNER
from tests.pages.opening import opened, texts
from tests.workflow.released import make_released

KEY = "sk-secret-1234567890"
JOB = {
    "id": "ftjob-1",
    "object": "fine_tuning.job",
    "status": "running",
    "model": "m",
    "training_file": "file-1",
    "created_at": 1,
}
FILE = {"id": "file-1", "object": "file", "status": "processed", "filename": "f", "bytes": 1}
EMPTY = {"object": "list", "data": [], "has_more": False}
LIST, UPLOAD, CREATE, LOOK = "GET jobs", "POST files", "POST jobs", "GET job"
BROKEN, SILENT = -1, -2
"""In place of a status: the connection breaks, or nobody answers."""


def error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "t", "param": None, "code": code}}


class Provider(ThreadingHTTPServer):
    """Takes files and jobs; answers as it is told instead where it is told so."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: dict[str, tuple[int, dict[str, Any]]] = {}
        self.over = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        asked = f"{self.command} {self._what()}"
        status, body = self.server.told.get(asked, (200, _usual(asked)))
        if status == SILENT:
            self.server.over.wait(60)
        if status < 0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (("retry-after", "40"), ("x-should-retry", "false")):
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET

    def _what(self) -> str:
        path = self.path.split("?")[0].removeprefix("/v1/")
        known = {"files": "files", "fine_tuning/jobs": "jobs", "fine_tuning/jobs/ftjob-1": "job"}
        return known.get(path, "file" if path.startswith("files/") else "rest")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _usual(asked: str) -> dict[str, Any]:
    return {UPLOAD: FILE, "GET file": FILE, CREATE: JOB, LOOK: JOB}.get(asked, EMPTY)


@pytest.fixture(scope="module")
def provider():
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def desk(provider, tmp_path_factory):
    """A workspace with a release, and a provider that is reached without second tries."""
    folder = make_released(tmp_path_factory.mktemp("made"), {"delivery": 20})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOUNDRY_BASE_URL", f"http://127.0.0.1:{provider.server_address[1]}/v1")
        patch.setenv("AZURE_OPENAI_API_KEY", KEY)
        patch.setattr("curation.providers.client.RETRIES", 0)
        patch.setenv("CURATION_WORKSPACE", str(folder))
        workspace = open_workspace(read_settings())
        yield workspace
        close_workspace(workspace)


@pytest.fixture(scope="module")
def page(desk):
    """The release page of an owner; run it to see the newest job."""
    with pytest.MonkeyPatch.context() as patch:
        yield opened(desk, patch, "release", OWNER, task="support-replies")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the provider answers where, and the state and words that the page shows then."""

    where: str
    status: int = 200
    body: dict[str, Any] = field(default_factory=dict)
    shown: str
    words: tuple[str, ...]


def failed(code: str, message: str) -> dict[str, Any]:
    return {**JOB, "status": "failed", **error(code, message)}


CASES = {
    "wrong key": Case(
        where=LIST, status=401, body=error("invalid_api_key", f"Incorrect key {KEY}"),
        shown="Failed", words=("does not accept the key", "Put a valid key"),
    ),
    "no longer trains": Case(
        where=CREATE, status=403, body=error("training_not_available", "Closed."),
        shown="Failed", words=("no longer trains for your organisation", "on this machine"),
    ),
    "not permitted": Case(
        where=CREATE, status=403, body=error("forbidden", "No access."),
        shown="Failed", words=("does not permit it", "No access.", "for permission"),
    ),
    "unknown model": Case(
        where=CREATE, status=404, body=error("model_not_found", "No such model."),
        shown="Failed", words=("There is no such file, job or model", "Check the name"),
    ),
    "conflict": Case(
        where=CREATE, status=409, body=error("conflict", "Being changed."),
        shown="Failed", words=("is busy with it", "Wait a moment and try again"),
    ),
    "too many requests": Case(
        where=UPLOAD, status=429, body=error("rate_limit_exceeded", "Slow down."),
        shown="Not sent", words=("has a limit that is reached", "Wait 40 seconds"),
    ),
    "fault of the provider": Case(
        where=UPLOAD, status=503,
        shown="Not sent", words=("a fault of its own (status 503)", "try again"),
    ),
    "silence": Case(
        where=LIST, status=SILENT,
        shown="Not sent", words=("did not answer in time", "Check the network"),
    ),
    "broken upload": Case(
        where=UPLOAD, status=BROKEN,
        shown="Not sent", words=("or it broke", "try again in a few minutes"),
    ),
    "file refused at once": Case(
        where="GET file", body={**FILE, "status": "error", "status_details": "Line 3 is no JSON."},
        shown="Failed", words=("refuses the file", "Line 3 is no JSON.", "cut a new release"),
    ),
    "file refused later": Case(
        where=LOOK, body=failed("invalid_training_file", "Invalid file format. Line 7, no role."),
        shown="Failed", words=("refuses the file", "Line 7, no role.", "Mend or reject"),
    ),
    "moderation": Case(
        where=LOOK, body=failed("x", "The job failed due to an unsafe training file."),
        shown="Failed", words=("refuses what the examples say", "unsafe", "reject them in review"),
    ),
    "no credit": Case(
        where=LOOK, body=failed("exceeded_quota", "You exceeded your quota."),
        shown="Failed", words=("has no credit left", "Check credit and limits"),
    ),
    "some other failure": Case(
        where=LOOK, body=failed("server_error", "Something broke."),
        shown="Failed", words=("could not finish the training", "Something broke.", "Try again"),
    ),
    "cancelled there": Case(
        where=LOOK, body={**JOB, "status": "cancelled"},
        shown="Cancelled", words=("It was cancelled", "Try again to order the same"),
    ),
    "vanished": Case(
        where=LOOK, status=404, body=error("fine_tune_not_found", "No such job."),
        shown="Sent", words=("does not know this job any more", "cancel it here and try again"),
    ),
}  # fmt: skip


def ordered(desk, case: Case, name: str) -> Job:
    """The job that is sent while the provider answers so, and asked for once."""
    with suppress(CurationError):
        train.submit_job(
            desk, OWNER, release_number=1, provider="foundry", model="gpt-4.1-mini",
            seed=list(CASES).index(name), request_id=f"job {name}", wait=True,
        )  # fmt: skip
    with suppress(CurationError):
        train.refresh_job(desk, f"job {name}")
    return train.get_job(desk, f"job {name}")


@pytest.mark.parametrize("name", CASES)
def test_what_went_wrong_is_named_with_its_cure_and_the_release_stays(
    desk, page, provider, name, monkeypatch
):
    case = CASES[name]
    if case.status == SILENT:
        monkeypatch.setattr(open_client(desk, "foundry")._client, "timeout", 0.5)
    provider.told = {case.where: (case.status, case.body)}
    job = ordered(desk, case, name)
    page.run()
    badges = " ".join(element.value for element in page.markdown if "-badge" in element.value)
    said = " ".join([*texts(page), badges])
    assert case.shown in badges
    assert [words for words in case.words if words not in said] == []
    assert KEY not in said
    keys = [button.key for button in page.button]
    assert (f"cancel_{job.id}" if case.shown == "Sent" else f"again_{job.id}") in keys
    assert [release.counts["train"] for release in list_releases(desk)] == [16]
    if case.shown == "Sent":
        train.cancel_job(desk, OWNER, job.id)
        assert train.get_job(desk, job.id).is_over


def test_the_line_that_a_provider_names_leads_to_its_passport(desk, page, provider):
    told = "Invalid file format in the validation file. Line 2, no role."
    provider.told = {LOOK: (200, failed("invalid_validation_file", told))}
    train.submit_job(
        desk, OWNER, release_number=1, provider="foundry", model="gpt-4.1-mini", seed=999,
        request_id="names a line", wait=True,
    )  # fmt: skip
    train.refresh_job(desk, "names a line")
    page.run()
    links = [link.label for link in page.get("page_link")]
    assert "Where line 2 of validation.jsonl comes from" in links
