"""The 95 % interval of a measure, by drawing the items again and again.

Items of one profile are interchangeable, so drawing profiles by a multinomial is exactly drawing
items: 2,000 rounds over a million answers take a fraction of a second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats

Statistic = Callable[[Profiles, Floats], Floats]

ROUNDS = 2000
CONFIDENCE = 0.95
SMALL = 100
"""Up to this many items the interval is corrected for bias and skew (BCa)."""

FEWEST_DEFINED = 0.9
"""No interval when fewer of the rounds than this have a value: the rest would be a selection."""

_DRAWN_AT_A_TIME = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The lower and upper bound of a 95 % interval."""

    low: float
    high: float


def bootstrap(
    profiles: Profiles, statistic: Statistic, *, seed: int, rounds: int = ROUNDS
) -> Interval | None:
    """The 95 % interval of a statistic over items with two or more answers.

    BCa up to 100 items, percentile above (Efron and Tibshirani, 1993, chapters 13 and 14). Equal
    ratings and an equal seed give an equal interval. None when all items were answered
    alike, so that no draw can differ, and when more than a tenth of the rounds leave the statistic
    undefined.
    """
    if len(profiles.times) < 2:
        return None
    rng = np.random.default_rng(seed)
    shares = profiles.times / profiles.times.sum()
    step = max(1, _DRAWN_AT_A_TIME // len(shares))
    drawn = np.concatenate(
        [
            statistic(
                profiles,
                rng.multinomial(profiles.items, shares, size=min(step, rounds - done)).astype(
                    np.float64
                ),
            )
            for done in range(0, rounds, step)
        ]
    )
    defined = drawn[~np.isnan(drawn)]
    if len(defined) < FEWEST_DEFINED * rounds:
        return None
    tails = _tails(profiles, statistic, defined)
    low, high = np.quantile(defined, tails)
    return Interval(low=float(low), high=float(high))


def _tails(profiles: Profiles, statistic: Statistic, drawn: Floats) -> tuple[float, float]:
    """Which quantiles of the drawn values are the bounds."""
    normal, tail = NormalDist(), (1 - CONFIDENCE) / 2
    if profiles.items > SMALL:
        return tail, 1 - tail
    point = float(statistic(profiles, profiles.times[None, :])[0])
    below = float(((drawn < point).mean() + (drawn <= point).mean()) / 2)
    if not 0 < below < 1:
        return tail, 1 - tail
    bias, skew = normal.inv_cdf(below), _acceleration(profiles, statistic)

    def corrected(share: float) -> float:
        z = bias + normal.inv_cdf(share)
        return normal.cdf(bias + z / (1 - skew * z))

    return corrected(tail), corrected(1 - tail)


def _acceleration(profiles: Profiles, statistic: Statistic) -> float:
    """How skewed the statistic is, by leaving out one item at a time; 0 where that is undefined."""
    without = profiles.times[None, :] - np.eye(len(profiles.times))
    left = statistic(profiles, without)
    defined = ~np.isnan(left)
    weight = profiles.times[defined]
    if not weight.sum():
        return 0.0
    away = np.average(left[defined], weights=weight) - left[defined]
    spread = float((weight * away**2).sum())
    return float((weight * away**3).sum() / (6 * spread**1.5)) if spread > 1e-18 else 0.0
