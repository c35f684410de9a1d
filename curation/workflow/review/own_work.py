"""What a person's next twenty minutes are worth, and how their answers fared: for them alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from curation.people import Actor, Role, require
from curation.review.trials import TrialKind
from curation.store import own_work as stored
from curation.store.own_work import Day, Matches
from curation.store.routing import latest_routing
from curation.store.trials import list_results
from curation.task import Task
from curation.workflow.review.open_examples import lacking
from curation.workflow.review.review_queue import live_queue
from curation.workflow.workspace import Workspace

SESSION_SECONDS = 20 * 60
MOST_LABELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """A person's work on a task. `seconds` is their usual time for one example, None at first.

    `lacking` has the labels of which the wanted mix lacks most, with how many; `disputed` counts
    the examples for which a further answer is wanted. `agreed` and `adjudicated` tell how often
    their answer became the final one: where everybody agreed, and where somebody had to decide.
    `repeated` is how often they answered an earlier example as before, of so many.
    """

    done: int
    left: int
    seconds: float | None
    disputed: int
    lacking: Mapping[str, int]
    days: list[Day]
    agreed: Matches
    adjudicated: Matches
    repeated: tuple[int, int] = (0, 0)

    @property
    def in_session(self) -> int | None:
        """How many examples twenty minutes are good for; None without a pace."""
        if self.seconds is None:
            return None
        return min(self.left, max(1, round(SESSION_SECONDS / self.seconds)))

    @property
    def hours_left(self) -> float | None:
        """How long all that is left would take them alone; None without a pace."""
        return None if self.seconds is None else self.left * self.seconds / 3600


def own_work(workspace: Workspace, actor: Actor, task: Task) -> OwnWork:
    """The work of the person who asks; nobody is shown that of somebody else."""
    require(actor, Role.REVIEWER, to="review examples")
    live = live_queue(workspace, task)
    with live.current() as queue:
        done, left = queue.done_by(actor.id), queue.left_for(actor.id)
        disputed, wanting = queue.disputed(), queue.wanting()
    results = list_results(workspace.store, task.id, reviewer=actor.id)
    again = results.get((actor.id, TrialKind.REPEAT), [])
    matches = stored.count_matches(workspace.store, task.id, actor.id, stratum=task.stratum)
    return OwnWork(
        done=done,
        left=left,
        seconds=stored.median_seconds(workspace.store, task.id, actor.id),
        disputed=disputed,
        lacking=_lacking(workspace, task, wanting),
        days=stored.list_days(workspace.store, task.id, actor.id),
        agreed=matches.get(False, Matches()),
        adjudicated=matches.get(True, Matches()),
        repeated=(sum(again), len(again)),
    )


def _lacking(workspace: Workspace, task: Task, wanting: int) -> dict[str, int]:
    routing = latest_routing(workspace.store, task.id)
    gaps = lacking(workspace.store, task, routing, wanting)
    most = sorted(gaps, key=lambda label: (-gaps[label], label))[:MOST_LABELS]
    return {label: round(gaps[label]) for label in most if round(gaps[label]) > 0}
