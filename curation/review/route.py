"""In which order examples are asked about, of how many people, and of whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple
from zlib import crc32

import numpy as np

from curation.review.suggested import INGEST
from curation.review.trials import Trying

AT_RANDOM = 10
"""One in so many examples keeps a random place in every order: measures taken on those alone are
not biased towards the hard ones (Settles 2009, section 7.1, names the bias)."""


class Order(StrEnum):
    """What comes first among the examples that are open."""

    RANDOM = "random"
    DISAGREEMENT = "disagreement"
    UNCERTAIN = "uncertain"
    MISSING = "missing"
    OLDEST = "oldest"
    QUERY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The examples with one suggested label: `wanted` answers (0 as the task), of some people only.

    These are the `people` and whoever has one of the `skills`; neither means everybody. The slice
    with an empty label is everything without a row of its own.
    """

    label: str
    wanted: int = 0
    people: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What a curator has set for a task's queue.

    `seed` names the shuffle, empty for the task's own. `extra` further people are asked where the
    answers that the task wants do not agree. The suggested labels are `hidden` from so many
    percent of all pairs of person and example; with `told` they are told it after an answer that
    differs. With the order QUERY only `ids` are asked about, in
    their order; they are what `query` found. With the order MISSING the `quotas` say how many
    accepted examples each label is to have; without them the plan that holds does.
    `trying` sets which known examples are given, too. `source` is where suggestions come from.
    """

    order: Order = Order.RANDOM
    seed: str = ""
    extra: int = 0
    hidden: int = 0
    told: bool = False
    slices: tuple[Slice, ...] = ()
    query: str = ""
    ids: tuple[str, ...] = ()
    quotas: Mapping[str, int] = field(default_factory=dict)
    trying: Trying = field(default_factory=Trying)
    source: str = INGEST


class Facts(NamedTuple):
    """What is known of one open example before it is judged; there are 100,000 of them.

    `label` is the suggested one, `score` how sure the suggestion is (0 to 1; None when it does not
    say), `since` a number that grows with the time of staging.
    """

    label: str = ""
    score: float | None = None
    since: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A routing applied to the examples that are open.

    `first` comes before all others, also before those that somebody has answered. `places` orders
    the rest, the smallest first; empty is a shuffled ring. `wanted` and `people_of` name only what
    is not as the task has it: answers by example, people by slice.
    """

    first: tuple[str, ...] = ()
    places: Mapping[str, float] = field(default_factory=dict)
    by_disagreement: bool = False
    extra: int = 0
    wanted: Mapping[str, int] = field(default_factory=dict)
    slice_of: Mapping[str, str] = field(default_factory=dict)
    people_of: Mapping[str, frozenset[str]] = field(default_factory=dict)


def make_route(
    routing: Routing,
    facts: Mapping[str, Facts],
    *,
    gaps: Mapping[str, float],
    seed: str,
    skilled: Mapping[str, frozenset[str]] | None = None,
) -> Route:
    """The route of the examples in `facts`; `gaps` is how many each label lacks of its target.

    `skilled` tells who has a skill. Where nobody has it, nobody is asked.
    """
    rows = {row.label: row for row in routing.slices}
    slice_of = (
        {e: known.label if known.label in rows else "" for e, known in facts.items()}
        if rows
        else {}
    )
    wanted = {
        example_id: rows[name].wanted
        for example_id, name in slice_of.items()
        if name in rows and rows[name].wanted
    }
    people_of = {
        name: frozenset(row.people).union(*((skilled or {}).get(s, ()) for s in row.skills))
        for name, row in rows.items()
        if row.people or row.skills
    }
    return Route(
        places=_places(routing, facts, gaps, seed),
        by_disagreement=routing.order is Order.DISAGREEMENT,
        extra=routing.extra,
        wanted=wanted,
        slice_of={e: name for e, name in slice_of.items() if name in people_of},
        people_of=people_of,
    )


