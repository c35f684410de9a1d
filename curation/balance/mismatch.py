"""How far one mix is from another, and what a mix is worth."""

from collections.abc import Mapping
from fractions import Fraction
from math import log2

from curation.balance.target import Shares


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


def effective_size(counts: Mapping[str, int], target: Shares) -> float:
    """How many examples in exactly the target mix would say as much as these (Kish 1965).

    (sum w)^2 / sum w^2 with the weights that carry the counts to the target: 1 / sum(p^2 / n).
    It equals the size when the mix is met, and is 0 when a wanted label is missing altogether.
    """
    wanted = {label: share for label, share in target.items() if share > 0}
    if not wanted or any(not counts.get(label) for label in wanted):
        return 0.0
    return float(1 / sum(share**2 / counts[label] for label, share in wanted.items()))
