"""`decide`: mask or keep found values."""

import uuid
from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result, task_argument
from curation.errors import InputRefused
from curation.workflow.decide import as_action, decide, decide_all


def _arguments(parser: ArgumentParser) -> None:
    task_argument(parser)
    parser.add_argument("--entity", default="", help="only this entity, such as EMAIL_ADDRESS")
    parser.add_argument("--reason", default="", help="why, for the trail")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--all", default="", metavar="ACTION", help="mask or keep what is undecided")
    what.add_argument("--value-key", default="", help="decide this one value; needs --action")
    parser.add_argument("--action", default="", help="mask or keep, with --value-key")


def _run(context: Context, arguments: Namespace) -> Result:
    if arguments.value_key:
        return {"decided": _decide_one(context, arguments)}
    action = as_action(arguments.all)
    workspace = context.workspace
    tasks = [workspace.task(arguments.task).id] if arguments.task else list(workspace.tasks())
    return {
        "decided": sum(
            decide_all(
                workspace,
                context.actor,
                task,
                action,
                entity=arguments.entity,
                reason=arguments.reason,
                request_id=uuid.uuid4().hex,
            )
            for task in tasks
        )
    }


def _decide_one(context: Context, arguments: Namespace) -> int:
    if not arguments.task or not arguments.entity:
        raise InputRefused(
            "The value is not named fully",
            cause="A value belongs to one task and one entity.",
            cure="Add --task and --entity.",
        )
    return decide(
        context.workspace,
        context.actor,
        arguments.task,
        arguments.entity,
        arguments.value_key,
        as_action(arguments.action),
        reason=arguments.reason,
        request_id=uuid.uuid4().hex,
    )


DECIDE = Command(
    name="decide",
    help="mask or keep found values: all undecided ones, or one",
    arguments=_arguments,
    run=_run,
)
