"""`duplicates`: groups of texts that are nearly the same."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from curation.balance.near import AUTOMATIC, NearPair, duplicate_groups, near_pairs
from curation.commands.command import Command, Context, Result, path_argument
from curation.errors import InputRefused
from curation.people import Scope
from curation.workflow.balance.duplicates import list_near


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", default="", help="the questions of this task's examples")
    parser.add_argument(
        "--file",
        default="",
        type=path_argument,
        metavar="JSONL",
        help='or the lines {"id", "text"} of a file, for which no workspace is needed',
    )
    parser.add_argument(
        "--least",
        type=float,
        default=AUTOMATIC,
        help=f"how alike they are at least, from 0 to 1 (default: {AUTOMATIC})",
    )


def _run(context: Context, arguments: Namespace) -> Result:
    return _result(list_near(context.workspace, arguments.task, least=arguments.least))


def _run_file(arguments: Namespace) -> Result | None:
    if not arguments.task:
        return _result(near_pairs(_read(Path(arguments.file)), least=arguments.least))
    return None


def _result(pairs: list[NearPair]) -> Result:
    return {
        "groups": duplicate_groups(pairs),
        "contrasts": [[pair.one, pair.other] for pair in pairs if pair.contrast],
    }


def _read(file: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    try:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                entry = json.loads(line)
                if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                    raise _refused(f'Line {number} is not an object with "id" and a text "text".')
                texts[str(entry.get("id", number))] = entry["text"]
    except (OSError, ValueError) as error:
        raise _refused(f"{file.name} cannot be read as lines of JSON.") from error
    return texts


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "The texts cannot be compared",
        cause=cause,
        cure='Name a task, or a file with one object a line: {"id": "1", "text": "…"}.',
    )


DUPLICATES = Command(
    name="duplicates",
    help="list groups of examples, or texts of a file, that are nearly the same",
    arguments=_arguments,
    run=_run,
    run_without_workspace=_run_file,
    scope=Scope.READ,
)
