"""Calibration rounds: starting one, talking about it, and what came of it."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pandas as pd

from curation.errors import Conflict, InputRefused
from curation.people import Actor, Role, require
from curation.review.agreement.agreement import Agreement, measure_agreement
from curation.review.calibration import Phase, Round
from curation.store import calibration as stored
from curation.store.people import list_people
from curation.task import Task
from curation.workflow.agreement.agreement import DECISION
from curation.workflow.agreement.consensus import asked_question, said
from curation.workflow.review.review_queue import live_queue
from curation.workflow.workspace import Workspace

FEWEST, USUAL, MOST = 5, 20, 50
MOST_DAYS = 30
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A round with the agreement before the talk and now, and how many answers are given."""

    round: Round
    before: Agreement
    after: Agreement
    given: int

    @property
    def wanted(self) -> int:
        """How many answers the round waits for: of everybody with an account, or more who came."""
        return max(self.round.people, self.after.reviewers) * len(self.round.ids)


def open_round(workspace: Workspace, task: Task) -> Round | None:
    """The round that people are answering now, until its deadline; None when there is none."""
    newest = next(iter(stored.list_rounds(workspace.store, task.id)), None)
    return newest if newest is not None and newest.is_open(workspace.now()) else None


def measured_rounds(workspace: Workspace, actor: Actor, task: Task) -> list[Measured]:
    """Every round with its agreement on `asked_question`, the newest first."""
    require(actor, Role.CURATOR, to="see calibration rounds")
    return [_measure(workspace, task, one) for one in stored.list_rounds(workspace.store, task.id)]


def start_round(
    workspace: Workspace, actor: Actor, task: Task, *, count: int, days: int, request_id: str
) -> Round:
    """Give everybody with an account the same examples, drawn among those nobody has judged.

    They come before all others until the deadline. Raises InputRefused for a number out of range,
    too few examples or people, and Conflict while another round is not ended.
    """
    require(actor, Role.CURATOR, to="start a calibration round")
    rounds = stored.list_rounds(workspace.store, task.id)
    if rounds and rounds[0].id == request_id:
        return rounds[0]
    if rounds and rounds[0].phase is not Phase.ENDED:
        raise Conflict(
            "A round is not ended yet",
            cause="One round at a time can be measured.",
            cure="End it first.",
        )
    people = sum(person.enabled for person in list_people(workspace.store))
    live = live_queue(workspace, task)
    live.refresh(at_once=True)
    with live.current() as queue:
        free = sorted(set(queue.open_versions) - stored.judged_examples(workspace.store, task.id))
    wrong = ""
    if not FEWEST <= count <= MOST or not 1 <= days <= MOST_DAYS:
        wrong = f"A round has {FEWEST} to {MOST} examples and 1 to {MOST_DAYS} days."
    elif people < 2:
        wrong = "Only one person has an account."
    elif len(free) < count:
        wrong = f"Only {len(free):,} examples can be judged and were seen by nobody."
    if wrong:
        raise InputRefused("No round can start", cause=wrong, cure="Change it and try again.")
    now = workspace.now()
    stored.add_event(
        workspace.store,
        task.id,
        request_id,
        "start",
        event_id=request_id,
        actor=actor.id,
        guideline_version=task.guideline_version,
        recorded_at=now,
        ids=Random(request_id).sample(free, count),
        people=people,
        deadline=now + timedelta(days=days),
    )
    live.refresh(at_once=True)
    return stored.list_rounds(workspace.store, task.id)[0]


def discuss_round(workspace: Workspace, actor: Actor, task: Task, round_id: str) -> None:
    """Open the talk: answers changed from now on count as given after it."""
    require(actor, Role.CURATOR, to="open the talk about a round")
    _add(workspace, actor, task, round_id, "discuss")


def end_round(workspace: Workspace, actor: Actor, task: Task, round_id: str, *, note: str) -> None:
    """Close a round, with what came of it for the guideline in a sentence or two."""
    require(actor, Role.CURATOR, to="end a round")
    if len(note) > LONGEST_NOTE:
        raise InputRefused(
            "The note is too long",
            cause=f"It has more than {LONGEST_NOTE:,} characters.",
            cure="Say it in fewer words.",
        )
    _add(workspace, actor, task, round_id, "end", note=note.strip())


def _add(
    workspace: Workspace, actor: Actor, task: Task, round_id: str, kind: str, *, note: str = ""
) -> None:
    stored.add_event(
        workspace.store,
        task.id,
        round_id,
        kind,
        event_id=f"{round_id} {kind}",
        actor=actor.id,
        guideline_version=task.guideline_version,
        recorded_at=workspace.now(),
        note=note,
    )
    live_queue(workspace, task).refresh(at_once=True)


def _measure(workspace: Workspace, task: Task, one: Round) -> Measured:
    before, given = _agreement(workspace, task, one, until=one.discussed)
    after, _ = _agreement(workspace, task, one, until=0) if one.discussed else (before, given)
    return Measured(round=one, before=before, after=after, given=given)


def _agreement(
    workspace: Workspace, task: Task, one: Round, *, until: int
) -> tuple[Agreement, int]:
    question = asked_question(task)
    given = stored.round_answers(workspace.store, task.id, one.ids, question, until=until)
    given = given[given["decision"].isin(["accept", "reject"])]
    texts = given["decision" if question == DECISION else "answer"].fillna("")
    values = pd.Series([said(task, question, text) for text in texts], given.index, dtype=object)
    return measure_agreement(given.assign(value=values)), len(given)
