"""`erase`: remove every text that holds a person's value."""

import uuid
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from curation.commands.command import Command, Context, Result
from curation.people import Role, Scope
from curation.workflow.privacy.erase import erase_subject


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--subject", required=True, help="a name, an address or a number")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")


def _run(context: Context, arguments: Namespace) -> Result:
    done = erase_subject(
        context.workspace,
        context.actor,
        arguments.subject,
        dry_run=arguments.dry_run,
        request_id=uuid.uuid4().hex,
    )
    return {**asdict(done), "releases": list(done.releases), "jobs": list(done.jobs)}


ERASE = Command(
    name="erase",
    help="remove every text that holds a value, for good; says which releases held it",
    arguments=_arguments,
    run=_run,
    scope=Scope.PEOPLE,
    at_least=Role.OWNER,
)
