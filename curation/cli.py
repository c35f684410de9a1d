"""The command line: parse, run the verb in the running app or here, print.

Exit status: 0 done, 1 refused with a reason, 2 wrong usage.
"""

import json
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from curation.commands import every_verb, get_verb
from curation.commands.command import Command, Context, LocalCommand, Result, Verb
from curation.commands.help_examples import HELP_EXAMPLES
from curation.errors import CurationError, StoreBusy
from curation.people import COMMAND_LINE
from curation.settings import Settings, read_settings
from curation.web.remote import find_app
from curation.workflow.workspace import close_workspace, open_workspace


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; returns the exit status."""
    words = sys.argv[1:] if argv is None else argv
    arguments = _parser(words[0] if words else "").parse_args(words)
    try:
        result = _run(arguments.command, arguments)
    except CurationError as error:
        return _refused(error, as_json=arguments.json)
    _print(result, as_json=arguments.json)
    return 0


def _parser(named: str) -> ArgumentParser:
    """The parser for the verb that is named first, or for all when that is no verb."""
    parser = ArgumentParser(
        prog="python -m curation",
        description="Turn tickets and invoices into fine-tuning data that experts can trust.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    verb = get_verb(named)
    for command in (verb,) if verb else every_verb():
        sub = verbs.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            epilog=f"example: ./run {HELP_EXAMPLES[command.name]}",
        )
        command.arguments(sub)
        _add_common(sub)
        sub.set_defaults(command=command)
    return parser


def _add_common(parser: ArgumentParser, **more: Any) -> None:
    """`--workspace` and `--json`, behind the actions of a verb as well as behind the verb."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for inner in action.choices.values():
                _add_common(inner, default=SUPPRESS)
    folder = "the workspace's folder (default: data/workspace)"
    parser.add_argument("--workspace", help=folder, **more)
    says = "print one JSON object, nothing else"
    parser.add_argument("--json", action="store_true", help=says, **more)


def _run(command: Verb, arguments: Namespace) -> Result:
    if isinstance(command, LocalCommand):
        return command.run(arguments)
    if (result := command.run_without_workspace(arguments)) is not None:
        return result
    settings = read_settings()
    if arguments.workspace:
        settings = replace(settings, workspace=Path(arguments.workspace).expanduser().resolve())
    try:
        return _run_here(command, arguments, settings)
    except StoreBusy:
        if app := find_app(settings.workspace):
            return cast(Result, app.run(command.name, _plain(arguments), _report))
        raise


def _run_here(command: Command, arguments: Namespace, settings: Settings) -> Result:
    workspace = open_workspace(settings)
    try:
        return command.run(
            Context(workspace=workspace, actor=COMMAND_LINE, report=_report), arguments
        )
    finally:
        close_workspace(workspace)


def _plain(arguments: Namespace) -> dict[str, object]:
    own = {"command", "workspace", "json"}
    return {name: value for name, value in vars(arguments).items() if name not in own}


def _report(done: int, total: int, message: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {total} {message}\x1b[K", end="", file=sys.stderr, flush=True)
        if done == total:
            print(file=sys.stderr)


def _refused(error: CurationError, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": error.title, "cause": error.cause, "cure": error.cure}))
    print(f"{error.title}\n  {error.cause}\n  {error.cure}", file=sys.stderr)
    return 1


def _print(result: Result, *, as_json: bool) -> None:
    if isinstance(result, list):
        for line in result:
            print(json.dumps(line, ensure_ascii=False, default=str))
    elif as_json:
        print(json.dumps(result, ensure_ascii=False, default=str))
    else:
        _print_plainly(result)


def _print_plainly(result: dict[str, object]) -> None:
    for name, value in result.items():
        label = name.replace("_", " ")
        if isinstance(value, list):
            print(f"{label}: {len(value)}")
            for item in value:
                print(f"  {_one_line(item)}")
        else:
            print(f"{label}: {_one_line(value)}")


def _one_line(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_one_line(item)}" for key, item in value.items())
    return str(value)
