"""One decision for many examples at once: found by words or likeness, undone as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.errors import InputRefused, NotFound
from curation.people import Actor, Role, require
from curation.review.card import Card
from curation.review.decision import Decision
from curation.review.similar import likeness, telling_words, words_of
from curation.review.submission import Receipt, Submission, one_line
from curation.store.matching_examples import list_matching
from curation.store.reviews import list_recent
from curation.task import Task
from curation.workflow.review.review import submit
from curation.workflow.review.review_queue import LiveQueue, live_queue
from curation.workflow.workspace import Workspace

MOST = 100
"""Examples that are decided at once at most: more than that nobody has looked at."""

LEAST_ALIKE = 0.1
"""Below this likeness two texts share little but the words of every ticket."""

_CANDIDATES = 2_000
_READ = 300
_BULK = "bulk-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """Decisions that one person made at once and has not taken back: `size` examples."""

    id: str
    decision: Decision
    size: int


def search_cards(
    workspace: Workspace, actor: Actor, task: Task, text: str, *, limit: int = MOST
) -> list[Card]:
    """The examples for this person to judge whose shown texts hold all these words.

    None for a text without words. What stands for a personal value is searched, never the value.
    """
    require(actor, Role.REVIEWER, to="review examples")
    words = words_of(text)
    if not words:
        return []
    live = live_queue(workspace, task)
    found = _open_cards(workspace, live, actor, task, words, fewest=len(words))
    return [card for card in found if _holds(card, words)][:limit]


def similar_cards(
    workspace: Workspace, actor: Actor, task: Task, example_id: str, *, limit: int = MOST
) -> list[Card]:
    """An example and those for this person to judge that are alike, the most alike first.

    Raises NotFound when the example is not theirs to judge any more.
    """
    require(actor, Role.REVIEWER, to="review examples")
    live = live_queue(workspace, task)
    own = next(iter(live.fresh_cards(_open(live, workspace, actor, [example_id]))), None)
    if own is None:
        raise NotFound(
            "Nothing to compare with",
            cause="This example is judged already, or has changed.",
            cure="Choose another one.",
        )
    text = _text(own)
    others = _open_cards(workspace, live, actor, task, telling_words(text), fewest=1)
    cards = [own, *(card for card in others if card.example_id != example_id)]
    scores = likeness(text, list(map(_text, cards)))
    alike = {card.example_id: score for card, score in zip(cards, scores, strict=True)}
    near = [card for card in cards if alike[card.example_id] >= LEAST_ALIKE or card is own]
    return sorted(near, key=lambda card: -alike[card.example_id])[:limit]


def decide_bulk(
    workspace: Workspace,
    actor: Actor,
    task: Task,
    versions: Mapping[str, int],
    decision: Decision,
    *,
    answers: Mapping[str, str],
    reason: str = "",
    seconds: float = 0.0,
    request_id: str,
) -> list[Receipt]:
    """One decision about each of these examples, given with the version that was shown.

    A receipt for each, in order; what is refused changes nothing of the others. `answers` are
    those to labels, the same for all; all others are as proposed. `reason` is why, for a reject or
    a skip; `seconds` is the time for all.
    Raises InputRefused for none or more than MOST examples. The same request changes nothing.
    """
    if not 1 <= len(versions) <= MOST:
        raise InputRefused(
            "Choose some examples",
            cause=f"{len(versions):,} are ticked; 1 to {MOST} are decided at once.",
            cure="Tick the ones that the decision is for.",
        )
    submissions = [
        Submission(
            id=f"{_BULK}{request_id}-{number}",
            example_id=example_id,
            version=version,
            decision=decision,
            answers=answers if decision == Decision.ACCEPT else {},
            seconds=seconds / len(versions),
            reason=one_line(reason),
        )
        for number, (example_id, version) in enumerate(versions.items())
    ]
    return submit(workspace, actor, task, submissions)


def last_bulk(workspace: Workspace, actor: Actor, task: Task) -> Bulk | None:
    """The newest decisions that this person made at once, as far as they still stand."""
    require(actor, Role.REVIEWER, to="review examples")
    standing = list_recent(workspace.store, task.id, actor.id, limit=2 * MOST)
    newest = next((review for review in standing if review.id.startswith(_BULK)), None)
    if newest is None:
        return None
    name = newest.id.rpartition("-")[0]
    size = sum(review.id.rpartition("-")[0] == name for review in standing)
    return Bulk(id=name.removeprefix(_BULK), decision=newest.decision, size=size)


def undo_bulk(
    workspace: Workspace, actor: Actor, task: Task, bulk: str, *, request_id: str
) -> list[Receipt]:
    """Take back all decisions of one request, as one step; a receipt for each that still stood."""
    require(actor, Role.REVIEWER, to="review examples")
    standing = [
        review
        for review in list_recent(workspace.store, task.id, actor.id, limit=2 * MOST)
        if review.id.rpartition("-")[0] == f"{_BULK}{bulk}"
    ]
    back = [
        Submission(
            id=f"{request_id}-{number}",
            example_id=review.example_id,
            version=review.version,
            decision=Decision.UNDO,
        )
        for number, review in enumerate(standing)
    ]
    return submit(workspace, actor, task, back)


def _open_cards(
    workspace: Workspace,
    live: LiveQueue,
    actor: Actor,
    task: Task,
    words: Sequence[str],
    *,
    fewest: int,
) -> list[Card]:
    """Cards of examples for this person to judge that hold some of the words, most first."""
    found = list_matching(workspace.store, task.id, words, fewest=fewest, limit=_CANDIDATES)
    return live.make_cards(_open(live, workspace, actor, found)[:_READ], actor.id)


def _open(live: LiveQueue, workspace: Workspace, actor: Actor, ids: Sequence[str]) -> list[str]:
    """Those of the examples that this person may answer now."""
    now = workspace.now()
    with live.current() as queue:
        return [
            example_id
            for example_id in ids
            if (version := queue.version_of(example_id)) is not None
            and queue.objection(example_id, version, actor.id, now) is None
        ]


def _text(card: Card) -> str:
    return " ".join(message.content for message in card.messages)


def _holds(card: Card, words: Sequence[str]) -> bool:
    text = f"{_text(card)} {' '.join(card.proposed.values())}".casefold()
    return all(word in text for word in words)
