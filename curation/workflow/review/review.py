"""Reviewing: the next examples for a person, and their decisions stored."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from curation.people import Actor, Role, require
from curation.review.card import Card
from curation.review.decision import Decision, Review
from curation.review.events import Promised
from curation.review.queue import FEWEST, Queue
from curation.review.submission import Receipt, Submission
from curation.store import review_queue as stored
from curation.store.reviews import find_stored, list_clauses
from curation.store.trials import list_decided
from curation.task import Task
from curation.workflow.review.review_queue import LiveQueue, live_queue, open_queues
from curation.workflow.review.review_submissions import PROMISE, Submissions
from curation.workflow.review.trials import first_cards, with_trials
from curation.workflow.workspace import Workspace

_RENEW = PROMISE / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many examples a person has judged, and how many still want their answer."""

    done: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A decision that can be taken back, with the card it was about."""

    review: Review
    card: Card


def next_cards(workspace: Workspace, actor: Actor, task: Task, count: int) -> list[Card]:
    """Up to `count` examples for this person to judge, the same ones until they are judged.

    Each is kept for them for half an hour. Empty when there is nothing for them to judge now:
    everything is judged, or the rest is with other people. Known examples may be among them.
    """
    require(actor, Role.REVIEWER, to="review examples")
    live = live_queue(workspace, task)
    first = first_cards(workspace, live, actor, task)
    if first is not None:
        return first[:count]
    readings = live.readings
    ids = _promise(workspace, live, actor, task, count)
    if len(ids) < min(count, FEWEST):
        live.refresh(at_once=True)
        if live.readings != readings:
            ids = _promise(workspace, live, actor, task, count)
    cards = live.make_cards(ids, actor.id)
    if len(cards) < len(ids):
        live.refresh(at_once=True)
        cards = live.make_cards(_promise(workspace, live, actor, task, count), actor.id)
    return with_trials(workspace, live, actor, task, cards)


def submit(
    workspace: Workspace, actor: Actor, task: Task, submissions: Sequence[Submission]
) -> list[Receipt]:
    """A receipt for each submission, in order; what is called saved is on disk.

    A submission sent again gets the same receipt and changes nothing. Refused is a changed or
    settled example, one that is answered by enough others, a second answer of the same person,
    and answers that do not fit the questions.
    """
    require(actor, Role.REVIEWER, to="review examples")
    if not submissions:
        return []
    ids = [submission.example_id for submission in submissions]
    live = live_queue(workspace, task)
    if any(live.queue.version_of(s.example_id) != s.version for s in submissions):
        live.refresh(at_once=True)
    with live.current() as queue:
        known = find_stored(workspace.store, [submission.id for submission in submissions])
        states = stored.example_states(workspace.store, task.id, ids)
        desk = Submissions(workspace, live, queue, actor, task, states)
        receipts = [desk.take(submission, known.get(submission.id)) for submission in submissions]
        desk.store()
    return receipts


def leave_desk(workspace: Workspace, reviewer: str) -> None:
    """Give to others what is kept for a person who closed every tab; their decisions stay.

    When they come back, what nobody took is kept for them again.
    """
    for task, live in open_queues(workspace):
        now = workspace.now()
        with live.current() as queue:
            over = [replace(p, expires_at=now) for p in queue.promised_to(reviewer, now)]
            if over:
                stored.add_events(workspace.store, task.id, [], over, recorded_at=now)


def undo(
    workspace: Workspace, actor: Actor, task: Task, example_id: str, *, request_id: str
) -> Receipt:
    """Take back this person's decision about an example; it is kept for them to judge again."""
    states = stored.example_states(workspace.store, task.id, [example_id])
    version = states[example_id].version if example_id in states else 0
    taken_back = Submission(
        id=request_id, example_id=example_id, version=version, decision=Decision.UNDO
    )
    return submit(workspace, actor, task, [taken_back])[0]


def recent(workspace: Workspace, actor: Actor, task: Task, *, limit: int = 10) -> list[Recent]:
    """This person's newest decisions that can still be taken back, newest first.

    Answers to known examples are among them, also those that cannot be: they were made, and the
    person is told so.
    """
    require(actor, Role.REVIEWER, to="review examples")
    decided = list_decided(workspace.store, task.id, actor.id, limit=limit)
    ids = [review.example_id for review, _ in decided]
    states = stored.example_states(workspace.store, task.id, ids)
    standing = [
        review
        for review, known in decided
        if review.example_id in states
        and (known or not states[review.example_id].settled)
        and states[review.example_id].version == review.version
    ]
    cards = live_queue(workspace, task).shown_cards(
        {review.example_id: review.version for review in standing}, actor.id
    )
    cited = list_clauses(workspace.store, [review.id for review in standing])
    return [
        Recent(
            review=replace(review, clauses=cited.get(review.id, review.clauses)),
            card=cards[review.example_id],
        )
        for review in standing
        if review.example_id in cards
    ]


def progress(workspace: Workspace, actor: Actor, task: Task) -> Progress:
    """How far this person is with a task, with everything that was cleared up to now."""
    live = live_queue(workspace, task)
    live.refresh(at_once=True)
    with live.current() as queue:
        return _progress(queue, actor)


def standing(live: LiveQueue, actor: Actor) -> Progress:
    """The same as the queue has it in memory: it may be seconds old, and costs nothing."""
    with live.remembered() as queue:
        return _progress(queue, actor)


def keep_at_hand(
    workspace: Workspace, live: LiveQueue, actor: Actor, task: Task, ids: Collection[str]
) -> set[str]:
    """Those of the examples in this person's browser that they could no longer answer.

    The others are kept for them again where they were let go while the browser was away.
    """
    now = workspace.now()
    with live.remembered() as queue:
        lost = queue.lost_by(actor.id, ids, now)
        promised = {promise.example_id for promise in queue.promised_to(actor.id, now)}
        if all(e in lost or e in promised or queue.version_of(e) is None for e in ids):
            return lost
    with live.current() as queue:
        lost = queue.lost_by(actor.id, ids, now)
        promised = {promise.example_id for promise in queue.promised_to(actor.id, now)}
        free = [e for e in ids if e not in lost | promised and queue.version_of(e) is not None]
        again = _promises(queue, actor, free, now)
        stored.add_events(workspace.store, task.id, [], again, recorded_at=now)
    return lost


def _promises(queue: Queue, actor: Actor, ids: Iterable[str], now: datetime) -> list[Promised]:
    return [
        Promised(
            example_id=example_id,
            version=queue.version_of(example_id) or 0,
            reviewer=actor.id,
            expires_at=now + PROMISE,
        )
        for example_id in ids
    ]


def _progress(queue: Queue, actor: Actor) -> Progress:
    return Progress(done=queue.done_by(actor.id), left=queue.left_for(actor.id))


def _promise(
    workspace: Workspace, live: LiveQueue, actor: Actor, task: Task, count: int
) -> list[str]:
    """Choose the next examples and keep them for this person."""
    now = workspace.now()
    with live.current() as queue:
        queue.hear(actor.id, now)
        held = {promise.example_id: promise for promise in queue.promised_to(actor.id, now)}
        ids = queue.next_for(actor.id, count, now)
        taken_over = [] if ids else queue.spare_for(actor.id, now)
        ids = ids or [promise.example_id for promise in taken_over]
        promises = [replace(promise, expires_at=now) for promise in taken_over]
        due = [e for e in ids if e not in held or held[e].expires_at < now + _RENEW]
        promises += _promises(queue, actor, due, now)
        if promises:
            stored.add_events(workspace.store, task.id, [], promises, recorded_at=now)
    return ids
