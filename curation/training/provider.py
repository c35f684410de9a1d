"""A training provider as data: where it is, what it can train, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from curation.release.method import TrainingMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a hyperparameter may be: whole numbers from `least`, or any number above it."""

    least: float
    most: float
    whole: bool

    def holds(self, value: float) -> bool:
        """True when the value is in the range."""
        if self.whole:
            return float(value).is_integer() and self.least <= value <= self.most
        return self.least < value <= self.most

    def __str__(self) -> str:
        above = "a whole number from" if self.whole else "above"
        return f"{above} {self.least:g}, at most {self.most:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A training provider.

    `base_url` is empty when every customer has an own one, in the variable `base_url_variable`;
    `key_variable` names the variable that holds the key. `extra_statuses` maps states of its own to
    those of the contract. `keeps_metadata` is false when jobs cannot be found again by metadata.
    `tunes_again` is true where a tuned model can be trained further. `limit_name` is what it calls
    the most tokens of an answer. `pauses` are the methods whose jobs can be paused; files larger
    than `parts_above_mb` are sent in parts (None: never).
    """

    name: str
    title: str
    base_url: str
    base_url_variable: str
    key_variable: str
    methods: frozenset[TrainingMethod]
    hyperparameters: Mapping[str, Range]
    suffix_most: int
    suffix_pattern: str
    file_limit_mb: int
    least_lines: int
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    extra_statuses: Mapping[str, str] = field(default_factory=dict)
    keeps_metadata: bool = True
    waits_for_file: bool = False
    limit_name: str = "max_tokens"
    poll_seconds: int = 15
    deployment: bool = False
    tunes_again: bool = False
    pauses: frozenset[TrainingMethod] = frozenset()
    parts_above_mb: int | None = None
    new_jobs_until: date | None = None
    notes: tuple[str, ...] = ()
    as_of: date
    source: str

    def takes_jobs(self, today: date) -> bool:
        """True while new jobs can be created there."""
        return self.new_jobs_until is None or today < self.new_jobs_until
