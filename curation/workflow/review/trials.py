"""Trials: known examples given before and among the others, and how people answered them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from curation.people import Actor, Role, require
from curation.review.card import Card
from curation.review.trials import Passing, Trial, TrialKind, Trying, followed, passing
from curation.store import trials as stored
from curation.store.routing import latest_routing
from curation.task import Task
from curation.workflow.review.review_queue import LiveQueue
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How one person answered known examples: as they are known, of so many.

    Who `waits` is below the mark, and too few examples are settled for another set.
    """

    person: str
    passing: Passing
    gold: tuple[int, int]
    waits: bool = False


def first_cards(
    workspace: Workspace, live: LiveQueue, actor: Actor, task: Task
) -> list[Card] | None:
    """The known examples that a person must answer before any other; None when there are none.

    They are for reviewers who have not judged anything in the task yet. Until as many examples are
    settled as a set has, nobody is kept waiting for them.
    """
    state = _passing(workspace, live.trying, actor, task)
    if state is None or state.passed:
        return None
    own = _own(workspace, actor, task, TrialKind.FIRST)
    with live.remembered() as queue:
        if not own and queue.done_by(actor.id):
            return None
    waiting = [one for one in own if one.same is None]
    wanted = live.trying.first - state.answered - len(waiting)
    if wanted > 0:
        found = stored.list_settled(workspace.store, task.id, actor.id, limit=wanted)
        if not own and len(found) < wanted:
            return None
        waiting += _give(workspace, actor, task, TrialKind.FIRST, found)
    return live.trial_cards({one.example_id: one.version for one in waiting}, actor.id)


def with_trials(
    workspace: Workspace, live: LiveQueue, actor: Actor, task: Task, cards: Sequence[Card]
) -> list[Card]:
    """The cards with known examples among them, as many as the curator has set."""
    shares = {TrialKind.GOLD: live.trying.gold, TrialKind.REPEAT: live.trying.repeats}
    after = [
        (card, kind)
        for card in cards
        for kind, percent in shares.items()
        if followed(kind, percent, actor.id, card.example_id)
    ]
    if not after:
        return list(cards)
    waiting = {
        kind: [one for one in _own(workspace, actor, task, kind) if one.same is None]
        for kind in shares
    }
    for kind, count in Counter(kind for _, kind in after).items():
        missing = count - len(waiting[kind])
        if missing > 0:
            waiting[kind] += _find(workspace, actor, task, kind, missing, live.trying.days)
    made = {
        card.example_id: card
        for card in live.trial_cards(
            {one.example_id: one.version for own in waiting.values() for one in own}, actor.id
        )
    }
    mixed: list[Card] = []
    for card in cards:
        mixed.append(card)
        for kind in (kind for before, kind in after if before is card and waiting[kind]):
            one = waiting[kind].pop(0)
            if one.example_id in made:
                mixed.append(made[one.example_id])
    return mixed


def waiting_trials(workspace: Workspace, live: LiveQueue, actor: Actor, task: Task) -> set[str]:
    """The known examples that this person may have at hand; none where none are given."""
    if live.trying == Trying():
        return set()
    own = stored.own_trials(workspace.store, task.id, actor.id)
    return {one.example_id for one in own if one.same is None}


def own_passing(workspace: Workspace, actor: Actor, task: Task) -> Passing | None:
    """How the person who asks stands with the first examples; None when they need none."""
    trying = latest_routing(workspace.store, task.id).trying
    return _passing(workspace, trying, actor, task)


def list_tried(workspace: Workspace, actor: Actor, task: Task) -> list[Tried]:
    """How everybody answered settled examples, by name; how they repeat themselves is their own."""
    require(actor, Role.CURATOR, to="see how others answer known examples")
    trying = latest_routing(workspace.store, task.id).trying
    results = stored.list_results(workspace.store, task.id)
    people = names(workspace)
    tried = []
    for who in {reviewer for reviewer, _ in results}:
        gold = results.get((who, TrialKind.GOLD), [])
        state = passing(results.get((who, TrialKind.FIRST), []), trying)
        tried.append(
            Tried(
                person=people.get(who, who),
                passing=state,
                gold=(sum(gold), len(gold)),
                waits=not state.passed and _has_none_left(workspace, task, who),
            )
        )
    return sorted(tried, key=lambda one: one.person)


def _passing(workspace: Workspace, trying: Trying, actor: Actor, task: Task) -> Passing | None:
    if not trying.first or actor.role is not Role.REVIEWER:
        return None
    own = _own(workspace, actor, task, TrialKind.FIRST)
    return passing([one.same for one in own if one.same is not None], trying)


def _has_none_left(workspace: Workspace, task: Task, reviewer: str) -> bool:
    own = stored.own_trials(workspace.store, task.id, reviewer)
    waiting = any(one.kind is TrialKind.FIRST and one.same is None for one in own)
    return not waiting and not stored.list_settled(workspace.store, task.id, reviewer, limit=1)


def _own(workspace: Workspace, actor: Actor, task: Task, kind: TrialKind) -> list[Trial]:
    own = stored.own_trials(workspace.store, task.id, actor.id)
    return [one for one in own if one.kind is kind]


def _find(
    workspace: Workspace, actor: Actor, task: Task, kind: TrialKind, count: int, days: int
) -> list[Trial]:
    if kind is TrialKind.GOLD:
        found = stored.list_settled(workspace.store, task.id, actor.id, limit=count)
    else:
        before = workspace.now() - timedelta(days=days)
        found = stored.list_earlier(workspace.store, task.id, actor.id, before=before, limit=count)
    return _give(workspace, actor, task, kind, found)


def _give(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    kind: TrialKind,
    found: Sequence[tuple[str, int]],
) -> list[Trial]:
    given = [Trial(example_id=name, version=version, kind=kind) for name, version in found]
    stored.add_asked(workspace.store, task.id, actor.id, given, recorded_at=workspace.now())
    return given