def ask_first(route: Route, asks: Mapping[str, tuple[str, int]]) -> Route:
    """The route with some examples before all others, each for one person only.

    `asks` has the person and the number of answers that each of them is to have, in order.
    """
    people = {f"\0{who}": frozenset([who]) for who, _ in asks.values()}
    return replace(
        route,
        first=(*asks, *route.first),
        wanted={**route.wanted, **{e: wanted for e, (_, wanted) in asks.items()}},
        slice_of={**route.slice_of, **{e: f"\0{who}" for e, (who, _) in asks.items()}},
        people_of={**route.people_of, **people},
    )


def everybody_first(route: Route, ids: Sequence[str], people: int) -> Route:
    """The route with these examples before all others, for everybody: `people` answers each."""
    return replace(
        route,
        first=(*ids, *route.first),
        wanted={**route.wanted, **dict.fromkeys(ids, people)},
        slice_of={e: name for e, name in route.slice_of.items() if e not in set(ids)},
    )


def gaps_of(
    target: Mapping[str, float], have: Mapping[str, int], open_ones: int
) -> dict[str, float]:
    """How many examples each label lacks of its share of what there is with all that is open.

    `target` is shares of 1. Nothing is lacked where there is more than the share.
    """
    size = sum(have.values()) + open_ones
    return {label: max(0.0, share * size - have.get(label, 0)) for label, share in target.items()}


def is_hidden(percent: int, reviewer: str, example_id: str) -> bool:
    """True when this person is not shown the suggested labels of this example.

    The same pair has the same answer as long as the percentage stays, and stays hidden when it
    grows.
    """
    return crc32(f"hidden\0{reviewer}\0{example_id}".encode()) % 100 < percent


def _places(
    routing: Routing, facts: Mapping[str, Facts], gaps: Mapping[str, float], seed: str
) -> dict[str, float]:
    """Places between 0 and 1; one example in AT_RANDOM has a random one."""
    match routing.order:
        case Order.RANDOM | Order.DISAGREEMENT:
            return {}
        case Order.QUERY:
            return {e: place / len(routing.ids) for place, e in enumerate(routing.ids)}
        case Order.OLDEST:
            return _ranked(sorted(facts, key=lambda e: (facts[e].since, e)))
        case Order.UNCERTAIN:
            draws = _draws(seed, facts)
            scores = [known.score or 0.0 for known in facts.values()]
            ids = list(facts)
            in_order = np.lexsort((list(draws.values()), scores)).tolist()
            ranked = _ranked([ids[index] for index in in_order])
        case Order.MISSING:
            draws = _draws(seed, facts)
            ranked = _ranked(_by_gap(facts, gaps, draws))
    at_random = crc32(f"at random\0{seed}\0".encode())
    for e in ranked:
        if crc32(e.encode(), at_random) % AT_RANDOM == 0:
            ranked[e] = draws[e]
    return ranked


def _by_gap(
    facts: Mapping[str, Facts], gaps: Mapping[str, float], draws: Mapping[str, float]
) -> list[str]:
    """Labels take turns in proportion to what they lack; what lacks nothing comes last."""
    taken: Counter[str] = Counter()
    keyed = []
    for example_id in sorted(facts, key=draws.__getitem__):
        label = facts[example_id].label
        taken[label] += 1
        gap = gaps.get(label, 0.0)
        within = taken[label] <= gap
        keyed.append((not within, taken[label] / gap if within else 0.0, example_id))
    return [example_id for _, _, example_id in sorted(keyed, key=lambda entry: entry[:2])]


def _ranked(ids: Sequence[str]) -> dict[str, float]:
    return {example_id: place / len(ids) for place, example_id in enumerate(ids)}


def _draws(seed: str, ids: Iterable[str]) -> dict[str, float]:
    """A number from 0 to 1 for each id, as if drawn at random, and the same each time."""
    start = crc32(f"{seed}\0".encode())  # a sum goes on from the sum of what is before
    return {example_id: crc32(example_id.encode(), start) / 2**32 for example_id in ids}
