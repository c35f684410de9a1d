"""How the team's work on a task goes: labels over time for all, people's sums for curators."""

from datetime import timedelta

from curation.people import Actor, Role, require
from curation.store import team_work as stored
from curation.store.team_work import LabelCount, PersonWork
from curation.task import Task
from curation.workflow.workspace import Workspace

MOST_LABELS = 8
LATELY = timedelta(days=7)


def labels_over_time(workspace: Workspace, actor: Actor, task: Task) -> list[LabelCount]:
    """How many answers gave which label on which day. Needs a curator: others judge blind."""
    require(actor, Role.CURATOR, to="see what others answer")
    return stored.labels_over_time(workspace.store, task.id, stratum=task.stratum, most=MOST_LABELS)


def work_of_people(workspace: Workspace, actor: Actor, task: Task) -> list[PersonWork]:
    """What everybody did on a task, `lately` being the last seven days. Needs a curator."""
    require(actor, Role.CURATOR, to="see how much others did")
    return stored.work_of_people(workspace.store, task.id, since=workspace.now() - LATELY)
