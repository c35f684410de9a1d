"""The queue of a task as the store has it now, kept in memory so that a decision is cheap.

Everything that changes a queue goes through its one lock: two people can never be given, or give,
the last answer of the same example. The store has every event; after a restart the queue is
folded from it again.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from weakref import WeakKeyDictionary

from curation.review.card import Card, Options, make_card, offer_labels, without_suggested
from curation.review.queue import Queue
from curation.review.route import is_hidden
from curation.review.suggested import INGEST, with_made
from curation.review.trials import Trying
from curation.store import review_queue as stored
from curation.store.changes import changed_since_review
from curation.store.connection import Store
from curation.store.suggestions import list_of
from curation.task import QuestionKind, Task
from curation.workflow.privacy.masked import mask_examples
from curation.workflow.review.open_examples import OpenExamples, OpenReading
from curation.workflow.workspace import Workspace

REFRESH_SECONDS = 10.0
"""How old the list of open examples may be while it still has enough for everybody."""

_CARDS_KEPT = 5_000


class LiveQueue:
    """One task's queue; whatever reads and then changes it does so in `with live.current():`."""

    def __init__(self, workspace: Workspace, task: Task, lock: threading.RLock) -> None:
        self.queue = Queue(overlap=task.overlap, seed=task.id)
        self.options: Options = offer_labels(task, {})
        self.labels = [q.id for q in task.questions if q.kind is QuestionKind.LABEL]
        self.hidden = 0
        self.told = False
        self.source = INGEST
        self.trying = Trying()
        self._seed = task.id
        self._lock = lock
        self._workspace = workspace
        self._task = task
        self._last = 0
        self.readings = 0  # how often the list of open examples was read
        self._reading = OpenReading(workspace, task)
        self._loaded = float("-inf")
        self._loading = threading.Lock()
        self._shown: OrderedDict[tuple[str, str], Card] = OrderedDict()

    @contextmanager
    def current(self) -> Iterator[Queue]:
        """The queue with everything stored so far, kept from everybody else meanwhile."""
        with self._lock:
            self._catch_up()
            yield self.queue

    @contextmanager
    def remembered(self) -> Iterator[Queue]:
        """The queue as it was last seen, kept from everybody else; no trip to the store."""
        with self._lock:
            if not self._last:
                self._catch_up()
            yield self.queue

    def forget(self) -> None:
        """Fold the queue from the store again at the next use: a write failed half way."""
        fresh = Queue(overlap=self._task.overlap, seed=self._seed)
        fresh.open_only(self.queue.open_versions, self.queue.route)
        self.queue, self._last = fresh, 0

    def refresh(self, *, at_once: bool = False) -> None:
        """Read again which examples are open, if that may have changed.

        It takes half a second on 100,000 examples, so it is done outside the lock, by one thread
        at a time, and not more often than REFRESH_SECONDS unless `at_once`.
        """
        if not at_once and time.monotonic() - self._loaded < REFRESH_SECONDS:
            return
        if not self._loading.acquire(blocking=at_once or not self.readings):
            return
        try:
            found = self._reading.read()
            if found is not None:
                self._take(found)
                self.readings += 1
            self._loaded = time.monotonic()
        finally:
            self._loading.release()

    def make_cards(self, ids: Sequence[str], reviewer: str) -> list[Card]:
        """The cards of these examples as this reviewer is shown them now.

        An example that changed since the list of open ones was read is left out: its newest
        version may not be scanned.
        """
        cards = [
            card
            for card in self.fresh_cards(ids, source=self.source)
            if card.version == self.queue.version_of(card.example_id)
        ]
        judged = changed_since_review(
            self._workspace.store, reviewer, [card.example_id for card in cards]
        )
        cards = [
            replace(self._as_shown(card, reviewer), changed=card.example_id in judged)
            for card in cards
        ]
        for card in cards:
            self._keep(card, reviewer)
        return cards

    def trial_cards(self, versions: Mapping[str, int], reviewer: str) -> list[Card]:
        """The cards of known examples as this reviewer is shown them; changed ones are left out.

        A suggestion that was made for one would tell what is known: they have only what they came
        with, and no label where suggestions are made.
        """
        cards = [
            self._as_shown(card, reviewer)
            if self.source == INGEST
            else without_suggested(card, self.labels)
            for card in self.fresh_cards(list(versions))
            if card.version == versions[card.example_id]
        ]
        for card in cards:
            self._keep(card, reviewer)
        return cards

    def shown_cards(self, versions: Mapping[str, int], reviewer: str) -> dict[str, Card]:
        """The cards that this reviewer was shown, by example id.

        They are made again when the app was restarted since; what changed since is left out.
        """
        found = {}
        for example_id, version in versions.items():
            card = self._shown.get((reviewer, example_id))
            if card is not None and card.version == version:
                found[example_id] = card
        for card in self.fresh_cards([e for e in versions if e not in found], source=self.source):
            if card.version == versions[card.example_id]:
                found[card.example_id] = self._as_shown(card, reviewer)
                self._keep(found[card.example_id], reviewer)
        return found

    def _as_shown(self, card: Card, reviewer: str) -> Card:
        """The card without its suggested labels where they are hidden from this reviewer."""
        if not is_hidden(self.hidden, reviewer, card.example_id):
            return card
        return replace(
            card,
            proposed={**card.proposed, **dict.fromkeys(self.labels, "")},
            withheld={label: card.proposed[label] for label in self.labels if card.proposed[label]},
        )

    def fresh_cards(self, ids: Sequence[str], *, source: str = INGEST) -> list[Card]:
        """The cards of the newest versions of these examples; unknown ids are left out.

        They propose what the examples came with, or what another source suggests in its place.
        """
        if not ids:
            return []
        known = stored.example_states(self._workspace.store, self._task.id, ids)
        there = [example_id for example_id in ids if example_id in known]
        masked = mask_examples(self._workspace, self._task.id, ids=there)
        made = {} if source == INGEST else list_of(self._workspace.store, there, source=source)
        cards = []
        for example_id, own in zip(there, masked, strict=True):
            staged = own.staged
            if source != INGEST:
                suggested = made.get((example_id, staged.version), ())
                example = with_made(staged.example, suggested, source, self._task)
                staged = replace(staged, example=example)
            find = own.masking.replaced
            cards.append(
                make_card(example_id, staged, self._task, self.options, find=find, source=source)
            )
        return cards

    def _catch_up(self) -> None:
        found = stored.list_events(
            self._workspace.store,
            self._task.id,
            labels=self.labels,
            after=self._last,
            now=self._workspace.now(),
        )
        for event in found.events:
            self.queue.record(event)
        self._last = found.last

    def _keep(self, card: Card, reviewer: str) -> None:
        with self._lock:
            self._shown[reviewer, card.example_id] = card
            self._shown.move_to_end((reviewer, card.example_id))
            while len(self._shown) > _CARDS_KEPT:
                self._shown.popitem(last=False)

    def _take(self, found: OpenExamples) -> None:
        """Hand out what was found, by its route."""
        with self._lock:
            if found.seed != self._seed:
                self._seed = found.seed
                self.forget()
            self.queue.open_only(found.versions, found.route)
            self.hidden, self.told = found.routing.hidden, found.routing.told
            self.trying, self.source = found.routing.trying, found.routing.source
            self.options = offer_labels(self._task, found.labels)


_queues: WeakKeyDictionary[Store, dict[str, tuple[Task, LiveQueue]]] = WeakKeyDictionary()
_locks: WeakKeyDictionary[Store, dict[str, threading.RLock]] = WeakKeyDictionary()
_opening = threading.Lock()


def live_queue(workspace: Workspace, task: Task) -> LiveQueue:
    """The queue of a task, shared by everybody in this process.

    A task that was changed (its overlap, its questions) has a new queue under the same lock. The
    guideline changes nothing in it: pages that were opened with another one share the queue.
    """
    with _opening:
        task = replace(task, guideline="")
        queues = _queues.setdefault(workspace.store, {})
        lock = _locks.setdefault(workspace.store, {}).setdefault(task.id, threading.RLock())
        known = queues.get(task.id)
        if known is None or known[0] != task:
            known = queues[task.id] = (task, LiveQueue(workspace, task, lock))
    known[1].refresh()
    return known[1]


def open_queues(workspace: Workspace) -> list[tuple[Task, LiveQueue]]:
    """The queues that somebody has used since the app was started."""
    with _opening:
        return list(_queues.get(workspace.store, {}).values())
