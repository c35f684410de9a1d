"""The 95 % interval of a measure, by drawing the items again and again.

Items of one profile are interchangeable, so drawing profiles by a multinomial is exactly drawing
items: 2,000 rounds over a million answers take a fraction of a second.
"""

from collections.abc import Callable, Iterator, Mapping
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

MOST_DRAWN, FEWEST_ROUNDS = 2_000_000, 200
"""So many times may a profile be drawn or a value be counted; with very many there are fewer
rounds, which the narrow interval of so many items does not feel."""

_DRAWN_AT_A_TIME = 500_000
_SLOWER = 4
"""A multinomial takes this many times as long for a profile as drawing an item does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The lower and upper bound of a 95 % interval."""

    low: float
    high: float


def bootstrap(
    profiles: Profiles, statistics: Mapping[str, Statistic], *, seed: int, rounds: int = ROUNDS
) -> dict[str, Interval | None]:
    """The 95 % interval of each statistic over items with two or more answers, by its name.

    All look at the same draws. Equal ratings and an equal seed give equal intervals. None when all
    items were answered alike, so that no draw can differ, and where `bounds` has none.
    """
    if len(profiles.times) < 2:
        return dict.fromkeys(statistics)
    drawn: dict[str, list[Floats]] = {name: [] for name in statistics}
    rounds = affordable(rounds, sum(profiles.counts.shape))
    for times in draws(profiles.times, seed=seed, rounds=rounds):
        for name, statistic in statistics.items():
            drawn[name].append(statistic(profiles, times))
    left_out: Floats = np.empty((0, 0))
    if profiles.items <= SMALL:
        left_out = profiles.times[None, :] - np.eye(len(profiles.times))
    return {
        name: bounds(
            np.concatenate(drawn[name]),
            point=float(statistic(profiles, profiles.times[None, :])[0]),
            without=statistic(profiles, left_out) if len(left_out) else np.empty(0),
            times=profiles.times,
        )
        for name, statistic in statistics.items()
    }


def affordable(rounds: int, each: int) -> int:
    """So many rounds, or fewer where each counts very many things (see MOST_DRAWN)."""
    return min(rounds, max(FEWEST_ROUNDS, MOST_DRAWN // each))


def draws(times: Floats, *, seed: int, rounds: int) -> Iterator[Floats]:
    """Drawn tables of how often each profile counts, rounds x profiles, some rounds at a time.

    Where most profiles are those of a single item, the items themselves are drawn: that is the
    same, and faster.
    """
    rng = np.random.default_rng(seed)
    profiles, items = len(times), int(times.sum())
    step = max(1, _DRAWN_AT_A_TIME // profiles)
    profile_of = np.repeat(np.arange(profiles), times.astype(np.int64))
    for done in range(0, rounds, step):
        size = min(step, rounds - done)
        if items > _SLOWER * profiles:
            yield rng.multinomial(items, times / items, size=size).astype(np.float64)
        else:
            drawn = profile_of[rng.integers(0, items, size=(size, items))]
            cells = (drawn + profiles * np.arange(size)[:, None]).ravel()
            counts = np.bincount(cells, minlength=size * profiles)
            yield counts.reshape(size, profiles).astype(np.float64)


def bounds(drawn: Floats, *, point: float, without: Floats, times: Floats) -> Interval | None:
    """The interval of a statistic from its drawn values.

    BCa where `without` holds the statistic with one item of each profile left out, of which there
    are `times`; percentile where it is empty (Efron and Tibshirani, 1993, chapters 13 and 14).
    None when more than a tenth of the rounds leave the statistic undefined.
    """
    defined = drawn[~np.isnan(drawn)]
    if not len(drawn) or len(defined) < FEWEST_DEFINED * len(drawn):
        return None
    low, high = np.quantile(defined, _tails(defined, point, without, times))
    return Interval(low=float(low), high=float(high))


def _tails(drawn: Floats, point: float, without: Floats, times: Floats) -> tuple[float, float]:
    """Which quantiles of the drawn values are the bounds."""
    normal, tail = NormalDist(), (1 - CONFIDENCE) / 2
    below = float(((drawn < point).mean() + (drawn <= point).mean()) / 2)
    if not len(without) or not 0 < below < 1:
        return tail, 1 - tail
    bias, skew = normal.inv_cdf(below), _acceleration(without, times)

    def corrected(share: float) -> float:
        z = bias + normal.inv_cdf(share)
        return normal.cdf(bias + z / (1 - skew * z))

    return corrected(tail), corrected(1 - tail)


def _acceleration(without: Floats, times: Floats) -> float:
    """How skewed the statistic is, by leaving out one item at a time; 0 where that is undefined."""
    defined = ~np.isnan(without)
    weight = times[defined]
    if not weight.sum():
        return 0.0
    away = np.average(without[defined], weights=weight) - without[defined]
    spread = float((weight * away**2).sum())
    return float((weight * away**3).sum() / (6 * spread**1.5)) if spread > 1e-18 else 0.0
