"""What keeps an example out of a release, in the order in which it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from curation.example import Stage
from curation.release.method import TrainingMethod


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """How many lines a method wants: below `least` nothing is learned, `advised` is good."""

    least: int
    advised: int
    hint: str


ENOUGH: Mapping[TrainingMethod, Enough] = {
    TrainingMethod.SFT: Enough(least=10, advised=50, hint="50 to 100 are usual, 200 for hard ones"),
    TrainingMethod.DPO: Enough(least=50, advised=100, hint="100 of many kinds are usual"),
    TrainingMethod.RFT: Enough(least=30, advised=50, hint="30 to 50 of many kinds are usual"),
}
"""The published advice by method."""


def few(method: TrainingMethod, ready: int) -> str:
    """How many lines are missing to what a method can learn from at all; "" when none are."""
    wanted = ENOUGH[method]
    if ready >= wanted.least:
        return ""
    return (
        f"{method.upper()} wants at least {wanted.least} examples: {wanted.least - ready} are "
        f"missing; {wanted.hint}."
    )


def advice(method: TrainingMethod, ready: int) -> str:
    """What so many lines are good for, in one sentence; "" when too few or enough."""
    wanted = ENOUGH[method]
    if not wanted.least <= ready < wanted.advised:
        return ""
    return f"Enough for a first try by {method.upper()}; {wanted.hint}."


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
