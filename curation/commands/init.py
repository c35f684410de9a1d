"""`init`: make a workspace, with the sample project if wanted."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Role, Scope


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--sample", action="store_true", help="with 120 tickets and 40 invoices to try things on"
    )


def _run(context: Context, arguments: Namespace) -> Result:
    if arguments.sample:
        # the libraries that draw invoices are needed nowhere else
        from curation.workflow.sample import make_sample

        make_sample(context.workspace, context.actor, context.report)
    return {"workspace": str(context.workspace.folder), "sample": bool(arguments.sample)}


INIT = Command(
    name="init",
    help="make a workspace",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
    at_least=Role.OWNER,
)
