"""What everybody said of the examples of one queue: the newest word of each person on each."""

from collections import Counter
from collections.abc import Iterator

from curation.review.decision import Decision
from curation.review.events import COUNTED, Judged


class Judgements:
    """A fold of the judging events of one queue; a later one of a person replaces theirs."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Judged]] = {}
        self._by: dict[str, set[str]] = {}
        self._done: Counter[str] = Counter()

    def __iter__(self) -> Iterator[str]:
        """Every example that anybody judged or took back."""
        return iter(self._of)

    def record(self, event: Judged) -> None:
        """Take in one event; applied twice in a row it changes nothing more."""
        judged = self._of.setdefault(event.example_id, {})
        before = judged.get(event.reviewer)
        judged[event.reviewer] = event
        self._done[event.reviewer] += (event.decision in COUNTED) - (
            before is not None and before.decision in COUNTED
        )
        self._by.setdefault(event.reviewer, set()).add(event.example_id)

    def find(self, example_id: str, version: int, reviewer: str) -> Decision | None:
        """What a reviewer decided about this version, if they did and have not taken it back."""
        found = self._of.get(example_id, {}).get(reviewer)
        if found is None or found.version != version or found.decision == Decision.UNDO:
            return None
        return found.decision

    def took_back(self, example_id: str, reviewer: str) -> bool:
        """True when a reviewer took their last word on this example back."""
        found = self._of.get(example_id, {}).get(reviewer)
        return found is not None and found.decision == Decision.UNDO

    def answered_by(self, example_id: str, version: int) -> set[str]:
        """Who accepted or rejected this version."""
        return {event.reviewer for event in self._counted(example_id, version)}

    def stances(self, example_id: str, version: int) -> int:
        """How many different answers this version has."""
        return len({event.stance for event in self._counted(example_id, version)})

    def touched_by(self, reviewer: str) -> set[str]:
        """Every example that a reviewer said anything of, taken back or not."""
        return self._by.get(reviewer, set())

    def done_by(self, reviewer: str) -> int:
        """How many examples a reviewer has accepted or rejected."""
        return self._done[reviewer]

    def _counted(self, example_id: str, version: int) -> list[Judged]:
        return [
            event
            for event in self._of.get(example_id, {}).values()
            if event.version == version and event.decision in COUNTED
        ]
