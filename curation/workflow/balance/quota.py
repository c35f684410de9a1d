"""What a plan is short of, asked of the reviewers first, and how far that is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from curation.people import Actor
from curation.review.route import Order
from curation.store.routing import count_accepted, latest_routing, read_facts
from curation.task import Task
from curation.workflow.review.review_queue import live_queue
from curation.workflow.review.routing import set_routing
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many accepted examples of a label are wanted in all, and how many there are.

    `waiting` are those that are suggested to be of it and not settled: they wait for a reviewer or
    for somebody who decides.
    """

    label: str
    wanted: int
    have: int
    waiting: int

    @property
    def short(self) -> int:
        """How many are still to come."""
        return max(0, self.wanted - self.have)


def quotas_for(workspace: Workspace, task: Task, missing: Mapping[str, int]) -> list[Quota]:
    """A quota for each label of which so many are missing, the largest gap first."""
    have = count_accepted(workspace.store, task.id, task.stratum)
    wanted = {label: have.get(label, 0) + count for label, count in missing.items() if count}
    return _quotas(workspace, task, wanted, have)


def standing_quotas(workspace: Workspace, task: Task) -> list[Quota]:
    """The quotas that the queue is ordered by now; none when it is ordered otherwise."""
    routing = latest_routing(workspace.store, task.id)
    if routing.order is not Order.MISSING or not routing.quotas:
        return []
    have = count_accepted(workspace.store, task.id, task.stratum)
    return _quotas(workspace, task, routing.quotas, have)


def ask_for_missing(
    workspace: Workspace, actor: Actor, task: Task, missing: Mapping[str, int], *, request_id: str
) -> list[Quota]:
    """Hand out the examples that are suggested to be of the missing labels first, from now on.

    Labels take turns in proportion to what they lack; one that has its quota comes last. All else
    that is set for the queue stays.
    """
    quotas = quotas_for(workspace, task, missing)
    routing = replace(
        latest_routing(workspace.store, task.id),
        order=Order.MISSING,
        query="",
        ids=(),
        quotas={quota.label: quota.wanted for quota in quotas},
    )
    set_routing(workspace, actor, task, routing, request_id=request_id)
    return quotas


def _quotas(
    workspace: Workspace, task: Task, wanted: Mapping[str, int], have: Mapping[str, int]
) -> list[Quota]:
    live = live_queue(workspace, task)
    source = latest_routing(workspace.store, task.id).source
    facts = read_facts(workspace.store, task.id, task.stratum, source=source)
    waiting = Counter(facts[e].label for e in live.queue.open_versions if e in facts)
    found = [
        Quota(label=label, wanted=count, have=have.get(label, 0), waiting=waiting[label])
        for label, count in wanted.items()
    ]
    return sorted(found, key=lambda quota: (-quota.short, quota.label))
