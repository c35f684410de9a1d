"""What wrong answers have in common: a label, or a word of the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curation.evaluation.intervals import Interval, wilson_interval

FEWEST = 3
"""Fewer wrong answers make no pattern."""
MOST_WORDS = 10
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One test example: its label, what was asked, and whether the answer was right."""

    example_id: str
    label: str
    question: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Examples that have something in common: `wrong` of `n` were answered wrongly.

    `elsewhere` is the share of wrong answers among all other examples.
    """

    kind: str
    value: str
    n: int
    wrong: int
    elsewhere: float
    ids: tuple[str, ...]

    @property
    def share(self) -> float:
        """Wrong answers out of all that have it in common."""
        return self.wrong / self.n

    @property
    def interval(self) -> Interval:
        """Wilson's interval of the share."""
        return wilson_interval(self.wrong, self.n)


def find_patterns(asked: Sequence[Asked]) -> tuple[Pattern, ...]:
    """The labels and words with at least three wrong answers and more of them than elsewhere.

    Only those whose interval lies above the share elsewhere, never what all examples have; the
    most wrong answers first, labels before words. At most ten words.
    """
    labels: dict[str, list[Asked]] = {}
    words: dict[str, list[Asked]] = {}
    for one in asked:
        if one.label:
            labels.setdefault(one.label, []).append(one)
        for word in set(_WORD.findall(one.question.casefold())):
            words.setdefault(word, []).append(one)
    wrong = sum(not one.right for one in asked)
    found = _patterns("label", labels, len(asked), wrong)
    return (*found, *_patterns("word", words, len(asked), wrong)[:MOST_WORDS])


def _patterns(kind: str, parts: dict[str, list[Asked]], total: int, wrong: int) -> list[Pattern]:
    found = []
    for value, own in parts.items():
        bad = [one.example_id for one in own if not one.right]
        others = total - len(own)
        if len(bad) < FEWEST or not others:
            continue
        one = Pattern(
            kind=kind,
            value=value,
            n=len(own),
            wrong=len(bad),
            elsewhere=(wrong - len(bad)) / others,
            ids=tuple(bad),
        )
        if one.interval.low > one.elsewhere:
            found.append(one)
    return sorted(found, key=lambda one: (-one.wrong, -one.share, one.value))
