"""Items that were answered alike, counted once: what makes agreement fast to compute.

All measures but Cohen's kappa depend on an item only through how many reviewers gave it which
value. Items with equal counts share a *profile*; a million answers are a few thousand profiles.

They are counted from whole numbers here and not in SQL: amounts, dates and texts must be brought
into one form first, and Cohen's kappa and the model of Dawid and Skene need the numbers anyway.
`./run bench agreement` counts them in SQL as well: from the same table it takes some times as long.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from curation.review.agreement.ratings import Floats, Integers, Level, Ratings


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """Profiles x values: how many answers of each value an item of the profile has.

    `times` is how many items have the profile, `size` how many answers each of them has. Only
    items with two or more answers have a profile; of the others, `singles` says how often each
    value was given. `numbers` is as in Ratings.
    """

    counts: csr_array
    times: Floats
    size: Floats
    singles: Floats
    numbers: Floats
    level: Level
    _last: list[tuple[Floats, Floats]] = field(default_factory=list, repr=False, compare=False)

    @property
    def items(self) -> int:
        """How many items have two or more answers."""
        return int(self.times.sum())

    def prevalence(self, times: Floats) -> Floats:
        """The mean share of each value over all items, for each row of `times`.

        Several measures ask for the same draws: those asked for last are kept.
        """
        if not self._last or self._last[0][0] is not times:
            shares = csr_array(self.counts.multiply(1 / self.size[:, None]))
            given = np.asarray((shares.T @ times.T).T) + self.singles
            found = np.asarray(given / given.sum(axis=1, keepdims=True), dtype=np.float64)
            self._last[:] = [(times, found)]
        return self._last[0][1]


def count_profiles(ratings: Ratings) -> Profiles:
    """The profiles of the ratings, with how many items share each."""
    width = max(len(ratings.values), 1)
    cells, counts = _count(ratings.item * width + ratings.value, ratings.items * width)
    item, value = np.divmod(cells, width)
    size = np.bincount(ratings.item, minlength=ratings.items)
    profile, first = _number_profiles(item, value, counts, ratings.items, width)
    shared = size >= 2
    kept = np.flatnonzero(shared[first])
    times = np.bincount(profile, minlength=len(first))[kept].astype(np.float64)
    matrix = csr_array(
        (counts.astype(np.float64), (item, value)), shape=(max(ratings.items, 1), width)
    )
    return Profiles(
        counts=csr_array(matrix[first[kept]]),
        times=times,
        size=size[first[kept]].astype(np.float64),
        singles=np.bincount(value[~shared[item]], minlength=width).astype(np.float64),
        numbers=ratings.numbers,
        level=ratings.level,
    )


def _count(cells: Integers, possible: int) -> tuple[Integers, Integers]:
    """The different cells in order, and how often each is there; in linear time where it can be."""
    if possible > 4 * len(cells) + 1000:
        return np.unique(cells, return_counts=True)
    counts = np.bincount(cells, minlength=possible)
    there = np.flatnonzero(counts)
    return there, counts[there]


def _number_profiles(
    item: Integers, value: Integers, counts: Integers, items: int, width: int
) -> tuple[Integers, Integers]:
    """The profile of each item, and the first item of each profile; exact, by cells.

    The cells are sorted by item. Items are told apart by their first cell, then by their second,
    and so on: each step numbers the pairs (profile so far, next cell).
    """
    begins = np.searchsorted(item, np.arange(items))
    length = np.diff(np.append(begins, len(item)))
    most = int(counts.max(initial=0)) + 1
    cell = value * most + counts
    profile = np.zeros(items, dtype=np.int64)
    for step in range(int(length.max(initial=0))):
        has = length > step
        here = np.zeros(items, dtype=np.int64)
        here[has] = cell[begins[has] + step] + 1
        profile = pd.factorize(profile * (width * most + 1) + here)[0].astype(np.int64)
    first = np.unique(profile, return_index=True)[1].astype(np.int64)
    return profile, first
