"""The pipeline in the README, run as it stands there, from an empty directory."""

import json
import os
import re
import subprocess
import sys

from curation.settings import ROOT

CATEGORIES = ("delivery", "refund", "billing")


def annotated(number: int) -> dict[str, object]:
    """A ticket on whose category two people agree."""
    choice = {
        "from_name": "category",
        "type": "choices",
        "value": {"choices": [CATEGORIES[number % 3]]},
    }
    return {
        "data": {
            "text": f"What about case {number}? Write to ann{number}@example.org.",
            "answer": f"Case {number} is done: we have sent everything you asked for.",
        },
        "annotations": [{"completed_by": who, "result": [choice]} for who in (1, 2)],
    }


def test_the_pipeline_of_the_readme_runs_from_an_empty_directory(tmp_path):
    [script] = re.findall(r"```sh\n(set -eu\n.*?)```", (ROOT / "README.md").read_text(), re.S)
    project, place = tmp_path / "project", tmp_path / "empty"
    project.mkdir()
    place.mkdir()
    run = project / "run"
    run.write_text(f'#!/bin/sh\ncd "{ROOT}"\nexec "{sys.executable}" -m curation "$@"\n')
    run.chmod(0o755)
    (place / "answers.json").write_text(json.dumps([annotated(n) for n in range(40)]))
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=place,
        env={**os.environ, "CURATION": str(project), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["waiting"] for each in told if "waiting" in each] == [80]
    measured = next(each for each in told if "questions" in each)
    assert measured["questions"]["category"]["items"] == 40
    released = next(each for each in told if "sha256" in each)
    assert sum(released["counts"].values()) == 40
    assert told[-1]["status"] == "succeeded"
    lines = "".join(file.read_text() for file in place.glob("desk/releases/**/*.jsonl"))
    assert "Case 7 is done" in lines
    assert "ann7@example.org" not in lines
