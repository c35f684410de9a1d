"""Which examples are kept for whom, and until when."""

from collections.abc import Iterable
from datetime import datetime

from curation.review.events import Promised


class Promises:
    """The promises of one queue; a later one to the same person replaces the one before."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Promised]] = {}
        self._to: dict[str, dict[str, Promised]] = {}

    def record(self, promise: Promised) -> None:
        """Take in a promise."""
        self._of.setdefault(promise.example_id, {})[promise.reviewer] = promise
        self._to.setdefault(promise.reviewer, {})[promise.example_id] = promise

    def forget(self, example_id: str, reviewer: str) -> None:
        """Drop a promise that was kept or is over."""
        self._of.get(example_id, {}).pop(reviewer, None)
        self._to.get(reviewer, {}).pop(example_id, None)

    def find(self, example_id: str, reviewer: str) -> Promised | None:
        """The promise of an example to a reviewer, also one that is over; None without one."""
        return self._of.get(example_id, {}).get(reviewer)

    def standing(self, reviewer: str, now: datetime) -> list[Promised]:
        """What is promised to a reviewer and not over, in the order of promising."""
        own = self._to.get(reviewer, {})
        for example_id in [e for e, promise in own.items() if promise.expires_at <= now]:
            self.forget(example_id, reviewer)
        return list(own.values())

    def expected_from(self, example_id: str, version: int, now: datetime) -> set[str]:
        """The reviewers to whom this version is promised."""
        return {
            who
            for who, promise in self._of.get(example_id, {}).items()
            if promise.version == version and promise.expires_at > now
        }

    def reviewers(self) -> Iterable[str]:
        """Everybody to whom something was ever promised."""
        return list(self._to)
