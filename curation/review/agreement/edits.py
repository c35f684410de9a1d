"""How far reviewers made the same change to a text: agreement on the change, not on the text.

Two texts that share most of their words look alike even where the reviewers changed different
sentences. What they took out and put in is compared instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np

from curation.review.agreement.bootstrap import ROUNDS, Interval

Edits = frozenset[tuple[str, int, str]]
"""What was changed: taken out (-) or put in (+), at which word of the draft, which word."""

FEWEST = 10
"""With fewer items there is no interval."""

_WORDS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAgreement:
    """How far the changes of two reviewers of one item are the same: F1 from 0 to 1.

    `f1` is the mean over items that somebody changed, None when there is none; `one_sided` of
    them were changed by some and left alone by others. `interval` is None below 10 items.
    """

    f1: float | None
    interval: Interval | None
    items: int
    one_sided: int


def edits_of(draft: str, final: str) -> Edits:
    """The words that lead from the draft to the final text; white space does not count."""
    old, new = _WORDS.findall(draft), _WORDS.findall(final)
    found: set[tuple[str, int, str]] = set()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found.update(("-", place, old[place]) for place in range(a, b))
            found.update(("+", a, word) for word in new[c:d])
    return frozenset(found)


def edit_f1(one: Edits, other: Edits) -> float:
    """F1 of two sets of edits; 1 when both are empty."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def measure_edits(
    items: Sequence[Sequence[Edits]], *, seed: int = 0, rounds: int = ROUNDS
) -> EditAgreement:
    """The agreement of edits by item, each with the edits of every reviewer of it.

    Items that nobody changed are left out: agreeing to leave a text alone is measured apart.
    """
    changed = [edits for edits in items if len(edits) > 1 and any(edits)]
    scores = np.array(
        [np.mean([edit_f1(a, b) for a, b in combinations(edits, 2)]) for edits in changed]
    )
    interval = None
    if len(scores) >= FEWEST:
        rng = np.random.default_rng(seed)
        shares = np.full(len(scores), 1 / len(scores))
        means = rng.multinomial(len(scores), shares, size=rounds) @ scores / len(scores)
        low, high = np.quantile(means, [0.025, 0.975])
        interval = Interval(low=float(low), high=float(high))
    return EditAgreement(
        f1=float(scores.mean()) if len(scores) else None,
        interval=interval,
        items=len(scores),
        one_sided=sum(not all(edits) for edits in changed),
    )
