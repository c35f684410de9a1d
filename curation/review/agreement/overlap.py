"""How far two people's answers overlap where each is a set of parts: edits, marked characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from curation.review.agreement.bootstrap import ROUNDS, Interval

Parts = frozenset[tuple[str, int, str]]
"""What one person did to one text, in parts that another person can have done too."""

FEWEST = 10
"""With fewer items there is no interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How far the parts of two reviewers of one item are the same: F1 from 0 to 1.

    `f1` is the mean over items of which somebody did something, None when there is none; of
    `one_sided` of them others did nothing. `interval` is None below 10 items.
    """

    f1: float | None
    interval: Interval | None
    items: int
    one_sided: int


def overlap_f1(one: Parts, other: Parts) -> float:
    """F1 of two sets of parts; 1 when both are empty."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def measure_overlap(
    items: Sequence[Sequence[Parts]], *, seed: int = 0, rounds: int = ROUNDS
) -> Overlap:
    """The overlap by item, each with the parts of every reviewer of it.

    Items of which nobody did anything are left out: agreeing to do nothing is measured apart.
    """
    done = [parts for parts in items if len(parts) > 1 and any(parts)]
    scores = np.array(
        [np.mean([overlap_f1(a, b) for a, b in combinations(parts, 2)]) for parts in done]
    )
    interval = None
    if len(scores) >= FEWEST:
        rng = np.random.default_rng(seed)
        shares = np.full(len(scores), 1 / len(scores))
        means = rng.multinomial(len(scores), shares, size=rounds) @ scores / len(scores)
        low, high = np.quantile(means, [0.025, 0.975])
        interval = Interval(low=float(low), high=float(high))
    return Overlap(
        f1=float(scores.mean()) if len(scores) else None,
        interval=interval,
        items=len(scores),
        one_sided=sum(not all(parts) for parts in done),
    )
