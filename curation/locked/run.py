"""Running a Python grader over cases, from the app's side."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from curation.errors import NotReady
from curation.reward.template import Case

CASE_SECONDS = 2.0
ALL_SECONDS = 120.0
_CHILD = Path(__file__).with_name("child.py")


def run_python(
    source: str, cases: Sequence[Case], *, seconds: float = CASE_SECONDS, most: float = ALL_SECONDS
) -> list[float | None]:
    """What `grade(sample, item)` of a source gives each case; None where it fails.

    A case has `seconds`, all together `most`; one that takes longer fails. The child has no files,
    no network and 2 GB of memory. Raises NotReady where this system cannot shut a process in.
    """
    order = {
        "source": source,
        "seconds": seconds,
        "cases": [{"sample": case.sample, "item": dict(case.item)} for case in cases],
    }
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    try:
        said, _ = child.communicate(json.dumps(order).encode(), timeout=most)
    except subprocess.TimeoutExpired:
        child.kill()
        said, _ = child.communicate()
    rows = said.decode(errors="replace").splitlines()
    if rows == ['"unlocked"']:
        raise NotReady(
            "Python graders cannot run here",
            cause="This system cannot shut a process in, so a grader could read your files.",
            cure="Use another kind of grader, or run the app on Linux.",
        )
    found: list[float | None] = [None] * len(cases)
    for number, row in enumerate(rows[: len(cases)]):
        with suppress(ValueError, TypeError):
            found[number] = float(json.loads(row))
    return found
