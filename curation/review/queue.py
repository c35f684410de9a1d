"""Who judges which example next: as many answers as the task wants, and never one too many."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from zlib import crc32

from curation.review.decision import Decision

COUNTED = frozenset({Decision.ACCEPT, Decision.REJECT})
"""The decisions that are answers; a skip leaves its place to somebody else."""


_FEW = 1_000
"""So many changes of a ring are made one by one; for more it is sorted anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An event: a reviewer decided about one version of an example, or took it back."""

    example_id: str
    version: int
    reviewer: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """An event: one version of an example is kept for a reviewer until a moment."""

    example_id: str
    version: int
    reviewer: str
    expires_at: datetime


class Objection(StrEnum):
    """Why an answer cannot count."""

    NOT_OPEN = "not open"  # nobody is asked about this version
    JUDGED = "judged"  # the same person has judged it
    TAKEN = "taken"  # others have given, or were promised, all the answers that are wanted


class Queue:
    """The state of one task's queue: a fold of its events over the examples that are open.

    Every reviewer walks round the same shuffled ring from a place of their own; an example that
    has some of its answers comes before those that have none, so that examples get finished. The
    order depends on `seed` and the ids alone: what is added or finished moves nothing else.
    Applying an event twice in a row changes nothing.
    """

    def __init__(self, *, overlap: int, seed: str) -> None:
        self.overlap = overlap
        self._open: dict[str, int] = {}
        self._judged: dict[str, dict[str, tuple[int, Decision]]] = {}
        self._judged_by: dict[str, set[str]] = {}
        self._done: Counter[str] = Counter()
        self._promises: dict[str, dict[str, Promised]] = {}
        self._promised_to: dict[str, dict[str, Promised]] = {}
        self._started = _Ring(seed)
        self._fresh = _Ring(seed)

    @property
    def open_versions(self) -> Mapping[str, int]:
        """The version that is asked about, by example id."""
        return self._open

    def open_only(self, versions: Mapping[str, int]) -> None:
        """Ask about exactly these versions of these examples from now on."""
        self._open = dict(versions)
        answers = {e: self._answers(e) for e in self._judged if e in self._open}
        self._fresh.replace(e for e in self._open if not answers.get(e))
        self._started.replace(e for e, count in answers.items() if 0 < count < self.overlap)

    def record(self, event: Judged | Promised) -> None:
        """Take in one event; events come in the order in which they were stored."""
        if isinstance(event, Promised):
            self._promises.setdefault(event.example_id, {})[event.reviewer] = event
            self._promised_to.setdefault(event.reviewer, {})[event.example_id] = event
            return
        judged = self._judged.setdefault(event.example_id, {})
        before = judged.get(event.reviewer)
        judged[event.reviewer] = (event.version, event.decision)
        self._done[event.reviewer] += (event.decision in COUNTED) - (
            before is not None and before[1] in COUNTED
        )
        self._judged_by.setdefault(event.reviewer, set()).add(event.example_id)
        self._forget_promise(event.example_id, event.reviewer)
        self._place(event.example_id)

    def next_for(self, reviewer: str, count: int, now: datetime) -> list[str]:
        """Up to `count` examples for a reviewer: what is promised to them first, then new ones.

        An example whose judgement was taken back comes before everything else. Empty when there
        is nothing that this reviewer could still answer now.
        """
        held = [promise.example_id for promise in self.promised_to(reviewer, now)]
        chosen = sorted(held, key=lambda example_id: not self._took_back(example_id, reviewer))
        del chosen[count:]
        known = set(chosen)
        for example_id in chain(self._started.walk(reviewer), self._fresh.walk(reviewer)):
            if len(chosen) >= count:
                break
            if example_id not in known and self._is_free(example_id, reviewer, now):
                chosen.append(example_id)
        return chosen

    def promised_to(self, reviewer: str, now: datetime) -> list[Promised]:
        """What is promised to a reviewer and can still be answered, in the order of promising."""
        own = self._promised_to.get(reviewer, {})
        for example_id in [e for e, promise in own.items() if promise.expires_at <= now]:
            self._forget_promise(example_id, reviewer)
        return [
            promise
            for promise in own.values()
            if self._open.get(promise.example_id) == promise.version
            and self.objection(promise.example_id, promise.version, reviewer, now) is None
        ]

    def objection(
        self, example_id: str, version: int, reviewer: str, now: datetime
    ) -> Objection | None:
        """Why this reviewer's answer to this version could not count; None when it can.

        A promise keeps a place for its reviewer. Without one, a place must be left beside the
        answers and the promises of others.
        """
        promise = self._promises.get(example_id, {}).get(reviewer)
        promised = promise is not None and promise.version == version and promise.expires_at > now
        if not promised and self._open.get(example_id) != version:
            return Objection.NOT_OPEN
        if self._has_judged(example_id, version, reviewer):
            return Objection.JUDGED
        answered = self._answered_by(example_id, version) - {reviewer}
        expected = set() if promised else self._expected_from(example_id, version, now)
        return Objection.TAKEN if len(answered | expected - {reviewer}) >= self.overlap else None

    def decision_of(self, example_id: str, version: int, reviewer: str) -> Decision | None:
        """What a reviewer decided about this version, if they did and have not taken it back."""
        if not self._has_judged(example_id, version, reviewer):
            return None
        return self._judged[example_id][reviewer][1]

    def version_of(self, example_id: str) -> int | None:
        """The version that is asked about; None when the example is not open."""
        return self._open.get(example_id)

    def done_by(self, reviewer: str) -> int:
        """How many examples a reviewer has accepted or rejected."""
        return self._done[reviewer]

    def left_for(self, reviewer: str) -> int:
        """How many open examples want more answers and were not judged by this reviewer.

        Those that are promised to others count: they come back when the others do not answer.
        """
        own = self._judged_by.get(reviewer, set())
        judged = sum(
            (e in self._started or e in self._fresh)
            and self._has_judged(e, self._open[e], reviewer)
            for e in own
        )
        return len(self._started) + len(self._fresh) - judged

    def _is_free(self, example_id: str, reviewer: str, now: datetime) -> bool:
        return self.objection(example_id, self._open[example_id], reviewer, now) is None

    def _has_judged(self, example_id: str, version: int, reviewer: str) -> bool:
        found = self._judged.get(example_id, {}).get(reviewer)
        return found is not None and found[0] == version and found[1] != Decision.UNDO

    def _took_back(self, example_id: str, reviewer: str) -> bool:
        found = self._judged.get(example_id, {}).get(reviewer)
        return found is not None and found[1] == Decision.UNDO

    def _answered_by(self, example_id: str, version: int) -> set[str]:
        judged = self._judged.get(example_id, {})
        return {
            who for who, (of, decision) in judged.items() if of == version and decision in COUNTED
        }

    def _expected_from(self, example_id: str, version: int, now: datetime) -> set[str]:
        return {
            who
            for who, promise in self._promises.get(example_id, {}).items()
            if promise.version == version and promise.expires_at > now
        }

    def _answers(self, example_id: str) -> int:
        return len(self._answered_by(example_id, self._open[example_id]))

    def _forget_promise(self, example_id: str, reviewer: str) -> None:
        self._promises.get(example_id, {}).pop(reviewer, None)
        self._promised_to.get(reviewer, {}).pop(example_id, None)

    def _place(self, example_id: str) -> None:
        if example_id not in self._open:
            return
        answers = self._answers(example_id)
        self._fresh.put(example_id, answers == 0)
        self._started.put(example_id, 0 < answers < self.overlap)


class _Ring:
    """Ids in an order shuffled by a seed, walked round from a place that a name gives."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._members: set[str] = set()
        self._order: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, example_id: str) -> bool:
        return example_id in self._members

    def replace(self, ids: Iterable[str]) -> None:
        """Hold exactly these ids."""
        members = set(ids)
        if len(members ^ self._members) <= _FEW:
            for example_id in members ^ self._members:
                self.put(example_id, example_id in members)
        else:
            self._members = members
            self._order = sorted((self._key(example_id), example_id) for example_id in members)

    def put(self, example_id: str, inside: bool) -> None:
        """Hold this id, or not."""
        if inside == (example_id in self._members):
            return
        entry = (self._key(example_id), example_id)
        if inside:
            self._members.add(example_id)
            insort(self._order, entry)
        else:
            self._members.remove(example_id)
            del self._order[bisect_left(self._order, entry)]

    def walk(self, name: str) -> Iterator[str]:
        """Every id once, from the place of this name."""
        begin = bisect_left(self._order, (self._key(name), ""))
        for index in chain(range(begin, len(self._order)), range(begin)):
            yield self._order[index][1]

    def _key(self, text: str) -> int:
        return crc32(f"{self._seed}\0{text}".encode())
