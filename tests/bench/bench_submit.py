"""Whether a submission makes exactly one job, whatever goes wrong between the app and the trainer.

A proxy on this machine stands between our client and a real trainer. At every request it may lose
the request, lose the answer, break the answer in the middle, wait, or answer 429, 500 or half a
body. Each order of a real release is sent until it is confirmed, as a person would click again;
then the trainer is asked how many jobs carry its id, and the release is held against its hash. A
quarter as many orders are sent with their files in parts.
"""

import argparse
import http.client
import os
import socket
import tempfile
import threading
import time
from collections import Counter
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

from curation.balance.apportion import Part
from curation.errors import CurationError
from curation.providers.client import TrainingClient, connect
from curation.providers.local import Trainer, start_trainer, stop_trainer
from curation.release.encoding import sha256_of_parts
from curation.release.method import TrainingMethod
from curation.settings import read_settings
from curation.training.order import TrainingFiles
from curation.workflow.release.release import cut_release, list_releases
from curation.workflow.training.providers import get_provider
from curation.workflow.training.train import list_jobs, submit_job
from curation.workflow.workspace import Workspace, close_workspace, open_workspace
from tests.makers import OWNER
from tests.providers.sending import chats, jsonl, make_order
from tests.workflow.stocked import stock_accepted

FAULTS = ("drop request", "drop answer", "half answer", "delay", "429", "500")
SHARE = 0.3
"""The share of requests that something happens to."""
MOST_CLICKS = 60
TOLD_EVERY = 20


class Proxy(ThreadingHTTPServer):
    """Hands requests on to a trainer, or does not; counts what it did."""

    daemon_threads = True

    def __init__(self, port: int, random: Random) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.port_behind = port
        self.done: Counter[str] = Counter()
        self._random = random
        self._lock = threading.Lock()

    def fault(self) -> str:
        """What happens to the next request; "" for nothing."""
        with self._lock:
            drawn = self._random.choice(FAULTS) if self._random.random() < SHARE else ""
            self.done[drawn or "none"] += 1
            return drawn

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections break here all the time."""


class Handler(BaseHTTPRequestHandler):
    """One request through the proxy."""

    server: Proxy

    def do_GET(self) -> None:
        """Hand the request on with the fault that was drawn."""
        fault = self.server.fault()
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if fault == "drop request":
            return self._break()
        if fault in ("429", "500"):
            return self._answer(int(fault), b'{"error": {"message": "no", "code": null}}')
        behind = http.client.HTTPConnection("127.0.0.1", self.server.port_behind, timeout=20)
        kept = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        behind.request(self.command, self.path, body, kept)
        answer = behind.getresponse()
        data = answer.read()
        behind.close()
        if fault == "delay":
            time.sleep(0.05)
        if fault == "drop answer":
            return self._break()
        if fault == "half answer":
            self._head(answer.status, len(data))
            self.wfile.write(data[: len(data) // 2])
            return self._break()
        return self._answer(answer.status, data)

    do_POST = do_DELETE = do_GET

    def _answer(self, status: int, data: bytes) -> None:
        self._head(status, len(data))
        self.wfile.write(data)

    def _head(self, status: int, size: int) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(size))
        if status == 429:
            self.send_header("retry-after-ms", "5")
        self.send_header("connection", "close")
        self.end_headers()

    def _break(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def order(workspace: Workspace, name: str, seed: int) -> tuple[int, str]:
    """Order a training of release 1 until it is confirmed; how often it took, and the job's id."""
    for click in range(1, MOST_CLICKS + 1):
        try:
            job = submit_job(
                workspace,
                OWNER,
                release_number=1,
                provider="custom",
                model="nearest",
                hyperparameters={"n_epochs": 1},
                seed=seed,
                request_id=name,
                wait=True,
            )
            return click, job.remote_id
        except CurationError:
            continue
    return MOST_CLICKS, ""


