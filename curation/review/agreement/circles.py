"""Choices that go round in a circle: A over B, B over C, and C over A."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple


class Chosen(NamedTuple):
    """Of the replies to one prompt, somebody took `better` over `worse`."""

    prompt: str
    person: str
    better: str
    worse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Of `triples` sets of three replies of which each two were compared, `circular` are a circle.

    `prompts` are those with a circle.
    """

    triples: int
    circular: int
    prompts: tuple[str, ...]


def own_circles(chosen: Iterable[Chosen]) -> Circles:
    """The circles in what one and the same person chose, counted person by person.

    Of several choices between the same two replies the last one counts. Source: Kendall and
    Babington Smith (1940), On the method of paired comparisons (circular triads).
    """
    over: dict[tuple[str, str], dict[frozenset[str], str]] = {}
    for one in chosen:
        if one.better != one.worse:
            pair = frozenset((one.better, one.worse))
            over.setdefault((one.prompt, one.person), {})[pair] = one.better
    return _count((prompt, winners) for (prompt, _), winners in over.items())


def joint_circles(chosen: Iterable[Chosen]) -> Circles:
    """The circles in what most people chose; two replies with as many choices each have none.

    Nobody needs to have chosen in a circle for that (Condorcet, 1785).
    """
    votes: dict[str, dict[frozenset[str], dict[str, int]]] = {}
    for one in chosen:
        if one.better != one.worse:
            pair = votes.setdefault(one.prompt, {}).setdefault(
                frozenset((one.better, one.worse)), {one.better: 0, one.worse: 0}
            )
            pair[one.better] += 1
    return _count(
        (prompt, {pair: max(had, key=had.__getitem__) for pair, had in pairs.items() if _won(had)})
        for prompt, pairs in votes.items()
    )


def _won(had: dict[str, int]) -> bool:
    one, other = had.values()
    return one != other


def _count(groups: Iterable[tuple[str, dict[frozenset[str], str]]]) -> Circles:
    triples, circular = 0, 0
    prompts: dict[str, None] = {}
    for prompt, winners in groups:
        replies = sorted({reply for pair in winners for reply in pair})
        for three in combinations(replies, 3):
            pairs = [frozenset(two) for two in combinations(three, 2)]
            if all(pair in winners for pair in pairs):
                triples += 1
                if len({winners[pair] for pair in pairs}) == 3:
                    circular += 1
                    prompts[prompt] = None
    return Circles(triples=triples, circular=circular, prompts=tuple(prompts))
