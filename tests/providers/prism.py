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
    threshold; reinforcement has a response format. Prism hands a stream on as one text, once it has
    come to its end, where the contract describes each of its events: a test looks at these.
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
    asked = whole["paths"]["/chat/completions"]["post"]["responses"]["200"]
    asked["content"]["text/event-stream"]["schema"] = {"type": "string"}
    return whole


def event_schema(contract: Path) -> dict[str, Any]:
    """What the contract says of one event of a streamed answer, as JSON Schema."""
    whole: Any = with_null(yaml.safe_load(contract.read_text()))
    asked = whole["paths"]["/chat/completions"]["post"]["responses"]["200"]
    return {
        **asked["content"]["text/event-stream"]["schema"],
        "components": whole["components"],
    }


def with_null(schema: object) -> object:
    """The schema with what OpenAPI 3.0 calls nullable in the words of JSON Schema."""
    if isinstance(schema, list):
        return [with_null(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    own = {name: with_null(one) for name, one in schema.items() if name != "nullable"}
    return {"anyOf": [own, {"type": "null"}]} if schema.get("nullable") is True else own


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
