"""`settle`: a verdict for everything that all reviewers agree on."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Scope
from curation.workflow.agreement.adjudicate import settle_unanimous


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task to settle")


def _run(context: Context, arguments: Namespace) -> Result:
    settled = settle_unanimous(context.workspace, context.actor, arguments.task)
    return {
        "task": arguments.task,
        "settled": settled.accepted + settled.rejected,
        "accepted": settled.accepted,
        "rejected": settled.rejected,
        "to_adjudicate": settled.left,
    }


SETTLE = Command(
    name="settle",
    help="give a verdict to every example on which all reviewers agree",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
)
