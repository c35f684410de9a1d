"""Whether a submission makes exactly one job, whatever goes wrong between the app and the trainer.

A proxy on this machine stands between our client and a real trainer. At every request it may lose
the request, lose the answer, break the answer in the middle, wait, or answer 429, 500 or half a
body. Each order is sent until it is confirmed, as a person would click again; then the trainer is
asked how many jobs carry its id.
"""

import argparse
import http.client
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

from curation.errors import CurationError
from curation.providers.client import TrainingClient, connect
from curation.providers.local import Trainer, start_trainer, stop_trainer
from curation.training.order import TrainingFiles
from curation.workflow.providers import get_provider
from tests.providers.sending import chats, jsonl, make_order

FAULTS = ("drop request", "drop answer", "half answer", "delay", "429", "500")
SHARE = 0.3
"""The share of requests that something happens to."""
MOST_CLICKS = 60


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
            failed = measure(trainer, proxy, arguments.submissions)
        finally:
            proxy.shutdown()
            stop_trainer(Path(folder), even_if_busy=True)
    raise SystemExit(failed)


def measure(trainer: Trainer, proxy: Proxy, count: int) -> int:
    """Send all orders, one after another, each in whole and with larger files in parts."""
    provider = replace(get_provider("local"), parts_above_mb=None)
    in_parts = replace(provider, parts_above_mb=0)
    address = f"http://127.0.0.1:{proxy.server_address[1]}/v1"
    files = TrainingFiles(train=jsonl(chats(12)), validation=jsonl(chats(3)))
    clicks: list[int] = []
    confirmed: dict[str, str] = {}
    for number in range(count):
        own = in_parts if number % 4 == 3 else provider
        environment = {own.base_url_variable: address, own.key_variable: trainer.key}
        client = connect(own, environment)
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
    print(f"submissions: {count}, clicks: {sum(clicks)}, most for one: {max(clicks)}")
    print(f"jobs: {made.total()}, not exactly one and confirmed: {len(wrong)} {wrong[:5]}")
    return int(bool(wrong) or made.total() != count)


if __name__ == "__main__":
    main()
