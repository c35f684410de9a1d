"""`users` and `sign-in-link`: who may come in."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result, no_arguments
from curation.people import Role, Scope
from curation.workflow.settings import invitations, people


def _arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="invite a person; prints the path of a one-time link")
    add.add_argument("name", help="whom the link is for, shown in the list of invitations")
    add.add_argument("--role", choices=[*Role], default=Role.REVIEWER)
    actions.add_parser("list", help="list everybody with an account")


def _run(context: Context, arguments: Namespace) -> Result:
    if arguments.action == "add":
        role = Role(arguments.role)
        token = invitations.invite(context.workspace, context.actor, role, note=arguments.name)
        return {"name": arguments.name, "role": role, "path": f"/join?token={token}"}
    return {
        "users": [
            {"id": person.id, "name": person.name, "role": person.role, "enabled": person.enabled}
            for person in people.list_people(context.workspace, context.actor)
        ]
    }


def _run_link(context: Context, arguments: Namespace) -> Result:
    return {"path": f"/start?token={people.sign_in_token(context.workspace)}"}


USERS = Command(
    name="users",
    help="invite people, or list them",
    arguments=_arguments,
    run=_run,
    scope=Scope.PEOPLE,
    at_least=Role.OWNER,
)
SIGN_IN_LINK = Command(
    name="sign-in-link",
    help="print the path of a one-time link that signs the owner in",
    arguments=no_arguments,
    run=_run_link,
    scope=Scope.PEOPLE,
    at_least=Role.OWNER,
)
