"""Simulated reviewers who judge a whole task through the real verbs, each in a thread of its own.

They skip, take back, edit, send twice, close the tab, leave for good and stay away over lunch, as
people do. Time is made: each person has a clock, and nobody runs ahead of the others by more than
a moment, so that waiting is measured in the seconds of the people and not of the machine.
"""

import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from curation.people import Actor, Role
from curation.review.card import Card
from curation.review.decision import Decision
from curation.review.submission import Submission
from curation.task import Task
from curation.workflow.review.review import leave_desk
from curation.workflow.review.review_exchange import Outbox, Reply, exchange
from curation.workflow.workspace import Workspace

ASK_AGAIN = 15.0
"""Seconds after which an idle desk asks again, as desk.js does."""

AHEAD_BY = 5.0
"""Seconds by which one person's clock may be ahead of the slowest."""

LUNCH = 40 * 60.0
START = datetime(2026, 1, 5, 9, 0, 0)  # noqa: DTZ001 - the store keeps UTC without a zone


class Clock:
    """The time of all: a person goes on when nobody is further behind than AHEAD_BY."""

    def __init__(self) -> None:
        self._times: dict[object, float] = {}
        self._latest = 0.0
        self._turn = threading.Condition()

    def enter(self, person: object) -> None:
        """Take part from now on."""
        with self._turn:
            self._times[person] = self._latest

    def leave(self, person: object) -> None:
        """Take part no longer."""
        with self._turn:
            del self._times[person]
            self._turn.notify_all()

    def spend(self, person: object, seconds: float) -> float:
        """Let so many seconds pass for a person; returns their time."""
        with self._turn:
            mine = self._times[person] = self._times[person] + seconds
            self._turn.notify_all()
            self._turn.wait_for(lambda: mine <= min(self._times.values()) + AHEAD_BY)
            self._latest = max(self._latest, mine)
            return mine

    def now(self) -> datetime:
        """The time as the workspace sees it."""
        return START + timedelta(seconds=self._latest)


