"""A wrong answer: what training said nearby, who decided that, and what is done about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What can be done about a wrong answer."""

    REVIEW = "review"  # experts are asked again
    BATCH = "batch"  # more examples like it are asked about next
    CLAUSE = "clause"  # the guideline gets a rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Who decided a training example, how and when; `recorded_at` is None where it is unknown."""

    example_id: str
    actor: str
    method: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A training example that is like a question, 0 to 1, with its answer and who decided it."""

    question: str
    answer: str
    likeness: float
    decided: Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What somebody did about one wrong answer."""

    example_id: str
    action: Action
    note: str
    actor: str
    recorded_at: datetime
