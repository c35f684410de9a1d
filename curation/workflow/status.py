"""How far the examples of a task are, seen with today's scanner and the task's overlap."""

from curation.scanner.fingerprint import current_fingerprint
from curation.store import status
from curation.store.status import ExampleStatus, Funnel
from curation.task import Task
from curation.workflow.workspace import Workspace


def list_stages(workspace: Workspace, task: Task) -> list[ExampleStatus]:
    """The status of every example of a task, in the order of its source."""
    return status.list_status(
        workspace.store, task.id, fingerprint=current_fingerprint(), overlap=task.overlap
    )


def read_funnel(workspace: Workspace, task: Task) -> Funnel:
    """How many examples of a task are at each stage now."""
    return status.read_funnel(
        workspace.store, task.id, fingerprint=current_fingerprint(), overlap=task.overlap
    )
