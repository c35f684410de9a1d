"""`scan-text`: scan JSON lines from standard input, without a workspace."""

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import Any, TextIO

from curation.commands.command import LocalCommand, Result
from curation.errors import InputRefused
from curation.scanner.worker import scan_for_everything


def _run(arguments: Namespace) -> Result:
    write_findings(sys.stdin, sys.stdout)
    return []


def write_findings(lines: TextIO, out: TextIO) -> None:
    """Write for each line `{"id", "text"}` a line `{"id", "findings"}`, at once and in order.

    A finding has start, end (in code points), entity and score; what could not be scanned to the
    end is a finding of the entity SCAN_INCOMPLETE. Blank lines are passed over. Raises
    InputRefused, with the number of the line, for a line that is not such an object.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry = _parsed(line, number)
        (spans,) = scan_for_everything([entry["text"]])
        answer = {
            "id": entry["id"],
            "findings": [
                {"start": s.begins, "end": s.ends, "entity": s.entity, "score": s.score}
                for s in spans
            ],
        }
        out.write(json.dumps(answer) + "\n")
        out.flush()


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise _refused(number, f"it is not JSON ({error})") from error
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or "id" not in entry:
        raise _refused(number, 'it is not an object with "id" and a text "text"')
    return entry


def _refused(number: int, why: str) -> InputRefused:
    return InputRefused(
        "A line cannot be scanned",
        cause=f"Line {number}: {why}.",
        cure='Write one object a line: {"id": "1", "text": "…"}. The lines before it are scanned.',
    )


def _arguments(parser: ArgumentParser) -> None:
    parser.epilog = 'Reads {"id", "text"} lines, writes {"id", "findings"} lines.'


SCAN_TEXT = LocalCommand(
    name="scan-text",
    help="scan JSON lines from standard input for personal values",
    arguments=_arguments,
    run=_run,
)
