"""The running app as the command line sees it."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.errors import CurationError

APP_FILE = "app.json"
"""Where a running app leaves its address and token, readable by its owner only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningApp:
    """A running app that holds the workspace."""

    address: str
    token: str

    def run(
        self,
        name: str,
        arguments: dict[str, object],
        report: Callable[[int, int, str], None],
    ) -> Any:
        """What the verb returns, done by the app. Its refusals are raised as CurationError."""
        request = urllib.request.Request(
            f"{self.address}/api/verbs/{name}",
            data=json.dumps(arguments).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request) as answer:
            for text in answer:
                line = json.loads(text)
                if "progress" in line:
                    report(*line["progress"])
                elif "error" in line:
                    raise CurationError(line["error"], cause=line["cause"], cure=line["cure"])
                else:
                    return line["result"]
        raise CurationError(
            "The app did not finish",
            cause="It stopped while it worked on this.",
            cure="Start it again; what was saved is kept.",
        )


def find_app(workspace: Path) -> RunningApp | None:
    """The app that runs on this workspace and answers; None when there is none."""
    file = workspace / APP_FILE
    try:
        told = json.loads(file.read_text())
        app = RunningApp(address=told["address"], token=told["token"])
        with urllib.request.urlopen(f"{app.address}/healthz", timeout=5):
            return app
    except (OSError, ValueError, KeyError, urllib.error.URLError):
        return None
