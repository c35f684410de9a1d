"""`decide`: replace or keep found values, or say that they are not personal."""

import uuid
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from curation.commands.command import Command, Context, Result, task_argument
from curation.errors import InputRefused
from curation.people import Scope
from curation.privacy.finding import Action
from curation.workflow.privacy.decide import as_action, decide, decide_all, key_of_value
from curation.workflow.review.waiting_answers import take_waiting


def _arguments(parser: ArgumentParser) -> None:
    task_argument(parser)
    parser.add_argument("--entity", default="", help="only this entity, such as EMAIL_ADDRESS")
    parser.add_argument("--reason", default="", help="why, for the trail; needed for not-pii")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--all", default="", metavar="ACTION", help="mask or keep all that is undecided"
    )
    what.add_argument("--value", default="", help="decide this value; needs --entity and --action")
    what.add_argument("--value-key", default="", help="the same, by its key as findings prints it")
    parser.add_argument("--action", default="", help="replace, keep or not-pii, for one value")
    parser.add_argument("--example", default="", metavar="ID", help="decide it in this one only")


def _run(context: Context, arguments: Namespace) -> Result:
    workspace = context.workspace
    tasks = [workspace.task(arguments.task).id] if arguments.task else list(workspace.tasks())
    decided = _decide(context, arguments, tasks)
    for task in tasks:
        take_waiting(workspace, task)
    return {"decided": decided}


def _decide(context: Context, arguments: Namespace, tasks: Sequence[str]) -> int:
    if arguments.value or arguments.value_key:
        return _decide_one(context, arguments)
    action = as_action(arguments.all)
    if action == Action.NOT_PII:
        raise InputRefused(
            "Not a decision for everything",
            cause="The allow list takes values that somebody looked at.",
            cure="Name each with --value and --entity, or say --all keep.",
        )
    return sum(
        decide_all(
            context.workspace,
            context.actor,
            task,
            action,
            entity=arguments.entity,
            reason=arguments.reason,
            request_id=uuid.uuid4().hex,
        )
        for task in tasks
    )


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
        arguments.value_key or key_of_value(context.workspace, arguments.entity, arguments.value),
        as_action(arguments.action),
        example_id=arguments.example,
        reason=arguments.reason,
        request_id=uuid.uuid4().hex,
    )


DECIDE = Command(
    name="decide",
    help="replace or keep found values, or say that one is not personal",
    arguments=_arguments,
    run=_run,
    scope=Scope.WRITE,
)
