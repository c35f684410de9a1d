"""Prism: an independent check of the contract, in front of the trainer."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from curation.settings import ROOT

PRISM = ROOT / ".venv" / "prism" / "node_modules" / ".bin" / "prism"


def is_there() -> bool:
    """True where Node and Prism are installed; `./run test` installs Prism where Node is."""
    return shutil.which("node") is not None and PRISM.exists()


def patched(contract: Path) -> dict[str, Any]:
    """The contract without its known defects, and nothing else changed.

    Several graders are a dictionary of graders by name; a job can be paused; two graders have a
    threshold; reinforcement has a response format.
    """
    whole: dict[str, Any] = yaml.safe_load(contract.read_text())
    schemas = whole["components"]["schemas"]
    one = schemas["GraderMulti"]["properties"]["graders"]
    schemas["GraderMulti"]["properties"]["graders"] = {
        "type": "object",
        "additionalProperties": one,
    }
    schemas["FineTuningJob"]["properties"]["status"]["enum"].append("paused")
    for name in ("GraderScoreModel", "GraderTextSimilarity"):
        schemas[name]["properties"]["pass_threshold"] = {"type": "number"}
    schemas["FineTuneReinforcementMethod"]["properties"]["response_format"] = {"type": "object"}
    return whole


@contextmanager
def proxied(contract: Path, address: str, folder: Path) -> Iterator[str]:
    """The address of a proxy that holds every request and every answer against the contract."""
    file = folder / "contract.json"
    file.write_text(json.dumps(patched(contract), default=str))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(PRISM), "proxy", "--errors", "-h", "127.0.0.1", "-p", str(port), str(file), address],
        stdout=(folder / "prism.log").open("wb"),
        stderr=subprocess.STDOUT,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
