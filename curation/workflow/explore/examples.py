"""The staged examples of one task or of all, with how far each is."""

from curation.example import Stage, StagedExample
from curation.people import Actor, Role, require
from curation.store import examples
from curation.workflow.status import list_stages
from curation.workflow.workspace import Workspace


def staged_examples(
    workspace: Workspace,
    actor: Actor,
    *,
    task_id: str = "",
    stage: Stage | None = None,
    limit: int | None = None,
) -> list[tuple[StagedExample, Stage]]:
    """Examples with their stage, task by task in the order of their source; unmasked.

    Needs a curator. Without `task_id` every task is asked; `limit` holds for all together.
    """
    require(actor, Role.CURATOR, to="see unmasked examples")
    tasks = [workspace.task(task_id)] if task_id else list(workspace.tasks().values())
    found: list[tuple[StagedExample, Stage]] = []
    for task in tasks:
        stages = {
            status.example_id: status.stage
            for status in list_stages(workspace, task)
            if stage in (None, status.stage)
        }
        room = None if limit is None else limit - len(found)
        ids = list(stages)[:room]
        staged = examples.list_examples(workspace.store, task.id, ids=ids)
        found += [(example, stages[example.id]) for example in staged]
    return found
