"""Setting in which order a task's examples are asked about, of how many people and of whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from curation.errors import InputRefused
from curation.people import Actor, Role, require
from curation.review.route import Order, Routing
from curation.review.suggested import INGEST
from curation.store import routing as stored
from curation.store.review_queue import find_tasks
from curation.store.routing import Pull
from curation.store.sandbox import MOST_ROWS
from curation.store.suggestions import list_sources
from curation.task import Task
from curation.workflow.explore.explore import run_query
from curation.workflow.review.review_queue import live_queue
from curation.workflow.review.skills import people_with
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace

FIRST_QUERY = stored.FIRST_QUERY
MOST_EXTRA = 3
MOST_HIDDEN = 100
MOST_WANTED = 20
MOST_KNOWN = 100
MOST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """How a task's queue stands: its routing, how many examples want answers, how many of these
    because the first answers disagree, the labels that its examples are suggested to have, and the
    skills that people have. By source, `pull` has what people answered with the suggested label
    hidden (True) and shown (False), and `moved` how often they were told it after their own, and
    how often they took it then. `sources` are those that suggestions can come from.
    """

    routing: Routing
    wanting: int
    disputed: int
    labels: tuple[str, ...]
    skills: tuple[str, ...]
    pull: Mapping[str, Mapping[bool, Pull]]
    moved: Mapping[str, tuple[int, int]]
    sources: tuple[str, ...]


def queue_state(workspace: Workspace, actor: Actor, task: Task) -> QueueState:
    """How the queue stands now."""
    require(actor, Role.CURATOR, to="see how examples are handed out")
    live = live_queue(workspace, task)
    live.refresh(at_once=True)
    with live.current() as queue:
        wanting, disputed = queue.wanting(), queue.disputed()
    return QueueState(
        routing=stored.latest_routing(workspace.store, task.id),
        wanting=wanting,
        disputed=disputed,
        labels=live.options.get(task.stratum, ()),
        skills=tuple(people_with(workspace)),
        pull=stored.measure_pull(workspace.store, task.id, task.stratum),
        moved=stored.count_moved(workspace.store, task.id, task.stratum),
        sources=sources_of(workspace, task),
    )


def set_routing(
    workspace: Workspace, actor: Actor, task: Task, routing: Routing, *, request_id: str
) -> Routing:
    """Hand out a task's examples in this way from now on; what people have at hand stays theirs.

    With the order QUERY the query is run now, and what it finds is kept: `ids` of the routing
    returned. Raises InputRefused for a wrong number, an unknown person or skill, and a query that
    finds no example of the task.
    """
    require(actor, Role.CURATOR, to="decide how examples are handed out")
    _check(routing, task, names(workspace), people_with(workspace))
    _check_source(workspace, task, routing.source)
    found: tuple[str, ...] = ()
    if routing.order is Order.QUERY:
        found = _found_by(workspace, actor, task, routing.query)
    routing = replace(routing, ids=found)
    _keep(workspace, actor, task, routing, request_id)
    return routing


def sources_of(workspace: Workspace, task: Task) -> tuple[str, ...]:
    """Where a task's suggestions can come from: what it came with, and who has suggested."""
    return (INGEST, *list_sources(workspace.store, task.id))


def use_source(
    workspace: Workspace, actor: Actor, task: Task, source: str, *, request_id: str
) -> Routing:
    """Show reviewers what this source suggests from now on; all else that is set stays.

    Raises InputRefused for a source that has suggested nothing in the task.
    """
    require(actor, Role.CURATOR, to="decide what reviewers are shown")
    _check_source(workspace, task, source)
    routing = replace(stored.latest_routing(workspace.store, task.id), source=source)
    _keep(workspace, actor, task, routing, request_id)
    return routing


def _keep(
    workspace: Workspace, actor: Actor, task: Task, routing: Routing, request_id: str
) -> None:
    stored.add_routing(
        workspace.store,
        task.id,
        routing,
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    live_queue(workspace, task).refresh(at_once=True)


def _check_source(workspace: Workspace, task: Task, source: str) -> None:
    if source not in sources_of(workspace, task):
        raise InputRefused(
            "Nothing is suggested by it",
            cause="No suggestion in this task comes from there.",
            cure="Have it make suggestions first.",
        )


def _check(routing: Routing, task: Task, people: Collection[str], skills: Collection[str]) -> None:
    wrong = ""
    if not 0 <= routing.extra <= MOST_EXTRA:
        wrong = f"There can be 0 to {MOST_EXTRA} further answers."
    if not 0 <= routing.hidden <= MOST_HIDDEN:
        wrong = f"Suggestions can be hidden from 0 to {MOST_HIDDEN} %."
    trying = routing.trying
    numbers = (trying.first, trying.pass_mark, trying.gold, trying.repeats)
    if any(not 0 <= number <= MOST_KNOWN for number in numbers):
        wrong = f"The numbers of known examples are 0 to {MOST_KNOWN}."
    if not 1 <= trying.days <= MOST_DAYS:
        wrong = f"Own examples come again after 1 to {MOST_DAYS} days."
    for row in routing.slices:
        if row.wanted and not task.overlap <= row.wanted <= MOST_WANTED:
            wrong = f"An example can have {task.overlap} to {MOST_WANTED} answers."
        if set(row.people) - set(people):
            wrong = "One of the people has no account."
        if set(row.skills) - set(skills):
            wrong = "Nobody has one of the skills."
    if wrong:
        raise InputRefused("This cannot be set", cause=wrong, cure="Change it and save again.")


def _found_by(workspace: Workspace, actor: Actor, task: Task, query: str) -> tuple[str, ...]:
    result = run_query(workspace, actor, query, MOST_ROWS)
    if "example_id" not in result.columns:
        raise InputRefused(
            "The query names no examples",
            cause="Its result has no column example_id.",
            cure=f"Begin it with: {FIRST_QUERY}",
        )
    column = result.columns.index("example_id")
    ids = [str(row[column]) for row in result.rows]
    tasks = find_tasks(workspace.store, ids)
    found = tuple(dict.fromkeys(e for e in ids if tasks.get(e) == task.id))
    if not found:
        raise InputRefused(
            "The query finds nothing to judge",
            cause="No example of this task is in its result.",
            cure="Try it on the Explore page first.",
        )
    return found
