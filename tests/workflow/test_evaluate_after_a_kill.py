"""An evaluation whose process is killed in the middle, counted at the server it asks."""

import json
import subprocess
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from curation.evaluation.contestant import Contestant
from curation.release.method import TrainingMethod
from curation.settings import ROOT
from curation.workflow.evaluate import evaluate
from curation.workflow.release import cut_release
from curation.workflow.workspace import close_workspace, open_workspace
from tests.makers import CURATOR
from tests.workflow.stocked import stock_accepted

ANSWERED_FIRST, AT_ONCE = 7, 3


class Counting(ThreadingHTTPServer):
    """Answers chat completions; from the eighth on it holds them until the door is opened."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.lock = threading.Lock()
        self.answered = Counter()
        self.held = 0
        self.all_held = threading.Event()
        self.door = threading.Event()

    def enter(self, asked):
        """True when this question is answered."""
        with self.lock:
            if self.door.is_set() or self.answered.total() < ANSWERED_FIRST:
                self.answered[asked] += 1
                return True
            self.held += 1
            if self.held == AT_ONCE:
                self.all_held.set()
        self.door.wait()
        return False


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if not self.server.enter((asked["model"], asked["messages"][-1]["content"])):
            return  # whoever asked is gone
        message = {"role": "assistant", "content": "Please wait."}
        body = json.dumps(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": asked["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7},
            }
        ).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *parts):
        pass


@pytest.fixture
def server(monkeypatch):
    counting = Counting()
    threading.Thread(target=counting.serve_forever, daemon=True).start()
    monkeypatch.setenv("CUSTOM_BASE_URL", f"http://127.0.0.1:{counting.server_port}/v1")
    monkeypatch.setenv("CUSTOM_API_KEY", "a key")
    yield counting
    counting.door.set()
    counting.shutdown()
    counting.server_close()


def test_what_was_answered_before_a_kill_is_never_asked_again(workspace, server):
    stock_accepted(workspace, {"delivery": 40, "refund": 20})
    release = cut_release(
        workspace,
        CURATOR,
        task_id="support-replies",
        method=TrainingMethod.SFT,
        seed=1,
        request_id="release",
    )
    close_workspace(workspace)
    order = ["evaluate", "--release", "1", "--models", "base,tuned", "--provider", "custom"]
    order += ["--at-once", str(AT_ONCE)]
    process = subprocess.Popen(
        [sys.executable, "-m", "curation", *order, "--workspace", str(workspace.folder)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert server.all_held.wait(120)
    finally:
        process.kill()
        process.wait()
    server.door.set()
    reopened = open_workspace(workspace.settings)
    try:
        evaluate(
            reopened,
            CURATOR,
            release_number=1,
            contestants=[Contestant(provider="custom", model=m) for m in ("base", "tuned")],
            request_id="again",
        )
    finally:
        close_workspace(reopened)
    assert len(server.answered) == 2 * release.counts["test"]
    assert set(server.answered.values()) == {1}
