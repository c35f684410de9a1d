"""What an answer changes in a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some words in a row with one fate; the text keeps its white space."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> list[Run]:
    """The runs of words that lead from one text to the other, in reading order.

    The runs that are not REMOVED make `after`, those that are not ADDED make `before`.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            runs.append(Run(change=Change.SAME, text="".join(old[a:b])))
            continue
        if b > a:
            runs.append(Run(change=Change.REMOVED, text="".join(old[a:b])))
        if d > c:
            runs.append(Run(change=Change.ADDED, text="".join(new[c:d])))
    return runs
