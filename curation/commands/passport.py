"""`passport`: where a line of a release comes from, and where its example went."""

from argparse import ArgumentParser, Namespace

from curation.balance.apportion import Part
from curation.commands.command import Command, Context, Result
from curation.errors import InputRefused
from curation.people import Scope
from curation.workflow.release.passport import trace_example, trace_line


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--example", default="", metavar="ID", help="the example")
    parser.add_argument("--release", type=int, metavar="N", help="or a release …")
    parser.add_argument("--part", choices=[str(part) for part in Part], default="train")
    parser.add_argument("--line", type=int, metavar="L", help="… and one of its lines, from 1")


def _run(context: Context, arguments: Namespace) -> Result:
    if arguments.example:
        found = trace_example(context.workspace, context.actor, arguments.example)
    elif arguments.release and arguments.line:
        found = trace_line(
            context.workspace, context.actor, arguments.release, arguments.part, arguments.line
        )
    else:
        raise InputRefused(
            "Nothing is named",
            cause="The passport is that of an example or of a line of a release.",
            cure="Give --example ID, or --release N --line L.",
        )
    return found.as_json()


PASSPORT = Command(
    name="passport",
    help="tell where an example or a released line comes from, and where it went",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)
