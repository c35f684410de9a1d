"""Several attributes at once: how many of each joint cell, so that every margin is on target.

A cell is a combination of one label of each attribute, such as (refund, long). The number of
examples that is taken of a cell is a whole number and never above what is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np

from curation.balance.quota import bounds_of, largest_size
from curation.balance.target import Shares

Cell = tuple[str, ...]

MOST_TRIES = 300
"""Sizes that are tried, from the largest possible one down, before the answer is a bound."""

MOST_POLISHED = 2_000
"""Cells up to which, of all that fits, the nearest to the target is looked for."""

NODES = 200
"""Branches of the search for whole numbers at one size; nodes and no time, so that the same input
gives the same answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How many to take of each cell. No subset can be larger than `bound` and meet the targets."""

    counts: Mapping[Cell, int]
    bound: int

    @property
    def size(self) -> int:
        """How many are taken in all."""
        return sum(self.counts.values())


def largest_cut(
    available: Mapping[Cell, int], targets: Sequence[Shares], *, tolerance: Fraction = Fraction(0)
) -> Cut:
    """The largest subset whose margins are all in the range of `bounds_of`.

    `targets` are in the order of a cell's labels. A relaxed program gives the bound; sizes are
    tried downwards from it, for fitting is not monotone. Where no size among MOST_TRIES fits, the
    largest that the relaxed program allows without rounding is taken, and `bound` stays above it.
    """
    grid = _Grid(available, targets)
    most = min(
        largest_size(margin, target, tolerance=tolerance)
        for margin, target in zip(grid.margins, targets, strict=True)
    )
    bound = min(most, grid.relaxed(tolerance, slack=1))
    for size in range(bound, max(0, bound - MOST_TRIES), -1):
        if (found := grid.exact(size, tolerance)) is not None:
            return Cut(counts=found, bound=size)
    sure = grid.relaxed(tolerance, slack=0)
    for size in range(min(sure, bound - MOST_TRIES), max(0, sure - MOST_TRIES), -1):
        if (found := grid.exact(size, tolerance)) is not None:
            return Cut(counts=found, bound=max(size, bound - MOST_TRIES))
    return Cut(counts=dict.fromkeys(available, 0), bound=max(0, bound - MOST_TRIES))


def nearest_cut(
    available: Mapping[Cell, int],
    targets: Sequence[Shares],
    size: int,
    *,
    tolerance: Fraction = Fraction(0),
) -> Cut:
    """The subset of at most `size` whose margins are nearest to so many in the target mix.

    No margin is above its range: the mix matters more than the size.
    """
    grid = _Grid(available, targets)
    found = grid.nearest(size, tolerance)
    return Cut(counts=found, bound=size)


class _Grid:
    """The cells that a target has a share for, as a table of margins by cells."""

    def __init__(self, available: Mapping[Cell, int], targets: Sequence[Shares]) -> None:
        self.all = sorted(available)
        self.cells = [
            cell
            for cell in self.all
            if available[cell] > 0
            and all(t.get(k, 0) > 0 for k, t in zip(cell, targets, strict=True))
        ]
        self.room = np.array([available[cell] for cell in self.cells], dtype=float)
        self.shares = [
            (place, label, share)
            for place, target in enumerate(targets)
            for label, share in sorted(target.items())
            if share > 0
        ]
        self.table = self._table()
        self.margins: list[dict[str, int]] = [{} for _ in targets]
        for (place, label, _), count in zip(self.shares, self.table @ self.room, strict=True):
            self.margins[place][label] = int(count)

    def _table(self) -> Any:
        """A sparse table of margins by cells: 1 where the cell counts for the margin."""
        from scipy.sparse import csr_array

        row_of = {(place, label): row for row, (place, label, _) in enumerate(self.shares)}
        rows = [row_of[place, label] for cell in self.cells for place, label in enumerate(cell)]
        columns = [column for column, cell in enumerate(self.cells) for _ in cell]
        shape = (len(self.shares), len(self.cells))
        return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)

    def relaxed(self, tolerance: Fraction, *, slack: int) -> int:
        """The largest size in fractions of examples, each margin up to `slack` beside its range."""
        if not self.cells:
            return 0
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, vstack

        low = np.array([float(max(Fraction(0), p - tolerance)) for _, _, p in self.shares])
        high = np.array([float(p + tolerance) for _, _, p in self.shares])
        answer = linprog(
            -np.ones(len(self.cells)),
            A_ub=vstack(
                [
                    self.table - csr_array(np.repeat(high[:, None], len(self.cells), axis=1)),
                    csr_array(np.repeat(low[:, None], len(self.cells), axis=1)) - self.table,
                ]
            ),
            b_ub=np.full(2 * len(self.shares), float(slack)),
            bounds=np.stack([np.zeros_like(self.room), self.room], axis=1),
            method="highs",
        )
        return floor(-answer.fun + 1e-6) if answer.x is not None else 0

    def exact(self, size: int, tolerance: Fraction) -> dict[Cell, int] | None:
        """Whole numbers that sum to `size` with all margins in range; None when there are none."""
        ranges = self._ranges(size, tolerance)
        if any(low > high for low, high in ranges):
            return None
        if not self._solve(size, size, ranges, whole=False):
            return None
        found = self._solve(size, size, ranges, whole=True)
        if found and len(self.cells) <= MOST_POLISHED:
            return self._solve(size, size, ranges, whole=True, near=True) or found
        return found

    def nearest(self, size: int, tolerance: Fraction) -> dict[Cell, int]:
        """Whole numbers that sum to `size` at most, no margin too high, near the target."""
        ranges = [(0, high) for _, high in self._ranges(size, tolerance)]
        found = self._solve(0, size, ranges, whole=True, near=True)
        return found or dict.fromkeys(self.all, 0)

    def _ranges(self, size: int, tolerance: Fraction) -> list[tuple[int, int]]:
        return [
            bounds_of(self.margins[place][label], share, size, tolerance)
            for place, label, share in self.shares
        ]

    def _solve(
        self,
        least: int,
        most: int,
        ranges: Sequence[tuple[int, int]],
        *,
        whole: bool,
        near: bool = False,
    ) -> dict[Cell, int] | None:
        """Counts of cells that sum to `least` to `most` with the margins in their ranges.

        With `near` two more variables for each margin, how far it is over and under its aim, are
        kept small.
        """
        if not self.cells:
            return None
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array, eye_array, hstack, vstack

        cells, margins = len(self.cells), len(self.shares)
        rows = vstack([self.table, csr_array(np.ones((1, cells)))])
        low = np.array([*(low for low, _ in ranges), least], dtype=float)
        high = np.array([*(high for _, high in ranges), most], dtype=float)
        if near:
            aim = np.array([float(most * share) for _, _, share in self.shares])
            eye = eye_array(margins)
            rows = vstack(
                [
                    hstack([rows, csr_array((margins + 1, 2 * margins))]),
                    hstack([self.table, -eye, eye]),
                ]
            )
            low, high = np.r_[low, aim], np.r_[high, aim]
        more = 2 * margins * near
        answer = milp(
            c=np.r_[np.zeros(cells), np.ones(more)],
            integrality=np.r_[np.full(cells, int(whole)), np.zeros(more, dtype=int)],
            bounds=Bounds(0, np.r_[self.room, np.full(more, np.inf)]),
            constraints=LinearConstraint(csr_array(rows), low, high),
            options={"node_limit": NODES, "mip_rel_gap": 0.01},
        )
        if answer.x is None:
            return None
        counts = dict.fromkeys(self.all, 0)
        for cell, count in zip(self.cells, np.rint(answer.x[:cells]), strict=True):
            counts[cell] = int(count)
        return counts
