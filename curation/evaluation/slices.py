"""Two models part by part: where one is better, and how far that holds for the production mix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist

from curation.balance.target import Shares
from curation.evaluation.comparison import Comparison, compare, judged
from curation.evaluation.grade import Grade
from curation.evaluation.intervals import CONFIDENCE, Interval

_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One part of the test examples: `p` of the comparison is adjusted for all parts together."""

    name: str
    comparison: Comparison

    @property
    def shares(self) -> tuple[float, float]:
        """Right answers out of all, of the first model and of the second."""
        pairs = self.comparison.pairs
        return (
            (pairs.both + pairs.only_first) / pairs.n,
            (pairs.both + pairs.only_second) / pairs.n,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reweighted:
    """A difference of right answers as the production mix would have it.

    `covered` is the share of production that the test examples stand for; the rest is left out.
    """

    difference: float
    interval: Interval
    covered: float


def holm(values: Sequence[float]) -> list[float]:
    """The p values adjusted for being looked at together, in the same order.

    The smallest is multiplied by their number, the next by one less, and so on, never below one
    before it and at most 1. Source: Holm (1979), Scandinavian Journal of Statistics 6:65-70.
    """
    adjusted = [0.0] * len(values)
    reached = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        reached = max(reached, min(1.0, (len(values) - rank) * values[place]))
        adjusted[place] = reached
    return adjusted


def together(comparisons: Mapping[str, Comparison]) -> dict[str, Comparison]:
    """Comparisons that are looked at together: p and verdict by Holm's correction."""
    adjusted = holm([one.p for one in comparisons.values()])
    return {
        name: replace(one, p=p, verdict=judged(one.difference, one.interval, p))
        for (name, one), p in zip(comparisons.items(), adjusted, strict=True)
    }


def compare_slices(
    names: Sequence[str], first: Sequence[Grade], second: Sequence[Grade]
) -> tuple[Slice, ...]:
    """The comparison in each part, the largest part first; `names` has the part of each example.

    Examples with an empty name are in no part. Verdicts are by Holm's correction over the parts.
    """
    members: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name:
            members.setdefault(name, []).append(number)
    found = {
        name: compare([first[n] for n in own], [second[n] for n in own])
        for name, own in sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    }
    return tuple(Slice(name=name, comparison=one) for name, one in together(found).items())


def reweight(
    names: Sequence[str], first: Sequence[Grade], second: Sequence[Grade], production: Shares
) -> Reweighted | None:
    """The difference of right answers with each part as frequent as in production.

    sum of w_k d_k, with d_k the difference in part k and w_k its share of production among the
    parts that were tested; its variance is the sum of w_k^2 v_k (Cochran 1977, Sampling
    Techniques, 5A.9). v_k = ((b + c + 2) / (n + 2) - ((c - b) / (n + 2))^2) / (n + 2), with b and
    c the examples that only one model got right: two made-up ones keep small parts from looking
    certain (Bonett and Price 2012, Statistics in Medicine 31:479-488). None where no part of
    production was tested.
    """
    gains: dict[str, list[int]] = {}
    for name, old, new in zip(names, first, second, strict=True):
        if production.get(name, 0) > 0:
            gains.setdefault(name, []).append(int(new.passed) - int(old.passed))
    covered = sum(float(production[name]) for name in gains)
    if not gains:
        return None
    difference, squares = 0.0, 0.0
    for name, own in gains.items():
        weight, n = float(production[name]) / covered, len(own) + 2
        difference += weight * sum(own) / len(own)
        differing = (sum(map(abs, own)) + 2) / n
        squares += weight**2 * (differing - (sum(own) / n) ** 2) / n
    half = _Z * sqrt(squares)
    return Reweighted(
        difference=difference,
        interval=Interval(low=max(-1.0, difference - half), high=min(1.0, difference + half)),
        covered=covered,
    )
