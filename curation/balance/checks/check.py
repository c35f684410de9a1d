"""What a check is, what it looks at, and what it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is when a check finds something."""

    ERROR = "error"  # a model would learn something wrong
    WARNING = "warning"  # somebody should look at it


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An example as the checks see it, personal values replaced.

    `question` is the prompt without instructions, `answer` the one that would be trained, `label`
    that of the question by which the task is balanced; both may be empty.
    """

    id: str
    question: str
    answer: str
    label: str = ""
    original: str = ""

    @property
    def compared(self) -> str:
        """The prompt as it was written, to be held beside others."""
        return self.original or self.question


Find = Callable[[Sequence[Checked]], list[list[str]]]
"""The groups of ids that a check finds, the worst first; most have one member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is looked for; `cure` says what to do with what is found.

    `answers_are_sentences` is true for a check that makes no sense for answers in JSON.
    """

    name: str
    title: str
    severity: Severity
    cure: str
    find: Find
    answers_are_sentences: bool = False


def each(is_wrong: Callable[[Checked], bool]) -> Find:
    """A check that looks at one example at a time."""
    return lambda examples: [[one.id] for one in examples if is_wrong(one)]
