"""Intervals for shares, and for the difference of two shares on the same examples."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """True when no difference is among what the interval allows."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """How two models did on the same examples: how many both, one or neither got right."""

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def n(self) -> int:
        """All examples."""
        return self.both + self.only_first + self.only_second + self.neither


def wilson_interval(passed: int, n: int) -> Interval:
    """Wilson's score interval for a share of `passed` out of `n`; 0 to 1 when n is 0.

    Source: Wilson (1927), JASA 22:209-212; advised for small n by Brown, Cai and DasGupta (2001).
    """
    if n == 0:
        return Interval(low=0.0, high=1.0)
    share = passed / n
    middle = share + _Z * _Z / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n))
    scale = 1 + _Z * _Z / n
    return Interval(  # at the ends exactly 0 and 1, which rounding would miss by a hair
        low=max(0.0, (middle - half) / scale) if passed else 0.0,
        high=min(1.0, (middle + half) / scale) if passed < n else 1.0,
    )


def newcombe_interval(pairs: Pairs) -> Interval:
    """Newcombe's interval for "share of the second minus share of the first", paired.

    -1 to 1 when there are no pairs. Source: method 10 of Newcombe (1998), Improved confidence
    intervals for the difference between binomial proportions based on paired data, Statistics in
    Medicine 17:2635-2650.
    """
    n = pairs.n
    if n == 0:
        return Interval(low=-1.0, high=1.0)
    first, second = pairs.both + pairs.only_first, pairs.both + pairs.only_second
    one, two = wilson_interval(first, n), wilson_interval(second, n)
    phi = _phi(pairs)
    below_one, above_one = first / n - one.low, one.high - first / n
    below_two, above_two = second / n - two.low, two.high - second / n
    difference = (second - first) / n
    down = sqrt(max(0.0, below_two**2 - 2 * phi * below_two * above_one + above_one**2))
    up = sqrt(max(0.0, above_two**2 - 2 * phi * above_two * below_one + below_one**2))
    return Interval(low=max(-1.0, difference - down), high=min(1.0, difference + up))


def _phi(pairs: Pairs) -> float:
    """The correlation of the two outcomes with Newcombe's continuity correction; 0 if undefined."""
    n = pairs.n
    first, second = pairs.both + pairs.only_first, pairs.both + pairs.only_second
    product = first * (n - first) * second * (n - second)
    if not product:
        return 0.0
    excess: float = pairs.both * pairs.neither - pairs.only_first * pairs.only_second
    if excess > 0:
        excess = max(0.0, excess - n / 2)
    return excess / sqrt(product)
