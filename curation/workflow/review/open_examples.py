"""Which examples a task's queue hands out and by which route, read again as far as it changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from curation.review.calibration import Round
from curation.review.route import (
    Facts,
    Order,
    Route,
    Routing,
    ask_first,
    everybody_first,
    gaps_of,
    make_route,
)
from curation.scanner.fingerprint import current_fingerprint
from curation.store import review_queue as stored
from curation.store.asked import list_asked
from curation.store.calibration import list_rounds
from curation.store.connection import Store
from curation.store.plans import latest_plan
from curation.store.routing import count_accepted, latest_routing, read_facts
from curation.task import Task
from curation.workflow.review.skills import people_with
from curation.workflow.workspace import Workspace

_LABELS_OFFERED = 200

_BY_FACTS = {Order.UNCERTAIN, Order.MISSING, Order.OLDEST}

_EXAMPLES = frozenset({"examples", "example"})
_FACTS = _EXAMPLES | {"made_suggestion"}
_SCANNED = _EXAMPLES | {"scan", "privacy_request"}
_OPENED = _SCANNED | {"verdict", "reopening"}
"""Of which tables the suggestions, the offered labels and the open examples are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExamples:
    """The newest version of every example to ask about, the route, and what is set.

    `labels` has the labels that the data suggests, by question; `seed` names the random order.
    """

    versions: Mapping[str, int]
    route: Route
    routing: Routing
    labels: Mapping[str, list[str]]
    seed: str


class OpenReading:
    """What was read of one task's examples; one thread at a time may read."""

    def __init__(self, workspace: Workspace, task: Task) -> None:
        self._workspace = workspace
        self._task = task
        self._kept: dict[str, tuple[object, Any]] = {}
        self._mark: object = None

    def read(self) -> OpenExamples | None:
        """What is open now; None when nothing changed since the last time.

        On 100,000 examples the suggestions, the labels and the open ones take longer than all
        else: each is read again only when one of its tables changed.
        """
        store, task = self._workspace.store, self._task
        marks = dict(stored.open_mark(store))
        fingerprint = current_fingerprint()

        def as_of(tables: frozenset[str]) -> object:
            return fingerprint, {name: marks[name] for name in tables}

        rounds: list[Round] = self._once("rounds", marks, lambda: list_rounds(store, task.id))
        given, people = self._round(rounds)
        if self._mark == (mark := (marks, fingerprint, people)):
            return None
        versions: dict[str, int] = self._once(
            "versions",
            as_of(_OPENED),
            lambda: stored.open_versions(store, task.id, fingerprint=fingerprint),
        )
        labels: dict[str, list[str]] = self._once("labels", as_of(_SCANNED), self._labels)
        routing = latest_routing(store, task.id)
        if routing.order is Order.QUERY:
            versions = {e: versions[e] for e in routing.ids if e in versions}
        seed = routing.seed or task.id
        asks = {
            ask.example_id: (ask.reviewer, ask.wanted)
            for ask in list_asked(store, task.id)
            if ask.example_id in versions
        }
        route = ask_first(self._route(routing, versions, seed, as_of(_FACTS)), asks)
        route = everybody_first(route, [e for e in given if e in versions], people)
        self._mark = mark
        return OpenExamples(
            versions=versions, route=route, routing=routing, labels=labels, seed=seed
        )

    def _once(self, name: str, mark: object, read: Callable[[], Any]) -> Any:
        """What `read` gave when the mark was the same, or gives now."""
        if name not in self._kept or self._kept[name][0] != mark:
            self._kept[name] = mark, read()
        return self._kept[name][1]

    def _labels(self) -> dict[str, list[str]]:
        store, task = self._workspace.store, self._task
        return {
            question.id: stored.list_labels(store, task.id, question.id, limit=_LABELS_OFFERED)
            for question in task.questions
            if question.open
        }

    def _round(self, rounds: list[Round]) -> tuple[tuple[str, ...], int]:
        """The examples of the calibration round that is open, and of how many people."""
        for one in rounds[:1]:
            if one.is_open(self._workspace.now()):
                return one.ids, one.people
        return (), 0

    def _route(
        self, routing: Routing, versions: Mapping[str, int], seed: str, mark: object
    ) -> Route:
        """The routing applied to the open examples; what is known of them is read if it counts."""
        store, task = self._workspace.store, self._task
        if routing.order not in _BY_FACTS and not routing.slices:
            return make_route(routing, {}, gaps={}, seed=seed)
        known: dict[str, Facts] = self._once(
            "facts",
            (mark, routing.source),
            lambda: read_facts(store, task.id, task.stratum, source=routing.source),
        )
        facts = {e: known[e] for e in versions if e in known}
        gaps: dict[str, float] = {}
        if routing.order is Order.MISSING:
            gaps = lacking(store, task, routing, len(versions))
        skilled = people_with(self._workspace)
        return make_route(routing, facts, gaps=gaps, seed=seed, skilled=skilled)


def lacking(store: Store, task: Task, routing: Routing, open_ones: int) -> dict[str, float]:
    """How many examples each label lacks: of what was asked for, or else of the plan's mix.

    Empty when neither is there. `open_ones` examples can still become something.
    """
    plan = latest_plan(store, task.id)
    if not routing.quotas and plan is None:
        return {}
    have = count_accepted(store, task.id, task.stratum)
    if routing.quotas or plan is None:
        return {k: max(0.0, want - have.get(k, 0)) for k, want in routing.quotas.items()}
    wanted = plan.target_of(task.stratum)
    return gaps_of({label: float(share) for label, share in wanted.items()}, have, open_ones)
