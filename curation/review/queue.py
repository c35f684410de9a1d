"""Who judges which example next: as many answers as the task wants, and never one too many."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain
from math import ceil

from curation.review.decision import Decision
from curation.review.events import Judged, Promised
from curation.review.judgements import Judgements
from curation.review.promises import Promises
from curation.review.ring import Ring
from curation.review.route import Route

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
    time, so that the last examples are not all with one person. A route may say otherwise: another
    order, more answers for some examples, and who is asked about which.
    """

    def __init__(self, *, overlap: int, seed: str) -> None:
        self.overlap = overlap
        self._open: dict[str, int] = {}
        self._route = Route()
        self._judged = Judgements()
        self._promises = Promises()
        self._heard: dict[str, datetime] = {}
        self._started = Ring(seed)
        self._fresh = Ring(seed)
        self._wanting: Counter[str] = Counter()  # by slice, of those that only some people judge

    @property
    def open_versions(self) -> Mapping[str, int]:
        """The version that is asked about, by example id."""
        return self._open

    @property
    def route(self) -> Route:
        """The order and the rules that hold."""
        return self._route

    def open_only(self, versions: Mapping[str, int], route: Route | None = None) -> None:
        """Ask about exactly these versions of these examples from now on, by this route."""
        self._open, self._route = dict(versions), route or Route()
        started = [e for e in self._judged if e in self._open and self._answers(e)]
        fresh = set(self._open).difference(started)
        places = {e: self._place_of(e) for e in started if self._wants_more(e)}
        self._fresh.replace(fresh, self._route.places)
        self._started.replace(places, places)
        self._wanting = Counter(
            name for e, name in self._route.slice_of.items() if e in fresh or e in places
        )

    def record(self, event: Judged | Promised) -> None:
        """Take in one event; events come in the order in which they were stored."""
        if isinstance(event, Promised):
            self._promises.record(event)
            return
        self._judged.record(event)
        self._promises.forget(event.example_id, event.reviewer)
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
        chosen = sorted(
            held, key=lambda example_id: not self._judged.took_back(example_id, reviewer)
        )
        del chosen[count:]
        known = set(chosen)
        first = (e for e in self._route.first if e in self._started or e in self._fresh)
        for example_id in chain(first, self._started.walk(reviewer), self._fresh.walk(reviewer)):
            if len(chosen) >= count:
                break
            if example_id not in known and self._is_for(example_id, reviewer, now):
                chosen.append(example_id)
                known.add(example_id)
        return chosen

    def spare_for(self, reviewer: str, now: datetime) -> list[Promised]:
        """Promises to others from which this reviewer, who has nothing, may take over: up to
        FEWEST.

        They are the last ones of whoever has most: beyond AT_HAND from somebody at work, all but
        the one on the screen from somebody who is QUIET.
        """
        spare: list[Promised] = []
        others = [
            self.promised_to(who, now) for who in self._promises.reviewers() if who != reviewer
        ]
        for own in sorted(others, key=len, reverse=True):
            keeps = AT_HAND if own and self._is_at_work(own[0].reviewer, now) else 1
            spare += [promise for promise in reversed(own[keeps:]) if self._fits(promise, reviewer)]
            if len(spare) >= FEWEST:
                break
        return spare[:FEWEST]

    def lost_by(self, reviewer: str, ids: Iterable[str], now: datetime) -> set[str]:
        """Those of these examples that a reviewer was shown and could no longer answer."""
        lost = set()
        for example_id in ids:
            version = self._open.get(example_id)
            if version is None:
                continue  # it is being scanned anew; what was promised may still be answered
            promise = self._promises.find(example_id, reviewer)
            if (promise is not None and promise.version != version) or self.objection(
                example_id, version, reviewer, now
            ):
                lost.add(example_id)
        return lost

    def promised_to(self, reviewer: str, now: datetime) -> list[Promised]:
        """What is promised to a reviewer and can still be answered, in the order of promising."""
        return [
            promise
            for promise in self._promises.standing(reviewer, now)
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
        promise = self._promises.find(example_id, reviewer)
        promised = promise is not None and promise.version == version and promise.expires_at > now
        if not promised and self._open.get(example_id) != version:
            return Objection.NOT_OPEN
        if self._judged.find(example_id, version, reviewer) is not None:
            return Objection.JUDGED
        answered = self._judged.answered_by(example_id, version) - {reviewer}
        expected = set() if promised else self._promises.expected_from(example_id, version, now)
        taken = len(answered | expected - {reviewer}) >= self._wanted(example_id, version)
        return Objection.TAKEN if taken else None

    def decision_of(self, example_id: str, version: int, reviewer: str) -> Decision | None:
        """What a reviewer decided about this version, if they did and have not taken it back."""
        return self._judged.find(example_id, version, reviewer)

    def took_back(self, example_id: str, reviewer: str) -> bool:
        """True when a reviewer took their decision about this example back."""
        return self._judged.took_back(example_id, reviewer)

    def version_of(self, example_id: str) -> int | None:
        """The version that is asked about; None when the example is not open."""
        return self._open.get(example_id)

    def done_by(self, reviewer: str) -> int:
        """How many examples a reviewer has accepted or rejected."""
        return self._judged.done_by(reviewer)

    def left_for(self, reviewer: str) -> int:
        """How many open examples want more answers and were not judged by this reviewer.

        Those that are promised to others count: they come back when the others do not answer.
        """
        own = self._judged.touched_by(reviewer)
        judged = sum(
            (e in self._started or e in self._fresh)
            and self._may(e, reviewer)
            and self._judged.find(e, self._open[e], reviewer) is not None
            for e in own
        )
        for_others = sum(
            count
            for name, count in self._wanting.items()
            if reviewer not in self._route.people_of[name]
        )
        return len(self._started) + len(self._fresh) - for_others - judged

    def wanting(self) -> int:
        """How many open examples want answers, of anybody."""
        return len(self._started) + len(self._fresh)

    def disputed(self) -> int:
        """How many open examples wait for a further answer because the first ones disagree."""
        return sum(self._answers(e) >= self._base(e) for e in self._started.walk(""))

    def _is_for(self, example_id: str, reviewer: str, now: datetime) -> bool:
        version = self._open[example_id]
        return self._may(example_id, reviewer) and (
            self.objection(example_id, version, reviewer, now) is None
        )

    def _may(self, example_id: str, reviewer: str) -> bool:
        name = self._route.slice_of.get(example_id)
        return name is None or reviewer in self._route.people_of[name]

    def _base(self, example_id: str) -> int:
        return self._route.wanted.get(example_id, self.overlap)

    def _wanted(self, example_id: str, version: int) -> int:
        """How many answers an example is to have: more where the first ones do not agree."""
        base = self._base(example_id)
        if not self._route.extra or len(self._judged.answered_by(example_id, version)) < base:
            return base
        return base + self._route.extra * (self._judged.stances(example_id, version) > 1)

    def _wants_more(self, example_id: str) -> bool:
        return self._answers(example_id) < self._wanted(example_id, self._open[example_id])

    def _place_of(self, example_id: str) -> float:
        if self._route.by_disagreement:
            return -float(self._judged.stances(example_id, self._open[example_id]))
        return self._route.places.get(example_id, 0.0)

    def _share(self, now: datetime) -> int:
        """How many examples one person is given at most, so that there are some for everybody."""
        people = max(1, sum(self._is_at_work(who, now) for who in self._heard))
        wanting = len(self._started) + len(self._fresh)
        if wanting >= PLENTY * people:
            return PLENTY
        places = sum(
            self._wanted(example_id, self._open[example_id]) - self._answers(example_id)
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
            and self._may(example_id, reviewer)
            and self._judged.find(example_id, version, reviewer) is None
            and not self._judged.took_back(example_id, promise.reviewer)
        )

    def _answers(self, example_id: str) -> int:
        return len(self._judged.answered_by(example_id, self._open[example_id]))

    def _place(self, example_id: str) -> None:
        if example_id not in self._open:
            return
        answers = self._answers(example_id)
        before = example_id in self._fresh or example_id in self._started
        wanting = self._wants_more(example_id)
        fresh = self._route.places.get(example_id, 0.0)
        self._fresh.put(example_id, answers == 0, fresh)
        self._started.put(example_id, answers > 0 and wanting, self._place_of(example_id))
        if example_id in self._route.slice_of:
            after = example_id in self._fresh or example_id in self._started
            self._wanting[self._route.slice_of[example_id]] += after - before
