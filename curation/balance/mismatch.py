"""How far one mix is from another, and what a mix is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import log, log2

from curation.balance.target import Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """How far counts are from a target.

    `moved` is the share of examples that must move (total variation, 0 to 1), `bits` the
    Jensen-Shannon divergence (0 to 1), `excess` the PSI less what chance alone would make of it
    (about 0 and often below it when nothing is wrong), `widest` the label with the largest gap and
    `gap` how far its share is above the target (below it when negative).
    """

    moved: float
    bits: float
    excess: float
    widest: str
    gap: float


def measure_mismatch(
    counts: Mapping[str, int], target: Shares, *, sample: int | None = None
) -> Mismatch:
    """The mismatch of counts with a target; `sample` is how many cases the target was counted on.

    Without examples or without a target every figure is as far off as it can be, and the PSI 0.
    """
    mix = mix_of(counts)
    gaps = {
        label: float(mix.get(label, 0)) - float(target.get(label, 0))
        for label in sorted({*mix, *target})
    }
    widest = max(gaps, key=lambda label: abs(gaps[label]), default="")
    return Mismatch(
        moved=total_variation(mix, target),
        bits=jensen_shannon(mix, target),
        excess=stability_index(counts, target) - expected_index(counts, target, sample=sample),
        widest=widest,
        gap=gaps.get(widest, 0.0),
    )


def mix_of(counts: Mapping[str, int]) -> dict[str, Fraction]:
    """The shares of counts, exactly; empty when there is nothing to share."""
    total = sum(counts.values())
    return {label: Fraction(count, total) for label, count in counts.items()} if total else {}


def total_variation(one: Shares, other: Shares) -> float:
    """The share of examples that must move to turn one mix into the other, 0 to 1.

    Half the sum of the absolute differences. An empty mix is 1 away from any other and 0 from
    itself.
    """
    if not one or not other:
        return float(bool(one) != bool(other))
    labels = {*one, *other}
    gap = sum(abs(one.get(k, Fraction(0)) - other.get(k, Fraction(0))) for k in labels)
    return float(gap / 2)


def jensen_shannon(one: Shares, other: Shares) -> float:
    """The Jensen-Shannon divergence in bits, 0 to 1 (scipy's function gives its square root).

    An empty mix is 1 away from any other and 0 from itself.
    """
    if not one or not other:
        return float(bool(one) != bool(other))
    bits = 0.0
    for label in {*one, *other}:
        p, q = float(one.get(label, 0)), float(other.get(label, 0))
        middle = (p + q) / 2
        bits += sum(x * log2(x / middle) / 2 for x in (p, q) if x > 0)
    return max(0.0, bits)


def stability_index(counts: Mapping[str, int], target: Shares) -> float:
    """The population stability index: the sum of (p - q) ln(p / q) over the labels.

    Where a label is missing on one side, each label is given half an example more on both, as if
    both had been counted on as many. 0 without examples or without a target.
    """
    labels = [label for label in {*counts, *target} if counts.get(label) or target.get(label)]
    size = sum(counts.values())
    if not size or not target:
        return 0.0
    rare = any(not counts.get(label) or not target.get(label) for label in labels)
    more = 0.5 if rare else 0.0
    whole = size + more * len(labels)
    index = 0.0
    for label in labels:
        p = (counts.get(label, 0) + more) / whole
        q = (float(target.get(label, 0)) * size + more) / whole
        index += (p - q) * log(p / q)
    return index


def expected_index(
    counts: Mapping[str, int], target: Shares, *, sample: int | None = None
) -> float:
    """What the index is on average when nothing but chance parts the two: (K - 1)(1/n + 1/m).

    K labels, n examples, m cases behind the target; without `sample` the target counts as exact.
    The usual bounds .1 and .25 say nothing where this is as large.
    """
    labels = [label for label in {*counts, *target} if counts.get(label) or target.get(label)]
    size = sum(counts.values())
    if not size or not labels:
        return 0.0
    return (len(labels) - 1) * (1 / size + (1 / sample if sample else 0.0))


def effective_size(counts: Mapping[str, int], target: Shares) -> float:
    """How many examples in exactly the target mix would say as much as these (Kish 1965).

    (sum w)^2 / sum w^2 with the weights that carry the counts to the target: 1 / sum(p^2 / n).
    It equals the size when the mix is met, and is 0 when a wanted label is missing altogether.
    """
    wanted = {label: share for label, share in target.items() if share > 0}
    if not wanted or any(not counts.get(label) for label in wanted):
        return 0.0
    return float(1 / sum(share**2 / counts[label] for label, share in wanted.items()))
