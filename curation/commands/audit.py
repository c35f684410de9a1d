"""`audit`: who did what, and when."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict
from datetime import datetime

from curation.commands.command import Command, Context, Result, task_argument
from curation.people import Role, Scope
from curation.workflow.settings.audit import KINDS, read_trail


def _arguments(parser: ArgumentParser) -> None:
    task_argument(parser)
    parser.add_argument("--who", default="", help="only this person, by name or id")
    parser.add_argument("--what", default="", choices=["", *KINDS], metavar="W",
                        help=f"one of: {', '.join(KINDS)}")  # fmt: skip
    parser.add_argument("--since", default="", type=_day, help="from this day on: 2026-01-31")
    parser.add_argument("--limit", type=int, default=200, help="entries at most (default: 200)")


def _day(text: str) -> str:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None).isoformat() if text else ""
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-01-31") from None


def _run(context: Context, arguments: Namespace) -> Result:
    found = read_trail(
        context.workspace,
        context.actor,
        what=arguments.what,
        who=arguments.who,
        task=arguments.task,
        since=datetime.fromisoformat(arguments.since) if arguments.since else None,
        limit=max(0, arguments.limit),
    )
    return {"entries": [asdict(done) for done in found]}


AUDIT = Command(
    name="audit",
    help="list who did what and when, newest first",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
    at_least=Role.OWNER,
)
