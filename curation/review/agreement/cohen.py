"""Cohen's kappa of every pair of reviewers, and its mean (Light's kappa)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from curation.review.agreement.bootstrap import SMALL, Interval, affordable, bounds, draws
from curation.review.agreement.ratings import Floats, Integers, Ratings

MOST_MEETINGS = 30_000
"""So often may two reviewers have answered one item for the mean kappa to have an interval: with
more, drawing takes seconds, and the interval is narrower than anybody can use."""

MOST_MARGINS = 1_000
"""So many pairs times values may there be for it: above, most pairs share next to nothing."""


MOST_NEIGHBOURS, MOST_CELLS = 30, 1_000_000
"""So many answers may an item have, and so many cells the table of all pairs, to be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reviewers, how many items both answered, and their kappa.

    `percent` is the share of the same answers. `kappa` is None where both gave one and the same
    value throughout.
    """

    first: str
    second: str
    shared: int
    percent: float
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTable:
    """How often reviewer `a` gave the value `mine` where reviewer `b` gave `other`: `counts`."""

    a: Integers
    b: Integers
    mine: Integers
    other: Integers
    counts: Floats


def pair_table(ratings: Ratings) -> PairTable:
    """The joint counts of all pairs of reviewers."""
    width = max(len(ratings.values), 1)
    cells = ratings.reviewers * width
    code = (ratings.reviewer * width + ratings.value).astype(np.int32)
    most = int(np.bincount(ratings.item).max(initial=0))
    few = most <= MOST_NEIGHBOURS and 0 < cells**2 <= MOST_CELLS
    joint = _count_neighbours(ratings, code, cells) if few else _multiply(ratings, code, cells)
    a, mine = np.divmod(joint.coords[0].astype(np.int64), width)
    b, other = np.divmod(joint.coords[1].astype(np.int64), width)
    return PairTable(a=a, b=b, mine=mine, other=other, counts=joint.data.astype(np.float64))


def _count_neighbours(ratings: Ratings, code: npt.NDArray[np.int32], cells: int) -> coo_array:
    """By looking at each two answers to one item once: twice as fast for a few answers."""
    item = ratings.item
    if (item[1:] < item[:-1]).any():
        order = np.argsort(item, kind="stable")
        item, code = item[order], code[order]
    counts = np.zeros(cells * cells, dtype=np.int64)
    for apart in range(1, len(item)):
        same = np.flatnonzero(item[apart:] == item[:-apart])
        if not len(same):
            break
        counts += np.bincount(code[same] * cells + code[same + apart], minlength=cells * cells)
    square = counts.reshape(cells, cells)
    return coo_array(square + square.T)


def _multiply(ratings: Ratings, code: npt.NDArray[np.int32], cells: int) -> coo_array:
    """By one sparse product."""
    item = ratings.item.astype(np.int32)  # half the size, a third faster
    ones = np.ones(ratings.answers, dtype=np.int32)
    gave = csr_array((ones, (item, code)), shape=(ratings.items, cells))
    return coo_array(gave.T @ gave)


def cohen_kappa(ratings: Ratings, weights: Floats | None = None) -> float | None:
    """The mean of Cohen's kappa over the pairs that share an item and have one.

    None when there is no such pair. `weights` as in `weight_matrix`. Source: Cohen (1960) and
    (1968) with weights; Light (1971) for the mean.
    """
    return mean_kappa(cohen_pairs(ratings, weights))


def mean_kappa(pairs: list[Pair]) -> float | None:
    """The mean kappa of the pairs that have one; None when there is none."""
    kappas = [pair.kappa for pair in pairs if pair.kappa is not None]
    return float(np.mean(kappas)) if kappas else None


def cohen_pairs(
    ratings: Ratings, weights: Floats | None = None, *, table: PairTable | None = None
) -> list[Pair]:
    """Every pair of reviewers that shares at least one item, with Cohen's kappa.

    `table` is their joint counts, where the caller has them already.
    """
    if not ratings.answers:
        return []
    shared, agreed, chance = _sums(ratings, table or pair_table(ratings), weights)
    first, second = np.nonzero(np.triu(shared, k=1))
    n = shared[first, second]
    same, by_chance = agreed[first, second] / n, chance[first, second] / n**2
    kappa = _kappa(same, by_chance)
    return [
        Pair(
            first=ratings.names[a],
            second=ratings.names[b],
            shared=int(n[i]),
            percent=float(same[i]),
            kappa=None if np.isnan(kappa[i]) else float(kappa[i]),
        )
        for i, (a, b) in enumerate(zip(first, second, strict=True))
    ]


def cohen_intervals(
    ratings: Ratings, weightings: Mapping[str, Floats | None], *, seed: int, rounds: int
) -> dict[str, Interval | None]:
    """The 95 % interval of the mean kappa over items, for each of these weights by name.

    None where it is undefined in more than a tenth of the rounds, and beyond MOST_MEETINGS or
    MOST_MARGINS.
    """
    met = _meetings(ratings)
    if met is None:
        return dict.fromkeys(weightings)
    item, pair, mine, other, pairs, items = met
    width = len(ratings.values)
    square = (items, pairs * width)
    ones = np.ones(len(item))
    first = csr_array((ones, (item, pair * width + mine)), shape=square)
    second = csr_array((ones, (item, pair * width + other)), shape=square)

    def kappas(times: Floats, weights: Floats | None) -> Floats:
        credit = (mine == other).astype(float) if weights is None else weights[mine, other]
        agreed = times @ csr_array((credit, (item, pair)), shape=(items, pairs))
        ours = (times @ first).reshape(len(times), pairs, width)
        theirs = (times @ second).reshape(len(times), pairs, width)
        n = ours.sum(axis=2)
        near = ours if weights is None else ours @ weights
        with np.errstate(divide="ignore", invalid="ignore"):
            kappa = _kappa(agreed / n, (near * theirs).sum(axis=2) / n**2)
        there = ~np.isnan(kappa)
        with np.errstate(invalid="ignore"):
            total = np.where(there, kappa, 0.0).sum(axis=1)
            return np.asarray(total / np.where(there.any(axis=1), there.sum(axis=1), np.nan))

    every = np.ones(items)
    rounds = affordable(rounds, items + 2 * pairs * width)
    step = max(1, 4_000_000 // (pairs * width))
    found = {}
    for name, weights in weightings.items():
        drawn = [
            kappas(times[begin : begin + step], weights)
            for times in draws(every, seed=seed, rounds=rounds)
            for begin in range(0, len(times), step)
        ]
        without = kappas(1 - np.eye(items), weights) if items <= SMALL else np.empty(0)
        point = float(kappas(every[None, :], weights)[0])
        found[name] = bounds(np.concatenate(drawn), point=point, without=without, times=every)
    return found


def conger_kappa(ratings: Ratings, percent: float | None) -> float | None:
    """Conger's kappa from the percent agreement: Cohen's for several reviewers, with gaps.

    None where it is undefined. Source: Conger (1980); with gaps as Gwet (2014), chapter 2.
    """
    people, width = ratings.reviewers, max(len(ratings.values), 1)
    if people < 2 or percent is None:
        return None
    given = np.bincount(ratings.reviewer * width + ratings.value, minlength=people * width)
    shares = given.reshape(people, width) / given.reshape(people, width).sum(axis=1, keepdims=True)
    mean = shares.mean(axis=0)
    by_chance = float((mean**2 - shares.var(axis=0, ddof=1) / people).sum())
    return (percent - by_chance) / (1 - by_chance) if by_chance < 1 - 1e-12 else None


def _kappa(agreed: Floats, by_chance: Floats) -> Floats:
    """Kappa, and NaN where chance alone gives full agreement."""
    defined = by_chance < 1 - 1e-12
    return np.where(defined, (agreed - by_chance) / np.where(defined, 1 - by_chance, 1), np.nan)


def _sums(
    ratings: Ratings, table: PairTable, weights: Floats | None
) -> tuple[Floats, Floats, Floats]:
    """For each pair of reviewers: items shared, items agreed on, and the product of the margins.

    The product of the margins is the sum over values of a's count times b's count on shared items.
    """
    people, width = ratings.reviewers, max(len(ratings.values), 1)
    pair, mirrored = table.a * people + table.b, table.b * people + table.a
    shape, square = (people * people, width), (people, people)
    margins = csr_array((table.counts, (pair, table.mine)), shape=shape)
    facing = csr_array((table.counts, (mirrored, table.mine)), shape=shape)
    equal = table.mine == table.other if weights is None else weights[table.mine, table.other]
    near = margins if weights is None else csr_array(margins @ weights)
    return (
        np.bincount(pair, table.counts, people * people).reshape(square).astype(np.float64),
        np.bincount(pair, table.counts * equal, people * people).reshape(square).astype(np.float64),
        np.asarray(near.multiply(facing).sum(axis=1), dtype=np.float64).reshape(square),
    )


def _meetings(
    ratings: Ratings,
) -> tuple[Integers, Integers, Integers, Integers, int, int] | None:
    """Each time that two reviewers answered one item: item, pair, the two values; and how many
    pairs and items there are. None when there are none, or too many.
    """
    order = np.lexsort((ratings.reviewer, ratings.item))
    item, who, value = ratings.item[order], ratings.reviewer[order], ratings.value[order]
    size = np.bincount(item)
    if not 0 < (size * (size - 1) // 2).sum() <= MOST_MEETINGS:
        return None
    left, right = [], []
    for apart in range(1, int(size.max())):
        here = np.flatnonzero(item[:-apart] == item[apart:])
        left.append(here)
        right.append(here + apart)
    a, b = np.concatenate(left), np.concatenate(right)
    pair, pairs = np.unique(who[a] * ratings.reviewers + who[b], return_inverse=True)
    if len(pair) * len(ratings.values) > MOST_MARGINS:
        return None
    shared, number = np.unique(item[a], return_inverse=True)
    return number, pairs, value[a], value[b], len(pair), len(shared)
