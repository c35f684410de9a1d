"""How many of each label: the largest subset that has a wanted mix, in whole numbers.

With exact fractions throughout, so that 0.1 + 0.2 is 0.3 and no example is lost to rounding.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from curation.balance.target import Shares

Counts = Mapping[str, int]


def largest_size(available: Counts, target: Shares, *, tolerance: Fraction = Fraction(0)) -> int:
    """The size of the largest subset whose mix is the target, rounded to whole examples.

    A size N fits when every label can have between floor(N p) and ceil(N p) of what is available
    and these sum to N. With a tolerance (0.01 is one point) a share may also lie that far from
    the target. Fitting is not monotone in N, so sizes are tried downwards. 0 when a target is
    impossible, such as one without a share.
    """
    wanted = {label: share for label, share in target.items() if share > 0}
    size = sum(available.get(label, 0) for label in wanted)
    for label, share in wanted.items():
        size = min(size, _most(available.get(label, 0), share, tolerance))
    while size > 0:
        bounds = [bounds_of(available.get(k, 0), p, size, tolerance) for k, p in wanted.items()]
        room = sum(high for _, high in bounds)
        if room >= size and all(low <= high for low, high in bounds):
            return size
        # No size between the room and this one can fit: the room shrinks with the size.
        size = min(size - 1, room)
    return 0


def allocate(
    available: Counts, target: Shares, size: int, *, tolerance: Fraction = Fraction(0)
) -> dict[str, int]:
    """How many of each label make a subset of `size` with the target mix.

    Whole parts first, then one by one to the label that is furthest below its share and has room,
    ties by name. Never above what is available; labels outside the target get 0. The sum is
    `size` when that fits, and less when it does not: the mix matters more than the size.
    """
    quotas = dict.fromkeys([*target, *available], 0)
    highs: dict[str, int] = {}
    for label, share in target.items():
        _, highs[label] = bounds_of(available.get(label, 0), share, size, tolerance)
        quotas[label] = min(floor(size * share), highs[label])
    for _ in range(size - sum(quotas.values())):
        with_room = [label for label, high in highs.items() if quotas[label] < high]
        if not with_room:
            break
        neediest = min(with_room, key=lambda label: (quotas[label] - size * target[label], label))
        quotas[neediest] += 1
    return quotas


def bounds_of(available: int, share: Fraction, size: int, tolerance: Fraction) -> tuple[int, int]:
    """The fewest and the most of one label in a subset of `size`, as far as there are so many.

    Within the tolerance, and in any case between the share rounded down and rounded up.
    """
    low = min(floor(size * share), ceil(size * max(Fraction(0), share - tolerance)))
    high = max(ceil(size * share), floor(size * (share + tolerance)))
    return low, min(available, high)


def size_curve(
    available: Counts, target: Shares, tolerances: Sequence[Fraction]
) -> list[tuple[Fraction, int]]:
    """The size of the largest subset for each tolerance: what a less exact mix would gain."""
    return [(each, largest_size(available, target, tolerance=each)) for each in tolerances]


def shortfall(available: Counts, target: Shares, size: int) -> dict[str, int]:
    """How many examples of which label are missing to reach `size` in the target mix exactly."""
    plenty = dict.fromkeys(target, size)
    wanted = allocate(plenty, target, size)
    return {
        label: count - available.get(label, 0)
        for label, count in wanted.items()
        if count > available.get(label, 0)
    }


def _most(available: int, share: Fraction, tolerance: Fraction) -> int:
    """The largest size at which this label alone is not short."""
    exact = ceil((available + 1) / share) - 1
    if tolerance == 0:
        return exact
    if tolerance >= share:
        return 2**62
    return max(exact, floor(available / (share - tolerance)))
