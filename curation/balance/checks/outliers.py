"""Questions that are like no other."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from curation.balance.checks.check import Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.word_table import word_table

_WORD = re.compile(r"\b[^\W\d_]\w+")
FEWEST = 50
"""Examples below which nothing is like much else."""

HELD_AGAINST = 500
"""Examples that each is held against: the same ones for the same set."""

FAR = 0.03
"""The cosine (0 to 1) to the nearest other example below which one stands alone."""

_AT_ONCE = 5_000


def find_outliers(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The examples whose question is nearest to none of the others by TF-IDF, the farthest first.

    Words of one example alone do not count. Nothing is said of fewer than 50 examples.
    """
    known = [one for one in examples if one.question.strip()]
    if len(known) < FEWEST:
        return []
    table = word_table([one.question for one in known], _WORD, most=0.5)
    order = sorted(range(len(known)), key=lambda n: hashlib.sha256(known[n].id.encode()).digest())
    chosen = np.array(order[:HELD_AGAINST])
    others = table[chosen].T.toarray()
    found = []
    for begin in range(0, len(known), _AT_ONCE):
        likeness = table[begin : begin + _AT_ONCE] @ others
        here = np.flatnonzero((chosen >= begin) & (chosen < begin + _AT_ONCE))
        likeness[chosen[here] - begin, here] = 0.0  # itself
        nearest = likeness.max(axis=1)
        found += [(float(nearest[n]), known[begin + n].id) for n in np.flatnonzero(nearest < FAR)]
    return [Defect(ids=(name,)) for _, name in sorted(found)]


OUTLIERS = Check(
    name="outliers",
    title="The question is like no other one",
    severity=Severity.WARNING,
    cure="See whether it belongs to this task; if more of its kind come, find more examples.",
    find=find_outliers,
)
