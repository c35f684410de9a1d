"""The app as a process of its own, for tests that need all of it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from curation.settings import ROOT


@dataclass
class RunningDesk:
    """The app as a process: its workspace, address, and what it printed."""

    workspace: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process and return when it answers."""
        self.log.write_text("")
        with self.log.open("ab") as stream:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "streamlit",
                    "run",
                    "app.py",
                    "--server.port",
                    f"{self.port}",
                ],
                cwd=ROOT,
                env={
                    **os.environ,
                    "CURATION_WORKSPACE": str(self.workspace),
                    **self.environment,
                },
                stdout=stream,
                stderr=stream,
            )
        deadline = time.monotonic() + 180  # a busy machine is slow, not wrong
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def stop(self, *, kill: bool = False) -> None:
        """End the process, by force when asked to."""
        assert self.process is not None
        if kill:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.wait()

    def link(self) -> str:
        """The newest one-time link that the app printed."""
        return re.findall(r"http\S+/start\?token=\S+", self.log.read_text())[-1]

    def run(self, *words: object) -> str:
        """What a command line prints with --json, beside the running app."""
        done = subprocess.run(
            [
                sys.executable, "-m", "curation", *map(str, words),
                "--workspace", str(self.workspace), "--json",
            ],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=1):
                return True
        except OSError:
            return False


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
