"""Webhooks: what is told, signed, once, and again until it arrives, also after a restart."""

import hashlib
import hmac
import json
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.workflow.settings import webhooks
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import CURATOR, OWNER
from tests.workflow.stocked import stock_accepted


class Receiver(HTTPServer):
    """Keeps what it is sent; answers with `status`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.got = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def receiver():
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def later(workspace, seconds):
    return replace(workspace, now=lambda: workspace.now() + timedelta(seconds=seconds))


def test_what_happened_since_is_told_once_and_signed(workspace, receiver):
    stock_accepted(workspace, {"refund": 1})
    hook = webhooks.add_webhook(workspace, OWNER, receiver.address, webhooks.EVENTS)
    ids = stock_accepted(workspace, {"delivery": 2})
    assert [webhooks.deliver(workspace) for _ in range(2)] == [1, 0]
    [(headers, body)] = receiver.got
    told = json.loads(body)
    assert told["event"] == "example.accepted"
    assert {row["example_id"] for row in told["happened"]} == set(ids)
    assert b"question" not in body
    secret = webhooks.secret_of(workspace, OWNER, hook.id).encode()
    expected = hmac.new(secret, body, hashlib.sha256).hexdigest()
    assert headers["X-Curation-Signature"] == f"sha256={expected}"


def test_a_release_and_an_ended_job_are_told(workspace, receiver):
    webhooks.add_webhook(workspace, OWNER, receiver.address, ["release.cut", "job.ended"])
    now = workspace.now()
    workspace.store.append("release", [{
        "number": 1, "release_id": "r", "task": "t", "method": "sft", "seed": 1, "folder": "f",
        "sha256": "s", "manifest": "{}", "actor": "olga", "recorded_at": now}])  # fmt: skip
    workspace.store.append("job", [{
        "job_id": "j", "number": 1, "provider": "local", "model": "nearest", "method": "sft",
        "hyperparameters": "{}", "suffix": "", "seed": 1, "actor": "olga",
        "recorded_at": now}])  # fmt: skip
    for status in ("running", "succeeded", "succeeded"):
        count = workspace.store.value("select count(*) from job_event")
        workspace.store.append("job_event", [{
            "event_id": f"e{count}", "job_id": "j", "status": status, "message": "", "data": "{}",
            "recorded_at": now}])  # fmt: skip
    assert [webhooks.deliver(workspace) for _ in range(2)] == [2, 0]
    told = [json.loads(body) for _, body in receiver.got]
    assert {each["event"]: each["happened"][0].get("status") for each in told} == {
        "release.cut": None,
        "job.ended": "succeeded",
    }


def test_what_did_not_arrive_is_sent_again_later_under_the_same_id(workspace, receiver):
    webhooks.add_webhook(workspace, OWNER, receiver.address, webhooks.EVENTS)
    stock_accepted(workspace, {"delivery": 1})
    receiver.status = 503
    assert webhooks.deliver(workspace) == 0
    assert webhooks.deliver(workspace) == 0
    assert len(receiver.got) == 1
    receiver.status = 200
    assert webhooks.deliver(later(workspace, 6)) == 1
    first, second = (headers["X-Curation-Message"] for headers, _ in receiver.got)
    assert first == second


def test_after_a_restart_only_what_had_not_arrived_is_sent(workspace, receiver):
    webhooks.add_webhook(workspace, OWNER, receiver.address, webhooks.EVENTS)
    stock_accepted(workspace, {"delivery": 1})
    webhooks.deliver(workspace)
    stock_accepted(workspace, {"refund": 1})
    receiver.status = 500
    webhooks.deliver(workspace)
    close_workspace(workspace)
    again = open_workspace(workspace.settings)
    receiver.status = 200
    assert [webhooks.deliver(later(again, 10)) for _ in range(2)] == [1, 0]
    sent = [headers["X-Curation-Message"] for headers, _ in receiver.got]
    assert (len(sent), len(set(sent))) == (3, 2)
    close_workspace(again)


def test_a_message_is_given_up_after_the_last_try(workspace, receiver):
    webhooks.add_webhook(workspace, OWNER, receiver.address, webhooks.EVENTS)
    stock_accepted(workspace, {"delivery": 1})
    receiver.status = 302
    for hours in range(0, 100, 10):
        webhooks.deliver(later(workspace, hours * 3600))
    assert len(receiver.got) == len(webhooks.WAITS)


def test_a_removed_address_is_told_nothing(workspace, receiver):
    hook = webhooks.add_webhook(workspace, OWNER, receiver.address, webhooks.EVENTS)
    stock_accepted(workspace, {"delivery": 1})
    webhooks.remove_webhook(workspace, OWNER, hook.id)
    assert webhooks.deliver(workspace) == 0
    assert receiver.got == []


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://x", "http://", "https://ann:secret@x.example"]
)
def test_a_wrong_address_is_refused(workspace, address):
    with pytest.raises(InputRefused):
        webhooks.add_webhook(workspace, OWNER, address, webhooks.EVENTS)


def test_only_an_owner_adds_one(workspace):
    with pytest.raises(NotAllowed):
        webhooks.add_webhook(workspace, CURATOR, "https://x.example", webhooks.EVENTS)
