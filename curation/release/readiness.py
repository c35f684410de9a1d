"""What keeps an example out of a release, in the order in which it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from curation.example import Stage


class Reason(StrEnum):
    """Why an example is not in a release; each in words that a manifest can carry.

    Besides these a method has reasons of its own, such as "no worse answer".
    """

    UNSCANNED = "waits for the privacy scan"
    UNDECIDED = "has undecided findings"
    FEW_REVIEWS = "has too few reviews"
    UNSETTLED = "has no verdict yet"
    REJECTED = "was rejected"
    NOT_PLANNED = "is not in the plan"
    HELD_BACK = "would join training and test"
    NOT_MASKED = "still holds a masked value"
    LEAKED = "a person found something personal in it"
    BROKEN = "replacing broke its JSON"
    UNGROUNDED = "replacing parted its answer from its text"
    FOUND_AGAIN = "a second scan finds something personal"
    NOT_SCANNED_AGAIN = "a second scan could not read all of it"


REASON_OF_STAGE: Mapping[Stage, Reason] = {
    Stage.STAGED: Reason.UNSCANNED,
    Stage.SCANNED: Reason.UNDECIDED,
    Stage.CLEARED: Reason.FEW_REVIEWS,
    Stage.REVIEWED: Reason.UNSETTLED,
    Stage.REJECTED: Reason.REJECTED,
}
"""The reason for every stage but ACCEPTED."""


def invalid_line(rule: str) -> str:
    """The reason for a line that a rule of validation refuses."""
    return f"breaks the rule {rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How many of a task's examples a release would take, and how many not, by reason."""

    ready: int
    excluded: Mapping[str, int]

    @property
    def total(self) -> int:
        """All examples of the task."""
        return self.ready + sum(self.excluded.values())
