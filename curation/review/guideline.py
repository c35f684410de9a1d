"""The clauses of a guideline: what an answer can rest on, and what a new version changes."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBERED = re.compile(r"\s*(?:\d{1,3}[.)]|[-*•])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One rule of a guideline: its place from 1, and its words on one line without the number.

    `key` is a hash of the words, 12 hexadecimal digits: a clause that only moves keeps it.
    """

    number: int
    text: str

    @property
    def key(self) -> str:
        """The same for the same words in every version."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a version does to the clauses of the one before it."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]


def clauses_of(guideline: str) -> tuple[Clause, ...]:
    """The clauses of a text in its order; none for a blank one.

    A clause begins at a line with a number or a dash in front, and goes on to the next one or to a
    blank line. In a text without such lines every line is a clause.
    """
    lines = guideline.splitlines()
    is_list = any(_NUMBERED.match(line) for line in lines)
    found: list[list[str]] = []
    goes_on = False
    for line in lines:
        words = " ".join(_NUMBERED.sub("", line, count=1).split())
        if not words:
            goes_on = False
        elif goes_on and is_list and not _NUMBERED.match(line):
            found[-1].append(words)
        else:
            found.append([words])
            goes_on = True
    return tuple(
        Clause(number=number, text=" ".join(parts)) for number, parts in enumerate(found, 1)
    )


def compare(before: Sequence[Clause], after: Sequence[Clause]) -> Change:
    """The clauses that are new or worded anew, and those that are gone; moved ones are neither."""
    old, new = {clause.key for clause in before}, {clause.key for clause in after}
    return Change(
        added=tuple(clause for clause in after if clause.key not in old),
        removed=tuple(clause for clause in before if clause.key not in new),
    )
