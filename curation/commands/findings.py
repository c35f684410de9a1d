"""`findings`: one JSON line for each personal value found, by place; values are not printed."""

from argparse import Namespace

from curation.commands.command import Command, Context, Result, task_argument
from curation.people import Scope
from curation.workflow.privacy.findings import list_findings


def _run(context: Context, arguments: Namespace) -> Result:
    workspace = context.workspace
    tasks = [workspace.task(arguments.task).id] if arguments.task else list(workspace.tasks())
    return [
        {
            "example_id": entry.finding.example_id,
            "message": _message(entry.finding.path),
            "start": entry.finding.begins,
            "end": entry.finding.ends,
            "entity": entry.finding.entity,
            "score": entry.finding.score,
            "recognizer": entry.finding.recognizer,
            "action": str(entry.action),
            "value_key": entry.finding.value_key,
        }
        for task in tasks
        for entry in list_findings(workspace, context.actor, task)
    ]


def _message(path: str) -> int | str:
    """The number of a message counted from 0, or the path of any other text."""
    parts = path.split(".")
    return int(parts[1]) if parts[0] == "messages" and len(parts) == 2 else path


FINDINGS = Command(
    name="findings",
    help="list the places of personal values, one JSON line each",
    arguments=task_argument,
    run=_run,
    scope=Scope.READ,
)
