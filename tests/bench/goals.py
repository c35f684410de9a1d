"""What a bench aims at: a figure beside its bound, and whether it was met; computed, not typed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A measured value and the bound that it has to reach, from below unless `at_most`."""

    name: str
    value: float
    bound: float
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        """True when the value is the bound or better; a value that is no number never is."""
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    @property
    def line(self) -> str:
        """The goal in one line."""
        sign = "<=" if self.at_most else ">="
        outcome = "met" if self.is_met else "MISSED"
        return f"{self.name:58}{self.value:9.3f}   {sign} {self.bound:<7g} {outcome}"


def print_goals(goals: Iterable[Goal]) -> None:
    """Print every goal, and how many are met."""
    goals = list(goals)
    if goals:
        print("\nGoals")
        for goal in goals:
            print(f"  {goal.line}")
        print(f"  {sum(goal.is_met for goal in goals)} of {len(goals)} are met")
