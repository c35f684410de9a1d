"""A grade: how near an answer comes to the ideal answer."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The grade of one answer: `score` from 0 to 1, and whether it counts as right."""

    score: float
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grader:
    """One way to grade: its name, what counts as right in plain words, and the rule.

    `grade` takes the ideal answer and the model's answer, both as text; with `against_prompt` the
    prompt stands in place of the ideal answer. An empty answer is right only where the ideal
    answer is empty too. With `has_tricks` an answer can pass that says nothing true, so another
    grader must stand beside it.
    """

    name: str
    counts_as_right: str
    grade: Callable[[str, str], Grade]
    against_prompt: bool = False
    has_tricks: bool = False


RIGHT = Grade(score=1.0, passed=True)
WRONG = Grade(score=0.0, passed=False)


def plain(text: str) -> str:
    """The text without differences of case and white space."""
    return " ".join(text.split()).casefold()
