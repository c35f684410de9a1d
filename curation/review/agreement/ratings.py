"""The long table of answers as whole numbers: which reviewer gave which item which value."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from curation.errors import InputRefused

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COLUMNS = ("item", "reviewer", "value")

LARGEST = 1e100
"""The square of a larger number may be more than a computer can hold."""


class Level(StrEnum):
    """What may be done with the values: compared, ordered, subtracted, or divided."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Answers as three columns of codes, one entry per answer.

    `values` are the different answers in order: as numbers for every level but nominal, where
    `numbers` is empty. `items` and `reviewers` are how many there are.
    """

    level: Level
    item: Integers
    reviewer: Integers
    value: Integers
    values: tuple[str, ...]
    numbers: Floats
    items: int
    reviewers: int
    names: tuple[str, ...]

    @property
    def answers(self) -> int:
        """How many answers there are: one for each reviewer and item at most."""
        return len(self.item)


def encode_ratings(table: pd.DataFrame, level: Level = Level.NOMINAL) -> Ratings:
    """The ratings of a long table with the columns item, reviewer and value.

    A missing value is no answer. Where a reviewer answered an item more than once, the last row
    counts. Raises InputRefused when a level other than nominal meets a value that is no number
    up to LARGEST, or ratio meets a number below zero.
    """
    there = table["value"].notna()
    given = table if there.all() else table.loc[there, list(COLUMNS)]
    item, items = pd.factorize(given["item"])
    reviewer, people = pd.factorize(given["reviewer"])
    value, values = pd.factorize(given["value"], sort=level is Level.NOMINAL)
    numbers = np.empty(0)
    names = [str(entry) for entry in values]
    if level is not Level.NOMINAL:
        numbers, to_number = np.unique(_numbers(names, level), return_inverse=True)
        value = to_number[value] if len(value) else value
        names = [f"{number:g}" for number in numbers]
    last = _last_of_each(item * max(len(people), 1) + reviewer, len(items) * len(people))
    if not last.all():
        item, reviewer, value = item[last], reviewer[last], value[last]
    return Ratings(
        level=level,
        item=item.astype(np.int64, copy=False),
        reviewer=reviewer.astype(np.int64, copy=False),
        value=value.astype(np.int64, copy=False),
        values=tuple(names),
        numbers=numbers,
        items=len(items),
        reviewers=len(people),
        names=tuple(str(person) for person in people),
    )


def _numbers(values: Sequence[str], level: Level) -> Floats:
    numbers = np.array([_number(value) for value in values], dtype=np.float64)
    wrong = np.flatnonzero(~(np.abs(numbers) <= LARGEST))
    if len(wrong):
        raise InputRefused(
            "The values are not numbers",
            cause=f"The level {level} compares numbers, and some values are none, or too large: "
            f"{values[wrong[0]][:40]!r}.",
            cure="Use the level nominal, or write the values as numbers with a decimal point.",
        )
    if level is Level.RATIO and (numbers < 0).any():
        raise InputRefused(
            "The values are below zero",
            cause="The level ratio compares numbers from zero on, and some values are below it.",
            cure="Use the level interval.",
        )
    return numbers


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return float("nan")


def _last_of_each(pairs: Integers, possible: int) -> npt.NDArray[np.bool_]:
    """Which rows to keep so that each pair is there once, with its last row."""
    if possible <= 16 * len(pairs) and np.bincount(pairs, minlength=1).max() <= 1:
        return np.ones(len(pairs), dtype=np.bool_)  # the usual case, told in linear time
    return ~pd.Series(pairs).duplicated(keep="last").to_numpy()