@dataclass(kw_only=True)
class Person:
    """One simulated reviewer: what is at hand, and how long there was nothing although there was
    work that they could have done.
    """

    actor: Actor
    pace: float
    chance: Random
    leaves_after: int | None = None
    lunch_after: int | None = None
    hand: list[Card] = field(default_factory=list)
    last: Card | None = None
    made: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    idle: float = 0.0
    longest_idle: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the store says when everybody is done, and what the people felt.

    `too_many` has the examples that had more answers than wanted at any moment, `unfinished` those
    that have fewer at the end, `twice` those that one person answered twice without taking back.
    """

    answers: int
    too_many: list[str]
    unfinished: list[str]
    twice: list[str]
    people: list[Person]
    seconds: float


def simulate(
    workspace: Workspace,
    task: Task,
    *,
    people: int,
    seed: int,
    wanted: Mapping[str, int] | None = None,
) -> Outcome:
    """Let so many people judge everything there is.

    `wanted` has the number of answers of examples that want another number than the task says.
    One in five closes the tab or just goes silent, one in seven is away for lunch.
    """
    leavers, lunches = people // 5, people // 7
    clock = Clock()
    timed = replace(workspace, now=clock.now)
    chance = Random(seed)
    everybody = [
        Person(
            actor=Actor(id=f"person-{n}", name=f"Person {n}", role=Role.REVIEWER),
            pace=chance.uniform(3.0, 12.0),
            chance=Random(f"{seed} {n}"),
            leaves_after=chance.randint(10, 60) if n < leavers else None,
            lunch_after=chance.randint(10, 60) if leavers <= n < leavers + lunches else None,
        )
        for n in range(people)
    ]
    errors: list[BaseException] = []
    for person in everybody:
        clock.enter(person.actor.id)

    def run(person: Person) -> None:
        try:
            _work(timed, task, person, clock, people)
        except BaseException as error:
            errors.append(error)
        finally:
            clock.leave(person.actor.id)

    threads = [threading.Thread(target=run, args=(person,)) for person in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    seconds = (clock.now() - START).total_seconds()
    return _outcome(workspace, task, everybody, seconds, wanted or {})


def _work(workspace: Workspace, task: Task, person: Person, clock: Clock, people: int) -> None:
    def say(*decisions: Submission) -> Reply:
        held = [card.example_id for card in person.hand]
        outbox = Outbox(submissions=decisions, held=held, wants_recent=False)
        reply = exchange(workspace, person.actor, task, outbox)
        for receipt in reply.receipts:
            if receipt.refusal is not None:
                person.refused[receipt.refusal.title] += 1
        gone = {card.example_id for card in person.hand[1:]} & set(reply.gone)
        person.hand = [card for card in person.hand if card.example_id not in gone]
        there = {card.example_id for card in person.hand}
        person.hand += [card for card in reply.cards if card.example_id not in there]
        return reply

    reply = say()
    while reply.progress.left or person.hand:
        if not person.hand:
            clock.spend(person.actor.id, ASK_AGAIN)
            # Each of the others may have one on the screen: with no more than those, it is the end.
            person.idle = person.idle + ASK_AGAIN if reply.progress.left > people else 0.0
            person.longest_idle = max(person.longest_idle, person.idle)
            reply = say()
            continue
        person.idle = 0.0
        if _goes(workspace, person, clock):
            return
        clock.spend(person.actor.id, person.chance.uniform(0.5, 1.5) * person.pace)
        reply = _decide(person, say)


def _decide(person: Person, say: Callable[..., Reply]) -> Reply:
    draw = person.chance.random()
    if draw < 0.03 and person.last is not None:
        card, person.last = person.last, None
        person.hand.insert(0, card)
        return say(_submission(card, Decision.UNDO))
    card = person.hand.pop(0)
    decision = Decision.SKIP if draw < 0.06 else Decision.REJECT if draw < 0.2 else Decision.ACCEPT
    sent = _submission(card, decision, edit=draw > 0.9)
    person.last, person.made = card, person.made + 1
    if draw > 0.8:
        say(sent)  # the answer to it was lost on the way
    return say(sent)


def _goes(workspace: Workspace, person: Person, clock: Clock) -> bool:
    """True when this person leaves for good; before that, they may be away for a while."""
    if person.lunch_after is not None and person.made >= person.lunch_after:
        person.lunch_after = None
        clock.spend(person.actor.id, LUNCH)
    if person.leaves_after is None or person.made < person.leaves_after:
        return False
    if person.chance.random() < 0.5:
        leave_desk(workspace, person.actor.id)  # the tab was closed; else it just went silent
    return True


def _submission(card: Card, decision: Decision, *, edit: bool = False) -> Submission:
    edits = decision == Decision.ACCEPT and edit
    return Submission(
        id=uuid.uuid4().hex,
        example_id=card.example_id,
        version=card.version,
        decision=decision,
        answers={"reply": card.proposed["reply"] + " Thank you."} if edits else {},
        seconds=5.0,
    )


def _outcome(
    workspace: Workspace,
    task: Task,
    people: list[Person],
    seconds: float,
    wanted: Mapping[str, int],
) -> Outcome:
    """Fold the stored reviews once more, without the queue's own code."""
    standing: defaultdict[str, dict[str, str]] = defaultdict(dict)
    too_many, twice = set(), set()
    for row in workspace.store.read(
        "select example_id, reviewer, decision from review where task = ? order by sequence",
        [task.id],
    ):
        own = standing[row["example_id"]]
        if row["decision"] == "undo":
            own.pop(row["reviewer"], None)
            continue
        if row["reviewer"] in own:
            twice.add(row["example_id"])
        own[row["reviewer"]] = row["decision"]
        answers = sum(decision != "skip" for decision in own.values())
        if answers > wanted.get(row["example_id"], task.overlap):
            too_many.add(row["example_id"])
    staged = workspace.store.read(
        "select distinct example_id from example where task = ?", [task.id]
    )
    counts = {
        row["example_id"]: sum(d != "skip" for d in standing[row["example_id"]].values())
        for row in staged
    }
    return Outcome(
        answers=sum(counts.values()),
        too_many=sorted(too_many),
        unfinished=sorted(e for e, count in counts.items() if count < wanted.get(e, task.overlap)),
        twice=sorted(twice),
        people=people,
        seconds=seconds,
    )
