"""The long table as codes, with repeated answers of one reviewer kept."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from curation.errors import InputRefused

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MOST_CELLS = 20_000_000
"""So many probabilities are held at a time: 160 MB. More than that is free text, not labels."""

LEAST = 0.001
"""A probability below this is not named."""

TIE = 1e-9
"""Shares that are closer than this are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """Answers as columns of codes; `items`, `reviewers` and `values` name the codes.

    A reviewer who answered an item several times has several rows: readings of one observer.
    """

    item: Integers
    reviewer: Integers
    value: Integers
    items: tuple[str, ...]
    reviewers: tuple[str, ...]
    values: tuple[str, ...]

    def votes(self) -> Floats:
        """Items x values: how many answers each item has of each value.

        Raises InputRefused where there are too many different values for that.
        """
        shape = (len(self.items), len(self.values))
        require_cells(shape[0] * shape[1], len(self.values))
        cells = np.bincount(self.item * shape[1] + self.value, minlength=shape[0] * shape[1])
        return cells.reshape(shape).astype(np.float64)


def require_cells(cells: int, values: int) -> None:
    """Raises InputRefused where a table of so many cells would not fit in memory."""
    if cells > MOST_CELLS:
        raise InputRefused(
            "These are no labels",
            cause=f"There are {values:,} different values: too many to tell which is the likeliest "
            "for each item, as with free text.",
            cure="Keep a column that has a few different values.",
        )


def encode_answers(table: pd.DataFrame) -> AnswerTable:
    """The codes of a long table with the columns item, reviewer and value; values are sorted."""
    given = table.loc[table["value"].notna(), ["item", "reviewer", "value"]]
    item, items = pd.factorize(given["item"])
    reviewer, reviewers = pd.factorize(given["reviewer"])
    value, values = pd.factorize(given["value"], sort=True)
    return AnswerTable(
        item=item.astype(np.int64),
        reviewer=reviewer.astype(np.int64),
        value=value.astype(np.int64),
        items=tuple(map(str, items)),
        reviewers=tuple(map(str, reviewers)),
        values=tuple(map(str, values)),
    )


def likeliest(table: AnswerTable, shares: Floats) -> tuple[dict[str, str | None], dict[str, float]]:
    """The value with the largest share of each item, None for a tie, and that share."""
    labels: dict[str, str | None] = {}
    confidence: dict[str, float] = {}
    if not table.items:
        return labels, confidence
    best = shares.argmax(axis=1)
    top = shares.max(axis=1)
    tied = (shares >= top[:, None] - TIE).sum(axis=1) > 1
    for i, name in enumerate(table.items):
        labels[name] = None if tied[i] else table.values[best[i]]
        confidence[name] = float(top[i])
    return labels, confidence


def probabilities(table: AnswerTable, shares: Floats) -> dict[str, dict[str, float]]:
    """The shares of each item by value, the largest first; those below one in a thousand are left
    out.
    """
    found: dict[str, dict[str, float]] = {name: {} for name in table.items}
    item, value = np.nonzero(shares >= LEAST)
    order = np.lexsort((value, -shares[item, value], item))
    for i, k in zip(item[order], value[order], strict=True):
        found[table.items[i]][table.values[k]] = float(shares[i, k])
    return found
