"""What a reviewer decided, and what is final."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Decision(StrEnum):
    """What a reviewer does with an example; an undo takes the decision before it back."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision of one reviewer about one version of an example.

    `id` is the request id: the same review sent twice is one review. `answers` maps question ids
    to answers as text (a JSON object as canonical JSON for a `fields` question); it is empty for
    skip and undo. `edited` is true when an answer holds text that was not shown to the reviewer.
    `reason` is why they rejected, skipped or edited, in the task's words or their own. `clauses`
    are the keys of the clauses of the guideline that it rests on; a review that is read from the
    store has them where `list_clauses` was asked for them.
    """

    id: str
    task: str
    example_id: str
    version: int
    reviewer: str
    decision: Decision
    answers: Mapping[str, str]
    reason: str = ""
    clauses: tuple[str, ...] = ()
    guideline_version: str
    saw_others: bool = False
    edited: bool = False
    seconds: float
    recorded_at: datetime


class Outcome(StrEnum):
    """Whether an example may be learned from."""

    ACCEPT = "accept"
    REJECT = "reject"


class Method(StrEnum):
    """How a verdict came about."""

    UNANIMOUS = "unanimous"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The final answer to every question about one version of an example.

    `answers` is as in a Review, empty when the example is rejected. `actor` is the adjudicator,
    or who asked for the unanimous ones to be settled. `was_reviewer` tells that the adjudicator
    had reviewed the example too. `edited` is true when an answer holds text of their own.
    """

    id: str
    task: str
    example_id: str
    version: int
    outcome: Outcome
    answers: Mapping[str, str]
    method: Method
    edited: bool = False
    was_reviewer: bool = False
    actor: str
    reason: str = ""
    recorded_at: datetime
