"""Trying a grader before it is used: against what experts decided, and against cheap tricks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curation.reward.grader import Judges, grade, threshold_of
from curation.reward.template import Case, Json

ENOUGH_RIGHT = 0.8
"""The share of right answers that a grader must let pass."""


class Origin(StrEnum):
    """Where a tried answer comes from, in words that a table can show."""

    RIGHT = "right answer of an expert"
    WORSE = "answer that experts found worse"
    EMPTY = "empty answer"
    ECHO = "the question repeated"
    LONGEST = "longest answer of another example"


TRICKS = (Origin.EMPTY, Origin.ECHO, Origin.LONGEST)
"""What a model learns to say when it scores: none of them may pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An example with its verdict: the line's fields, what was asked, right and worse answers."""

    example_id: str
    item: Json
    question: str
    right: str
    worse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One answer that was graded, and whether it passed."""

    example_id: str
    origin: Origin
    answer: str
    grade: float
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a grader gave every tried answer; nothing tried is no trial."""

    tried: tuple[Tried, ...]

    def of(self, origin: Origin) -> tuple[int, int]:
        """How many answers of an origin passed, and how many were tried."""
        own = [one.passed for one in self.tried if one.origin == origin]
        return sum(own), len(own)

    @property
    def agreement(self) -> tuple[int, int]:
        """With how many verdicts of how many it agrees: right answers pass, worse ones do not."""
        right, of_right = self.of(Origin.RIGHT)
        worse, of_worse = self.of(Origin.WORSE)
        return right + of_worse - worse, of_right + of_worse

    @property
    def against(self) -> tuple[str, ...]:
        """Why the grader must not be used, in whole sentences; empty when it may."""
        passed, right = self.of(Origin.RIGHT)
        if not right:
            return ("There is no answer of an expert to try it on.",)
        found = []
        if passed < ENOUGH_RIGHT * right:
            found.append(f"Only {passed:,} of {right:,} right answers pass.")
        for origin in TRICKS:
            passed, tried = self.of(origin)
            if passed:
                found.append(f"{passed:,} of {tried:,} pass with: {origin}.")
        worse, tried = self.of(Origin.WORSE)
        if tried and worse == tried:
            found.append("Every answer that experts found worse passes.")
        return tuple(found)


Mark = Callable[[Sequence[tuple[Known, str]]], Sequence[tuple[float, bool]]]
"""Gives each answer to a known example its grade, and says whether it passes."""


def try_grader(grader: Json, known: Sequence[Known], judges: Judges) -> Trial:
    """The trial of a right grader on examples with a verdict; see `try_marks`."""
    least = threshold_of(grader)

    def mark(answers: Sequence[tuple[Known, str]]) -> list[tuple[float, bool]]:
        cases = [Case(item=one.item, answer=said) for one, said in answers]
        return [(given, given >= least) for given in grade(grader, cases, judges)]

    return try_marks(mark, known)


def try_marks(mark: Mark, known: Sequence[Known]) -> Trial:
    """The trial of any way to grade on examples with a verdict.

    The longest answer is that of the example with the longest other right answer; it is left out
    where that is the example's own answer too, as with labels.
    """
    cases = [case for one in known for case in _cases(one, known)]
    marks = mark([(one, said) for one, _, said in cases])
    return Trial(
        tried=tuple(
            Tried(
                example_id=one.example_id,
                origin=origin,
                answer=said,
                grade=given,
                passed=passed,
            )
            for (one, origin, said), (given, passed) in zip(cases, marks, strict=True)
        )
    )


def _cases(one: Known, known: Sequence[Known]) -> list[tuple[Known, Origin, str]]:
    others = [other.right for other in known if other.right != one.right]
    tricks = {
        Origin.EMPTY: "",
        Origin.ECHO: one.question,
        Origin.LONGEST: max(others, key=len, default=""),
    }
    worse = [(one, Origin.WORSE, said) for said in one.worse if said != one.right]
    tried = [
        (one, origin, said)
        for origin, said in tricks.items()
        if said != one.right and (said or origin == Origin.EMPTY)
    ]
    return [(one, Origin.RIGHT, one.right), *worse, *tried]
