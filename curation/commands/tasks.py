"""`tasks`: which tasks there are."""

from argparse import Namespace

from curation.commands.command import Command, Context, Result, no_arguments
from curation.people import Role, Scope


def _run(context: Context, arguments: Namespace) -> Result:
    return {
        "tasks": [
            {
                "id": task.id,
                "title": task.title,
                "intake": task.intake,
                "overlap": task.overlap,
                "questions": [question.id for question in task.questions],
            }
            for task in context.workspace.tasks().values()
        ]
    }


TASKS = Command(
    name="tasks",
    help="list the tasks",
    arguments=no_arguments,
    run=_run,
    scope=Scope.READ,
    at_least=Role.REVIEWER,
)
