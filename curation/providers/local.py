"""The trainer on this machine: a process of its own, started when needed and found again later."""

import atexit
import http.client
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from curation.errors import ProviderUnreachable
from curation.settings import ROOT

START_SECONDS = 30.0
IDLE_SECONDS = 600
"""A trainer that had nothing to do for so long ends by itself; the next use starts another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainer:
    """A live trainer: its base URL, its key and its process number."""

    address: str
    key: str
    pid: int


def start_trainer(folder: Path) -> Trainer:
    """The trainer of a folder: the live one, or a new one in place of none or a dead one.

    Raises ProviderUnreachable when it cannot be started.
    """
    with _starting:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = _key(folder / "key")
        found = _find(folder, key)
        return found or _start(folder, key)


def stop_trainer(folder: Path, *, even_if_busy: bool = False) -> bool:
    """Stop the trainer of a folder; False when there is none, or it has a job to end first.

    What it has is on disk: a job in the middle is taken up again by the next trainer.
    """
    with _starting:
        found = _find(folder, _key(folder / "key")) if (folder / "key").exists() else None
        if found is None or (not even_if_busy and _is_busy(found)):
            return False
        process = _processes.pop(folder, None)
        if process is not None and process.pid == found.pid:
            process.terminate()
            process.wait()
        else:
            os.kill(found.pid, 15)
        return True


def stop_idle_trainers() -> None:
    """Stop what this process has started and is not at work; call it when the app ends."""
    for folder in list(_processes):
        stop_trainer(folder)


_starting = threading.RLock()
_processes: dict[Path, "subprocess.Popen[bytes]"] = {}


def _start(folder: Path, key: str) -> Trainer:
    ended = _processes.pop(folder, None)
    if ended is not None:
        ended.poll()  # so that it does not stay behind as a zombie
    with (folder / "trainer.log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "curation.trainer"),
                *("--folder", str(folder), "--key-file", str(folder / "key")),
                *("--idle-exit", str(IDLE_SECONDS)),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # an interrupt at the terminal must not end a job
        )
    atexit.register(stop_idle_trainers)  # a second time changes nothing: there is nothing left
    _processes[folder] = process
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = _find(folder, key)
        if found is not None:
            return found
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise ProviderUnreachable(
        "The trainer cannot be started",
        cause="The process ended or did not answer in time; trainer.log in the workspace's "
        "trainer folder says why.",
        cure="Try again. The release is kept, and a job that was sent is found again.",
    )


def _find(folder: Path, key: str) -> Trainer | None:
    """The trainer that server.json names, if it lives and takes our key."""
    try:
        server = json.loads((folder / "server.json").read_bytes())
        found = Trainer(
            address=f"http://127.0.0.1:{int(server['port'])}/v1", key=key, pid=int(server["pid"])
        )
        status, _ = _get(found, "/v1/models")
    except (OSError, ValueError, KeyError, http.client.HTTPException):
        return None
    return found if status == 200 else None


def _is_busy(trainer: Trainer) -> bool:
    try:
        _, body = _get(trainer, "/healthz")
        return bool(json.loads(body).get("busy"))
    except (OSError, ValueError, http.client.HTTPException):
        return False


def _get(trainer: Trainer, path: str) -> tuple[int, bytes]:
    port = int(trainer.address.rsplit(":", 1)[1].split("/")[0])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Authorization": f"Bearer {trainer.key}"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _key(file: Path) -> str:
    """The key that app and trainer share, made at the first call, readable by the owner only."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_urlsafe(32))
    return file.read_text().strip()