def send(client: TrainingClient, files: TrainingFiles, name: str) -> tuple[int, str]:
    """Send an order until it is confirmed; how often it took, and the job's id."""
    for click in range(1, MOST_CLICKS + 1):
        try:
            return click, client.submit(files, make_order(name, hyperparameters={"n_epochs": 1}))
        except CurationError:
            continue
    return MOST_CLICKS, ""


def main() -> None:
    """Print the faults that happened, and exit 1 unless every order is exactly one job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261121)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trainer = start_trainer(Path(folder))
        port = int(trainer.address.rsplit(":", 1)[1].split("/")[0])
        proxy = Proxy(port, Random(arguments.seed))
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            failed = measure(Path(folder), trainer, proxy, arguments.submissions)
        finally:
            proxy.shutdown()
            stop_trainer(Path(folder), even_if_busy=True)
    raise SystemExit(failed)


def measure(folder: Path, trainer: Trainer, proxy: Proxy, count: int) -> int:
    """Send all orders, one after another: those of a release, then some in parts."""
    provider = get_provider("local")
    address = f"http://127.0.0.1:{proxy.server_address[1]}/v1"
    os.environ |= {"CUSTOM_BASE_URL": address, "CUSTOM_API_KEY": trainer.key}
    workspace = open_workspace(replace(read_settings({}), workspace=folder.resolve() / "desk"))
    clicks: list[int] = []
    began = time.perf_counter()
    confirmed: dict[str, str] = {}
    try:
        stock_accepted(workspace, {"delivery": 15})
        cut_release(
            workspace,
            OWNER,
            task_id="support-replies",
            method=TrainingMethod.SFT,
            seed=1,
            request_id="cut",
        )
        for number in range(count):
            taken, confirmed[f"order{number}"] = order(workspace, f"order{number}", number)
            clicks.append(taken)
            tell(clicks, count, began)
        lost = lost_releases(workspace)
        drafted = sum(not job.remote_id for job in list_jobs(workspace))
    finally:
        close_workspace(workspace)
    in_parts = replace(provider, parts_above_mb=0)
    files = TrainingFiles(train=jsonl(chats(12)), validation=jsonl(chats(3)))
    environment = {in_parts.base_url_variable: address, in_parts.key_variable: trainer.key}
    client = connect(in_parts, environment)
    for number in range(count, count + count // 4):
        taken, confirmed[f"order{number}"] = send(client, files, f"order{number}")
        clicks.append(taken)
    client.close()
    straight = {provider.base_url_variable: trainer.address, provider.key_variable: trainer.key}
    made: Counter[str] = Counter()
    ids: dict[str, str] = {}
    for job in connect(provider, straight)._client.fine_tuning.jobs.list(limit=100):
        name = (job.metadata or {}).get("curation_job", "")
        made[name] += 1
        ids[name] = job.id
    wrong = [name for name, remote in confirmed.items() if made[name] != 1 or ids[name] != remote]
    print(f"requests by what happened to them: {dict(proxy.done)}")
    print(f"submissions: {len(clicks)}, clicks: {sum(clicks)}, most for one: {max(clicks)}")
    print(f"jobs: {made.total()}, not exactly one and confirmed: {len(wrong)} {wrong[:5]}")
    print(f"releases lost or changed: {lost}, jobs of releases without their answer: {drafted}")
    return int(bool(wrong or lost or drafted) or made.total() != len(clicks))


def tell(clicks: list[int], count: int, began: float) -> None:
    """Say after every 20 orders how far it is."""
    if len(clicks) % TOLD_EVERY == 0:
        seconds = time.perf_counter() - began
        print(f"{len(clicks)} of {count} orders, {sum(clicks)} clicks, {seconds:.0f} s", flush=True)


def lost_releases(workspace: Workspace) -> int:
    """How many releases are not there any more, or do not have the lines of their hash."""
    found = list_releases(workspace)
    whole = [
        release
        for release in found
        if release.sha256
        == sha256_of_parts((part, (release.folder / f"{part}.jsonl").read_bytes()) for part in Part)
    ]
    return 1 - len(whole)


if __name__ == "__main__":
    main()
