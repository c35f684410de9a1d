"""How surprising a difference between two models is when there is none, and what can be shown."""

from functools import cache, lru_cache
from typing import Any

import numpy as np

LEVEL = 0.05
POWER = 0.8
USUAL_DIFFERENCE = 0.2
PAIRS_FOR_FIVE_POINTS = (306, 627)
"""Pairs that show a gain of 5 points in 4 of 5 cases, if models differ on 10 or 20 %."""


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """The two-sided exact p of McNemar's test; 1 when no example tells the models apart."""
    n = only_first + only_second
    return min(1.0, 2 * float(_binomial().cdf(min(only_first, only_second), n, 0.5))) if n else 1.0


def mcnemar_mid_p(only_first: int, only_second: int) -> float:
    """The two-sided mid-p of McNemar's test; 1 when no example tells the models apart.

    Half of the probability of what was seen is taken off the exact p, which is too careful for
    few examples. Source: Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology
    13:91.
    """
    n = only_first + only_second
    if n == 0:
        return 1.0
    fewer = min(only_first, only_second)
    tail = 2 * float(_binomial().cdf(fewer, n, 0.5)) - float(_binomial().pmf(fewer, n, 0.5))
    return min(1.0, tail)


def power_of_test(n: int, *, gain: float, differing: float) -> float:
    """The chance that `n` pairs show a true gain (mid-p below .05, in favour of the second).

    `differing` is the share of examples on which exactly one model is right, at least `gain`;
    both are from 0 to 1. Summed exactly over the number of differing examples.
    """
    if n < 1 or differing <= 0:
        return 0.0
    counts = np.arange(n + 1)
    at_least = _fewest_wins(n)
    better = (differing + gain) / (2 * differing)
    shown = _binomial().sf(at_least - 1, counts, min(1.0, better))
    return float(np.dot(_binomial().pmf(counts, n, min(1.0, differing)), shown))


@lru_cache(maxsize=256)
def smallest_gain(n: int) -> int | None:
    """The smallest gain, in points of 100, that `n` pairs show in 4 of 5 cases; None for none.

    It is taken for granted that the models differ on a fifth of the examples, or on as many as
    the gain itself needs; if they differ on more, only larger gains can be shown.
    """
    for points in range(1, 101):
        gain = points / 100
        if power_of_test(n, gain=gain, differing=max(gain, USUAL_DIFFERENCE)) >= POWER:
            return points
    return None


@cache
def _binomial() -> Any:
    # imported at the first use: it takes longer than the app needs to start
    from scipy.stats import binom

    return binom


@lru_cache(maxsize=64)
def _fewest_wins(n: int) -> np.ndarray:
    """For each number of differing examples up to `n`: how many the better must win."""
    binomial = _binomial()
    needed = np.arange(n + 1) + 1  # more than there are: nothing can be shown
    for count in range(n + 1):
        wins = np.arange(count // 2 + 1, count + 1)
        losses = count - wins
        p = 2 * binomial.cdf(losses, count, 0.5) - binomial.pmf(losses, count, 0.5)
        shown = wins[p < LEVEL]
        if shown.size:
            needed[count] = shown[0]
    return needed


def p_in_words(p: float) -> str:
    """A p value as it stands in a sentence: `p = 0.012`, or `p below 0.001`."""
    return "p below 0.001" if p < 0.001 else f"p = {p:.3f}"
