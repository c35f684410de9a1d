"""Who judges which example next: as many answers as the task wants, and never one too many."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain
from math import ceil

from curation.review.decision import Decision
from curation.review.ring import Ring

COUNTED = frozenset({Decision.ACCEPT, Decision.REJECT})
"""The decisions that are answers; a skip leaves its place to somebody else."""

FEWEST = 2
"""So many examples a person is given at least: the one on the screen, and the next."""

AT_HAND = 5
"""So many of the examples promised to a person at work stay theirs while others have nothing."""

PLENTY = 50
"""While there are so many examples for each person at work, nobody is given fewer than they ask
for."""

QUIET = timedelta(minutes=5)
"""Who said nothing for longer keeps only the example on the screen while others have nothing."""

_NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - the store keeps UTC without a zone


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
    Applying an event twice in a row changes nothing. Near the end everybody is given fewer at a
    time, so that the last examples are not all with one person.
    """

    def __init__(self, *, overlap: int, seed: str) -> None:
        self.overlap = overlap
        self._open: dict[str, int] = {}
        self._judged: dict[str, dict[str, tuple[int, Decision]]] = {}
        self._judged_by: dict[str, set[str]] = {}
        self._done: Counter[str] = Counter()
        self._promises: dict[str, dict[str, Promised]] = {}
        self._promised_to: dict[str, dict[str, Promised]] = {}
        self._heard: dict[str, datetime] = {}
        self._started = Ring(seed)
        self._fresh = Ring(seed)

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

    def hear(self, reviewer: str, now: datetime) -> None:
        """Take note that a reviewer is at work."""
        self._heard[reviewer] = now

    def next_for(self, reviewer: str, count: int, now: datetime) -> list[str]:
        """Up to `count` examples for a reviewer: what is promised to them first, then new ones.

        An example whose judgement was taken back comes before everything else. Empty when there
        is nothing that this reviewer could still answer now.
        """
        if count > FEWEST:
            count = min(count, self._share(now))
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

    def spare_for(self, reviewer: str, now: datetime) -> list[Promised]:
        """Promises to others from which this reviewer, who has nothing, may take over: up to
        FEWEST.

        They are the last ones of whoever has most: beyond AT_HAND from somebody at work, all but
        the one on the screen from somebody who is QUIET.
        """
        spare: list[Promised] = []
        others = [self.promised_to(who, now) for who in self._promised_to if who != reviewer]
        for own in sorted(others, key=len, reverse=True):
            keeps = AT_HAND if own and self._is_at_work(own[0].reviewer, now) else 1
            spare += [promise for promise in reversed(own[keeps:]) if self._fits(promise, reviewer)]
            if len(spare) >= FEWEST:
                break
        return spare[:FEWEST]

    def lost_by(self, reviewer: str, ids: Iterable[str], now: datetime) -> set[str]:
        """Those of these examples that a reviewer was shown and could no longer answer."""
        own = self._promised_to.get(reviewer, {})
        lost = set()
        for example_id in ids:
            version = self._open.get(example_id)
            if version is None:
                continue  # it is being scanned anew; what was promised may still be answered
            promise = own.get(example_id)
            if (promise is not None and promise.version != version) or self.objection(
                example_id, version, reviewer, now
            ):
                lost.add(example_id)
        return lost

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

    def _share(self, now: datetime) -> int:
        """How many examples one person is given at most, so that there are some for everybody."""
        people = max(1, sum(self._is_at_work(who, now) for who in self._heard))
        wanting = len(self._started) + len(self._fresh)
        if wanting >= PLENTY * people:
            return PLENTY
        places = sum(
            self.overlap - self._answers(example_id)
            for example_id in chain(self._started.walk(""), self._fresh.walk(""))
        )
        return max(FEWEST, ceil(places / people))

    def _is_at_work(self, reviewer: str, now: datetime) -> bool:
        return now - self._heard.get(reviewer, _NEVER) <= QUIET

    def _fits(self, promise: Promised, reviewer: str) -> bool:
        """True when this promise, and no place beside it, could be taken over by a reviewer."""
        example_id, version = promise.example_id, promise.version
        return (
            self._open.get(example_id) == version
            and not self._has_judged(example_id, version, reviewer)
            and not self._took_back(example_id, promise.reviewer)
        )

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
