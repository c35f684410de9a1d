"""`check`: look for what is wrong with a task's examples."""

import uuid
from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.errors import InputRefused
from curation.people import Scope
from curation.workflow.balance.accept_defects import accept_defects
from curation.workflow.balance.check import run_checks


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task whose examples are looked at")
    parser.add_argument(
        "--accept", metavar="CHECK", help="accept what this check finds now, with a reason"
    )
    parser.add_argument("--reason", default="", help="why it is all right")


def _accept(context: Context, arguments: Namespace) -> None:
    """Accept everything that one check finds now."""
    found = {one.check.name: one for one in run_checks(context.workspace, arguments.task).found}
    if arguments.accept not in found:
        raise InputRefused(
            "There is no such check",
            cause=f"No check of this task is called {arguments.accept}.",
            cure=f"Choose one of: {', '.join(found)}.",
        )
    accept_defects(
        context.workspace,
        context.actor,
        arguments.task,
        arguments.accept,
        found[arguments.accept].defects,
        reason=arguments.reason,
        request_id=uuid.uuid4().hex,
    )


def _run(context: Context, arguments: Namespace) -> Result:
    if getattr(arguments, "accept", None):
        _accept(context, arguments)
    checkup = run_checks(context.workspace, arguments.task, context.report)
    return {
        "checks": [
            {
                "name": found.check.name,
                "title": found.check.title,
                "severity": str(found.check.severity),
                "status": str(found.check.severity) if found.defects else "ok",
                "count": len(found.defects),
                "examples": [list(defect.ids) for defect in found.defects],
                "says": [defect.says for defect in found.defects],
                "accepted": [
                    {"examples": list(each.defect.ids), "reason": each.by.reason}
                    for each in found.accepted
                ],
                "cure": found.check.cure,
            }
            for found in checkup.found
        ],
        "left_out": [{"name": check.name, "why": why} for check, why in checkup.left_out],
    }


CHECK = Command(
    name="check",
    help="look for contradictions, wrong labels, unfinished answers and other defects",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)
