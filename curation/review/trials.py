"""Trials: examples whose answer is known, given once more to see how sure people's answers are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from curation.review.decision import Decision
from curation.review.settling import comparable
from curation.task import QuestionKind, Task

DECISION = "decision"
"""Stands among the questions for accept or reject."""


class TrialKind(StrEnum):
    """Why an example is given whose answer is known.

    FIRST ones come before a person's first own examples and are to be passed. GOLD ones come in
    between. Both are settled, and people are told the final answer. REPEAT ones are the person's
    own earlier examples, and nothing is told.
    """

    FIRST = "first"
    GOLD = "gold"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """What a curator has set: `first` examples with `pass_mark` percent right before the others.

    `gold` and `repeats` are how many of a hundred examples are followed by one of that kind; what
    is repeated was answered at least `days` days before. 0 is none.
    """

    first: int = 0
    pass_mark: int = 80
    gold: int = 0
    repeats: int = 0
    days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One example that is given as a trial, and how it was answered; `same` is None before."""

    example_id: str
    version: int
    kind: TrialKind
    same: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """How a person stands with the first examples: `right` of `answered` in the set they are in.

    A set that is below the mark is followed by another one.
    """

    passed: bool
    answered: int
    right: int
    failed: int


def passing(results: Sequence[bool], trying: Trying) -> Passing:
    """The standing after these results of FIRST trials, in order; passed when none are set."""
    failed = 0
    for start in range(0, len(results), max(1, trying.first)):
        part = results[start : start + trying.first]
        if len(part) == trying.first and 100 * sum(part) >= trying.pass_mark * len(part):
            return Passing(passed=True, answered=len(part), right=sum(part), failed=failed)
        if len(part) < trying.first:
            return Passing(passed=False, answered=len(part), right=sum(part), failed=failed)
        failed += 1
    return Passing(passed=not trying.first, answered=0, right=0, failed=failed)


def differing(
    task: Task, given: tuple[Decision, Mapping[str, str]], known: tuple[Decision, Mapping[str, str]]
) -> tuple[str, ...]:
    """The questions that were answered otherwise; the decision alone where it differs.

    Texts are not compared: no two people write the same.
    """
    if given[0] != known[0]:
        return (DECISION,)
    if given[0] is not Decision.ACCEPT:
        return ()
    return tuple(
        question.id
        for question in task.questions
        if question.kind is not QuestionKind.TEXT
        and question.id in known[1]
        and comparable(question, given[1].get(question.id, ""))
        != comparable(question, known[1][question.id])
    )


def followed(kind: TrialKind, percent: int, reviewer: str, example_id: str) -> bool:
    """True when this example is followed by a trial of this kind for this person."""
    return crc32(f"{kind}\0{reviewer}\0{example_id}".encode()) % 100 < percent
