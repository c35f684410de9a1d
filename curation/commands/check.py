"""`check`: look for what is wrong with a task's examples."""

from argparse import ArgumentParser, Namespace

from curation.commands.command import Command, Context, Result
from curation.people import Scope
from curation.workflow.check import run_checks


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--task", required=True, help="the task whose examples are looked at")


def _run(context: Context, arguments: Namespace) -> Result:
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
                "cure": found.check.cure,
            }
            for found in run_checks(context.workspace, arguments.task).found
        ]
    }


CHECK = Command(
    name="check",
    help="look for contradictions, wrong labels, unfinished answers and other defects",
    arguments=_arguments,
    run=_run,
    scope=Scope.READ,
)
