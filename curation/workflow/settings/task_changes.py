"""Changing a task that was made: what earlier answers rest on stays, and versions are kept."""

from dataclasses import replace

from curation.errors import Conflict, InputRefused
from curation.people import Actor, Role, require
from curation.review.task_change import refused_change
from curation.store import task_versions as stored
from curation.store.task_versions import TaskVersion
from curation.task import Task
from curation.workflow.settings.task_builder import check_task, task_text, write_task
from curation.workflow.workspace import Workspace


def changeable_tasks(workspace: Workspace) -> dict[str, Task]:
    """The tasks that may be changed, by id: all but those that compare answers of models."""
    return {name: task for name, task in workspace.tasks().items() if task.grading is None}


def list_versions(workspace: Workspace, actor: Actor, task: Task) -> list[TaskVersion]:
    """The versions of a task, the oldest first; none before its first change."""
    require(actor, Role.CURATOR, to="see how a task was changed")
    return stored.list_task_versions(workspace.store, task.id)


def change_task(
    workspace: Workspace, actor: Actor, changed: Task, *, seen: Task, request_id: str
) -> Task:
    """Keep a task as it was changed; its id and its guideline stay.

    `seen` is the task that the change was made from. The same request again, and a change of
    nothing, change nothing. Raises Conflict when somebody else changed it meanwhile, and
    InputRefused for what is missing or may not change any more, saying why.
    """
    require(actor, Role.CURATOR, to="change tasks")
    present = workspace.task(seen.id)
    kept = stored.list_task_versions(workspace.store, seen.id)
    changed = replace(changed, id=seen.id, guideline=present.guideline)
    if changed == present or any(version.request_id == request_id for version in kept):
        return present
    if replace(seen, guideline=present.guideline) != present:
        raise Conflict(
            "The task was changed meanwhile",
            cause="Somebody else saved another version after you opened this one.",
            cure="Open it again to see theirs, then change it.",
        )
    check_task(changed)
    if reason := refused_change(
        present, changed, stored.given_answers(workspace.store, present.id)
    ):
        raise InputRefused(
            "This cannot change any more",
            cause=reason,
            cure="Titles, prompt, and the number and order of labels may change.",
        )
    now = workspace.now()
    first = TaskVersion(number=1, body=task_text(present), actor="", recorded_at=now)
    next_one = TaskVersion(
        number=len(kept or [first]) + 1,
        body=task_text(changed),
        actor=actor.id,
        recorded_at=now,
        request_id=request_id,
    )
    stored.add_task_versions(workspace.store, seen.id, [next_one] if kept else [first, next_one])
    return write_task(workspace, changed)
