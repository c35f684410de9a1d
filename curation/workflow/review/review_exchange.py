"""One exchange with a reviewer's browser: decisions in; receipts, cards and progress out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from curation.people import Actor
from curation.review.card import Card, Options
from curation.review.desk_keys import ChosenKeys
from curation.review.discussion import Remark
from curation.review.submission import Receipt, Submission
from curation.task import Task
from curation.workflow.review.desk_keys import choose_keys, own_keys
from curation.workflow.review.discuss import Thread, read_thread, say
from curation.workflow.review.review import (
    Progress,
    Recent,
    keep_at_hand,
    next_cards,
    recent,
    standing,
    submit,
)
from curation.workflow.review.review_queue import live_queue
from curation.workflow.review.trials import first_cards, waiting_trials
from curation.workflow.workspace import Workspace

AHEAD = 30
"""How many examples a browser is given to have at hand."""

REFILL_BELOW = 10
"""It is given more when it has fewer than this left and asks for nothing else."""

URGENT_BELOW = 5
"""With fewer than this left it is given more together with the receipts, which then take longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """What a browser says: its decisions that have no receipt, and the examples it has at hand.

    `thread` is the example whose discussion it wants to show, "" when none; `keys` are those that
    the person just chose.
    """

    submissions: Sequence[Submission]
    held: Collection[str]
    wants_recent: bool
    remarks: Sequence[Remark] = ()
    thread: str = ""
    keys: ChosenKeys | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What it is told: `cards` are those that it does not have, in the order of judging.

    `gone` are those at hand that this person could no longer answer: they went to somebody else,
    or changed. `cards` may have one of them as it is now. `keys`, by action, are told at the first
    word and when they were changed. `untried` is true for a newcomer who answered every known
    example that there is and did not pass: they wait for more of them.
    """

    receipts: list[Receipt]
    cards: list[Card]
    recent: list[Recent]
    options: Options
    progress: Progress
    gone: list[str]
    thread: Thread | None
    reader: str
    keys: Mapping[str, str] | None = None
    untried: bool = False


def exchange(workspace: Workspace, actor: Actor, task: Task, outbox: Outbox | None) -> Reply:
    """Store what the browser decided and give it what it needs next; None is its first word.

    Sent again after a lost connection, the same outbox changes nothing and has the same receipts.
    """
    is_first = outbox is None
    outbox = outbox or Outbox(submissions=(), held=(), wants_recent=True)
    if outbox.keys:
        choose_keys(workspace, actor, outbox.keys)
    receipts = submit(workspace, actor, task, outbox.submissions)
    receipts += say(workspace, actor, task, outbox.remarks)
    decided = {submission.example_id for submission in outbox.submissions}
    left = set(outbox.held) - decided
    enough = URGENT_BELOW if outbox.submissions else REFILL_BELOW
    live = live_queue(workspace, task)
    known = waiting_trials(workspace, live, actor, task)
    gone = keep_at_hand(workspace, live, actor, task, left - known)
    left -= gone
    cards = next_cards(workspace, actor, task, AHEAD) if len(left) < enough else []
    return Reply(
        receipts=receipts,
        cards=[card for card in cards if card.example_id not in set(outbox.held) - gone],
        recent=recent(workspace, actor, task) if outbox.wants_recent else [],
        options=live.options,
        progress=standing(live, actor),
        gone=sorted(gone),
        thread=read_thread(workspace, actor, task, outbox.thread) if outbox.thread else None,
        reader=actor.id,
        keys=own_keys(workspace, actor) if is_first or outbox.keys else None,
        untried=not cards and not left and first_cards(workspace, live, actor, task) == [],
    )
