"""All values found in a task, counted and ordered by risk, kept up to date value by value.

To count 100,000 findings anew for every decision takes longer than the decision: here a change
costs what the changed values cost.
"""

from bisect import bisect_left, insort
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from curation.privacy.finding import Action
from curation.privacy.risk import risk

Value = tuple[str, str]
"""An entity and the key of a value of it."""

Rank = tuple[float, str, str]

_LISTS_KEPT = 8
_REPORTED = frozenset({Action.UNDECIDED, Action.MASK, Action.KEEP})


class Tally(NamedTuple):
    """All findings of one value in a task.

    `places` are all of them, `reported` those that are not on the allow list; `score` is the best
    of them, `first` the number of the first; `actions` is all that is decided of any of them.
    """

    entity: str
    value_key: str
    places: int
    reported: int
    examples: int
    score: float
    first: int
    sources: frozenset[str]
    actions: frozenset[Action]

    @property
    def action(self) -> Action:
        """Undecided when any place is; replaced when some are replaced and others kept."""
        order = (Action.UNDECIDED, Action.MASK, Action.KEEP, Action.NOT_PII)
        return next(action for action in order if action in self.actions)

    @property
    def mixed(self) -> bool:
        """True when not all places are decided alike."""
        return len(self.actions) > 1

    @property
    def rank(self) -> Rank:
        """Its place in the order: the riskiest first."""
        return -risk(self.entity, self.score, self.examples), self.entity, self.value_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which values to list; what is empty takes all that are not on the allow list.

    `action` is one of `Action`, or "decided" for all that is replaced or kept. `score_from` is
    included, `score_below` is not. `value_keys` limits the list to these values.
    """

    entity: str = ""
    action: str = ""
    source: str = ""
    score_from: float = 0.0
    score_below: float = 2.0
    value_keys: tuple[str, ...] | None = None

    def takes(self, tally: Tally) -> bool:
        """True when the value is one of those wanted."""
        return (
            self.entity in ("", tally.entity)
            and (not self.source or self.source in tally.sources)
            and self.score_from <= tally.score < self.score_below
            and (self.value_keys is None or tally.value_key in self.value_keys)
            and self._takes_action(tally.action)
        )

    def _takes_action(self, action: Action) -> bool:
        if self.action == "decided":
            return action in (Action.MASK, Action.KEEP)
        return action == self.action if self.action else action is not Action.NOT_PII


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCount:
    """How often an entity was found in a task: places, different values, and undecided values."""

    entity: str
    places: int
    values: int
    undecided: int


class ValueBoard:
    """The tallies of a task by value. Not for several threads at once."""

    def __init__(self, tallies: Iterable[Tally] = ()) -> None:
        self._tallies: dict[Value, Tally] = {
            (tally.entity, tally.value_key): tally for tally in tallies
        }
        self._lists: OrderedDict[Wanted, list[Rank]] = OrderedDict()
        self._places: Counter[str] = Counter()
        self._values: Counter[str] = Counter()
        self._undecided: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        for tally in self._tallies.values():
            self._count(tally, 1)

    def __len__(self) -> int:
        return len(self._tallies)

    def change(self, tallies: Mapping[Value, Tally | None]) -> None:
        """Put these tallies in the place of those before; None takes a value away."""
        for value, new in tallies.items():
            old = self._tallies.pop(value, None)
            if old:
                self._count(old, -1)
            if new:
                self._count(new, 1)
                self._tallies[value] = new
            for wanted, ranks in self._lists.items():
                _move(
                    ranks,
                    old.rank if old and wanted.takes(old) else None,
                    new.rank if new and wanted.takes(new) else None,
                )

    def settle(self, actions: Mapping[Value, Action]) -> None:
        """Let an action hold in all places of these values; unknown ones are passed over."""
        settled: dict[Value, Tally | None] = {}
        for value, action in actions.items():
            if old := self._tallies.get(value):
                reported = 0 if action is Action.NOT_PII else old.places
                settled[value] = old._replace(actions=frozenset({action}), reported=reported)
        self.change(settled)

    def get(self, value: Value) -> Tally | None:
        """The tally of a value; None when nothing was found of it."""
        return self._tallies.get(value)

    def listed(self, wanted: Wanted, *, first: int, last: int) -> list[Tally]:
        """The wanted values from place `first` up to `last`, riskiest first."""
        return [self._tallies[rank[1], rank[2]] for rank in self._ranks(wanted)[first:last]]

    def count(self, wanted: Wanted) -> int:
        """How many values are wanted."""
        return len(self._ranks(wanted))

    def entities(self) -> list[EntityCount]:
        """What was found by entity, the most frequent first; nothing of the allow list."""
        return [
            EntityCount(
                entity=entity,
                places=self._places[entity],
                values=values,
                undecided=self._undecided[entity],
            )
            for entity, values in sorted(
                self._values.items(), key=lambda item: (-self._places[item[0]], item[0])
            )
            if values
        ]

    def sources(self) -> list[str]:
        """Every recogniser that found something that is not on the allow list."""
        return sorted(source for source, number in self._sources.items() if number)

    def _ranks(self, wanted: Wanted) -> list[Rank]:
        if wanted not in self._lists:
            self._lists[wanted] = sorted(self._ranked(wanted))
        self._lists.move_to_end(wanted)
        if len(self._lists) > _LISTS_KEPT:
            self._lists.popitem(last=False)
        return self._lists[wanted]

    def _ranked(self, wanted: Wanted) -> Iterator[Rank]:
        return (tally.rank for tally in self._tallies.values() if wanted.takes(tally))

    def _count(self, tally: Tally, sign: int) -> None:
        if not tally.actions & _REPORTED:
            return
        self._places[tally.entity] += sign * tally.reported
        self._values[tally.entity] += sign
        self._undecided[tally.entity] += sign * (Action.UNDECIDED in tally.actions)
        for source in tally.sources:
            self._sources[source] += sign


def _move(ranks: list[Rank], old: Rank | None, new: Rank | None) -> None:
    if old == new:
        return
    if old is not None:
        del ranks[bisect_left(ranks, old)]
    if new is not None:
        insort(ranks, new)
