"""Calibration rounds: everybody answers the same few examples, blind, and then talks about them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """How far a round is."""

    ANSWERING = "answering"
    DISCUSSING = "discussing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: `people` are to answer each of `ids` until `deadline`, each on their own.

    `discussed` is the number of the event with which the talk began, 0 before it: answers changed
    later count as given after it. `note` says what came of it, `guideline_before` and `_after`
    which text people read then (empty until the round ends).
    """

    id: str
    ids: tuple[str, ...]
    people: int
    deadline: datetime
    started_at: datetime
    guideline_before: str
    guideline_after: str = ""
    discussed: int = 0
    note: str = ""
    ended: bool = False

    @property
    def phase(self) -> Phase:
        """How far the round is."""
        if self.ended:
            return Phase.ENDED
        return Phase.DISCUSSING if self.discussed else Phase.ANSWERING

    def is_open(self, now: datetime) -> bool:
        """True while people are to answer it."""
        return self.phase is Phase.ANSWERING and self.deadline > now
