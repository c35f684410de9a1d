"""How far reviewers marked the same stretches of a text: F1 by overlap.

A stretch that two people begin a word apart is nearly the same stretch; held against each other
as whole answers, the two would only differ.
"""

from collections.abc import Iterable

from curation.review.agreement.overlap import Parts
from curation.review.spans import Mark


def covered(marks: Iterable[Mark], label: str | None = None) -> Parts:
    """Every character that is marked, with its label; of one label only where it is named.

    F1 of two such sets is the F1 by overlap: 1 for the same stretches with the same labels, 0 where
    nothing is marked alike.
    """
    return frozenset(
        (mark.label, place, str(mark.message))
        for mark in marks
        if label in (None, mark.label)
        for place in range(mark.begins, mark.ends)
    )
