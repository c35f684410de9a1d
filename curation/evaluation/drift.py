"""Whether production has moved away from what a model was trained on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

import numpy as np

from curation.balance.mismatch import (
    expected_index,
    jensen_shannon,
    mix_of,
    stability_index,
    total_variation,
)

LEVEL = 0.001
"""How rarely an alert may come by chance alone: several figures are looked at again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MixDrift:
    """How far the mix of requests is from the mix of training examples.

    `psi` and `jsd` (in bits) are as they are, the `expected` ones what chance alone makes of them;
    `moved` is the share of requests that would have to be others (total variation). `p` is the
    chance of mixes so different without any drift.
    """

    name: str
    trained: int
    seen: int
    psi: float
    expected_psi: float
    jsd: float
    expected_jsd: float
    moved: float
    p: float

    @property
    def excess(self) -> float:
        """PSI less its expectation, at least 0."""
        return max(0.0, self.psi - self.expected_psi)

    def is_alert(self, limit: float) -> bool:
        """True when it is over the owner's limit and no chance."""
        return self.excess > limit and self.p < LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Where a CUSUM chart of rejections first rose over its bound; `at` is None where it did not.

    `at` counts the requests from 1, `highest` is the highest the chart rose.
    """

    at: int | None
    highest: float


def mix_drift(name: str, trained: Iterable[str], seen: Iterable[str]) -> MixDrift:
    """The drift of one attribute, from its value at every training example and every request.

    Without drift the mean PSI is (K - 1)(1/n + 1/m) (Yurdakul 2018, Statistical properties of
    population stability index), the mean JSD that by 8 ln 2. `p` is of the chi-squared test of
    homogeneity, which holds with few examples of each value too. With nothing on one side all
    figures are 0 and p is 1.
    """
    before, after = Counter(trained), Counter(seen)
    n, m = before.total(), after.total()
    if not n or not m:
        return MixDrift(
            name=name, trained=n, seen=m, psi=0.0, expected_psi=0.0, jsd=0.0, expected_jsd=0.0,
            moved=0.0, p=1.0,
        )  # fmt: skip
    wanted, found = mix_of(before), mix_of(after)
    psi = stability_index(after, wanted)
    expected = expected_index(after, wanted, sample=n)
    kinds = len({*before, *after})
    return MixDrift(
        name=name,
        trained=n,
        seen=m,
        psi=psi,
        expected_psi=expected,
        jsd=jensen_shannon(found, wanted),
        expected_jsd=expected / (8 * log(2)),
        moved=total_variation(found, wanted),
        p=float(_chi2().sf(homogeneity(before, after), kinds - 1)) if kinds > 1 else 1.0,
    )


def homogeneity(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Pearson's chi-squared statistic of two counts: nm times the sum of (p - q)^2 / (n_k + m_k).

    Source: Agresti (2013), Categorical Data Analysis, 3.2.
    """
    n, m = sum(one.values()), sum(other.values())
    found = 0.0
    for label in {*one, *other}:
        a, b = one.get(label, 0), other.get(label, 0)
        found += (a / n - b / m) ** 2 / (a + b)
    return n * m * found


def bins_of(values: Sequence[float], count: int = 10) -> list[float]:
    """The bounds between `count` bins that hold equally many of these values; fewer where equal."""
    if not values:
        return []
    shares = np.linspace(0, 1, count + 1)[1:-1]
    return sorted({float(bound) for bound in np.quantile(np.asarray(values, dtype=float), shares)})


def in_bins(values: Sequence[float], bounds: Sequence[float]) -> list[str]:
    """The bin of each value, by its number."""
    return [str(place) for place in np.searchsorted(list(bounds), list(values)).tolist()]


def unknown_shares(
    texts: Sequence[Sequence[str]], known: Mapping[str, int], *, own: bool
) -> list[float]:
    """The share of each text's words that no training example has; 0 for a text without words.

    `known` counts in how many training examples a word stands; with `own` the texts are these
    examples, and each is compared with the others only.
    """
    least = 2 if own else 1
    return [
        sum(known.get(word, 0) < least for word in words) / len(words) if words else 0.0
        for words in texts
    ]


def cusum(
    rejected: Iterable[bool], *, usual: float = 0.10, bad: float = 0.20, bound: float = 3.5
) -> Alarm:
    """A Bernoulli CUSUM chart: S = max(0, S + score), an alarm when S reaches the bound.

    The score is ln(bad / usual) for a rejection and ln((1 - bad) / (1 - usual)) otherwise. With
    the bound of 3.5 a false alarm comes once in about 1,090 requests at the usual share, and a
    share of .20 is found after about 65. Source: Reynolds and Stoumbos (1999), Journal of Quality
    Technology 31:87-108.
    """
    up, down = log(bad / usual), log((1 - bad) / (1 - usual))
    level, highest, at = 0.0, 0.0, None
    for number, one in enumerate(rejected, 1):
        level = max(0.0, level + (up if one else down))
        highest = max(highest, level)
        if at is None and level >= bound:
            at = number
    return Alarm(at=at, highest=highest)


def more_than(hits: int, n: int, share: float) -> float:
    """The chance of at least so many hits among n when each comes with this share; 1 without n."""
    return float(_binomial().sf(hits - 1, n, share)) if n else 1.0


@cache
def _chi2() -> Any:
    # imported at the first use: it takes longer than the app needs to start
    from scipy.stats import chi2

    return chi2


@cache
def _binomial() -> Any:
    from scipy.stats import binom

    return binom
