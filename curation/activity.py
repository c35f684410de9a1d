"""An activity: work that takes longer than a moment, and how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ActivityState(StrEnum):
    """Where an activity stands; the last three are final."""

    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Long work: `kind` names the verb, `subject` what it works on, `done` of `total` steps."""

    id: str
    kind: str
    subject: str
    actor: str
    started_at: datetime
    state: ActivityState
    done: int
    total: int
    message: str

    @property
    def is_over(self) -> bool:
        """True when nothing will change any more."""
        return self.state in {ActivityState.DONE, ActivityState.FAILED, ActivityState.CANCELLED}

    def time_left(self, now: datetime) -> timedelta | None:
        """The time left at the pace so far; None before the first step is done."""
        if not self.done or self.is_over:
            return None
        return (now - self.started_at) / self.done * (self.total - self.done)
