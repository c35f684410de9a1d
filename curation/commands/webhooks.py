"""`webhooks`: addresses that are told what happens."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Role, Scope
from curation.workflow.settings import webhooks


def _arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="tell an address what happens from now on")
    add.add_argument("address", help="where to send messages: https://…")
    add.add_argument(
        "--event",
        action="append",
        default=[],
        choices=[*webhooks.EVENTS],
        help="what to tell; may be given more than once (default: everything)",
    )
    actions.add_parser("list", help="list the addresses, and how many messages arrived")
    remove = actions.add_parser("remove", help="tell an address nothing any more")
    remove.add_argument("id", help="the id that list prints")


def _run(context: Context, arguments: Namespace) -> Result:
    workspace, actor = context.workspace, context.actor
    if arguments.action == "add":
        events = arguments.event or list(webhooks.EVENTS)
        webhook = webhooks.add_webhook(workspace, actor, arguments.address, events)
        secret = webhooks.secret_of(workspace, actor, webhook.id)
        return {"id": webhook.id, "events": list(webhook.events), "secret": secret}
    if arguments.action == "remove":
        webhooks.remove_webhook(workspace, actor, arguments.id)
        return {"removed": arguments.id}
    return {
        "webhooks": [
            {
                "id": webhook.id,
                "address": webhook.address,
                "events": list(webhook.events),
                "messages": standing.messages,
                "delivered": standing.delivered,
                "last_status": standing.last_status,
            }
            for webhook, standing in webhooks.list_webhooks(workspace, actor)
        ]
    }


WEBHOOKS = Command(
    name="webhooks",
    help="tell other programs what happens: add, list or remove addresses",
    arguments=_arguments,
    run=_run,
    scope=Scope.PEOPLE,
    at_least=Role.OWNER,
)
