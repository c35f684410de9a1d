"""The mix that is wanted: shares by label, typed, pasted or bent from the production mix."""

import csv
import io
import json
import math
from collections.abc import Mapping
from fractions import Fraction

from curation.errors import InputRefused

Shares = Mapping[str, Fraction]
"""Label -> share; the shares are exact, at least 0 and sum to 1."""

_PRECISION = 10**9
"""Denominators of shares that were bent by a power, which are irrational before."""


def to_shares(weights: Mapping[str, float | Fraction]) -> dict[str, Fraction]:
    """Exact shares in proportion to weights (counts, per cents or shares), in the same order.

    A decimal means what is written: 0.35 is 7/20. Raises InputRefused for a weight that is
    negative or no number, and when all are 0.
    """
    exact = {label: _exact(label, weight) for label, weight in weights.items()}
    total = sum(exact.values(), Fraction(0))
    if total == 0:
        raise _refused("No label has a count above 0.")
    return {label: weight / total for label, weight in exact.items()}


def bend(
    production: Shares, power: float, *, floor: float = 0.0, cap: float = 1.0
) -> dict[str, Fraction]:
    """A target between the production mix (power 1) and an even one (power 0).

    The share of a label is in proportion to p^power; labels that production lacks stay at 0.
    Each other label gets at least `floor` (of 1; no more than an even share) and at most `cap`
    (no less than an even share); the rest shrink or grow in proportion. Training on the square
    root of the production mix beats training on the mix itself where rare labels are starved.
    """
    present = {label: share for label, share in production.items() if share > 0}
    if power == 1:
        bent = dict(present)
    else:
        bent = {
            label: Fraction(float(share) ** power).limit_denominator(_PRECISION)
            for label, share in present.items()
        }
    even = Fraction(1, len(present))
    shares = _bounded(
        to_shares(bent), min(Fraction(str(floor)), even), max(Fraction(str(cap)), even)
    )
    return {label: shares.get(label, Fraction(0)) for label in production}


def sample_size(weights: Mapping[str, float | Fraction]) -> int | None:
    """How many cases counts were taken from; None for weights that are shares or per cents."""
    total = sum(weights.values())
    whole = all(weight == int(weight) for weight in weights.values())
    return int(total) if whole and total not in (1, 100) else None


def parse_target(text: str) -> dict[str, Fraction]:
    """The shares in a text; see `parse_weights`."""
    return to_shares(parse_weights(text))


def parse_weights(text: str) -> dict[str, Fraction]:
    """The weights in a text: a JSON object label -> share or count, or lines `label,count`.

    A first line whose second column is no number is taken as a heading; a label that comes twice
    is added up. Raises InputRefused, naming the line.
    """
    stripped = text.removeprefix("\ufeff").strip()
    if not stripped:
        raise _refused("It is empty.")
    if stripped.startswith("{"):
        return {label: _exact(label, weight) for label, weight in _from_json(stripped).items()}
    return _from_lines(stripped)


def _from_json(text: str) -> dict[str, float]:
    try:
        table = json.loads(text, parse_float=str)
    except ValueError as error:
        raise _refused(f"It is not JSON: {error}.") from error
    return {str(label): weight for label, weight in table.items()}


def _from_lines(text: str) -> dict[str, Fraction]:
    sample = text.splitlines()[0]
    delimiter = next((mark for mark in (",", ";", "\t") if mark in sample), ",")
    weights: dict[str, Fraction] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 2 or not row[0].strip():
            raise _refused(f"Line {number} is not a label and a count.")
        try:
            weight = _exact(row[0], row[1].strip().rstrip("%"))
        except InputRefused:
            if number == 1:
                continue
            raise _refused(f"The count in line {number} is not a number from 0.") from None
        label = row[0].strip()
        weights[label] = weights.get(label, Fraction(0)) + weight
    return weights


def _exact(label: str, weight: object) -> Fraction:
    if isinstance(weight, Fraction):
        exact = weight
    else:
        try:
            if isinstance(weight, bool) or not math.isfinite(float(str(weight))):
                raise ValueError
            exact = Fraction(str(weight))
        except (ValueError, OverflowError) as error:
            raise _refused("A count is not a number.") from error
    if exact < 0:
        raise _refused("A count is below 0.")
    return exact


def _bounded(shares: Shares, floor: Fraction, cap: Fraction) -> dict[str, Fraction]:
    """The shares in proportion, but none below the floor and none above the cap.

    share = min(cap, max(floor, c p)) with the one factor c that makes the sum 1. Labels are pinned
    to a bound until no other one is beyond it: those below the floor where pinning both sides
    would leave too much, those above the cap where it would leave too little.
    """
    pinned: dict[str, Fraction] = {}
    while True:
        free = {label: share for label, share in shares.items() if label not in pinned}
        rest = sum(free.values(), Fraction(0))
        scale = (1 - sum(pinned.values(), Fraction(0))) / rest if rest else Fraction(0)
        below = [label for label, share in free.items() if share * scale < floor]
        above = [label for label, share in free.items() if share * scale > cap]
        lacking = sum((floor - free[label] * scale for label in below), Fraction(0))
        spare = sum((free[label] * scale - cap for label in above), Fraction(0))
        if not below and not above:
            return {label: pinned.get(label, share * scale) for label, share in shares.items()}
        if spare >= lacking:
            pinned |= dict.fromkeys(above, cap)
        if lacking >= spare:
            pinned |= dict.fromkeys(below, floor)


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "The wanted mix cannot be read",
        cause=cause,
        cure='Give one line per label, such as "refund,35", or a JSON object such as '
        '{"refund": 35, "billing": 65}.',
    )
