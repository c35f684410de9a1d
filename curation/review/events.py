"""What happens to a queue: a decision, and an example kept for somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.review.decision import Decision

COUNTED = frozenset({Decision.ACCEPT, Decision.REJECT})
"""The decisions that are answers; a skip leaves its place to somebody else."""

APART = chr(31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An event: a reviewer decided about one version of an example, or took it back.

    Two answers with the same `stance` agree (see `stance_of`).
    """

    example_id: str
    version: int
    reviewer: str
    decision: Decision
    stance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """An event: one version of an example is kept for a reviewer until a moment."""

    example_id: str
    version: int
    reviewer: str
    expires_at: datetime


def stance_of(decision: Decision, answers: Mapping[str, str], labels: Sequence[str]) -> str:
    """In what two answers are compared: the decision, and the answers to the label questions.

    Written answers are left out: no two people write the same.
    """
    return APART.join([str(decision), *(answers[q] for q in labels if q in answers)])
