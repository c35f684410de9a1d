"""Verdicts: settling what all reviewers agree on, and deciding what they do not."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curation.errors import Conflict, InputRefused, NotFound
from curation.people import Actor, Role, require
from curation.review.answers import complete_answers
from curation.review.card import Card, Options, make_card, offer_labels
from curation.review.clusters import Cluster, Kind, cluster, kind_of
from curation.review.decision import Decision, Method, Outcome, Review, Verdict
from curation.review.settling import comparable, settled_id, unanimous
from curation.store import examples, reviews, verdicts
from curation.task import Task
from curation.workflow.privacy.masked import MaskedExample, mask_examples
from curation.workflow.review.said import Said, readable
from curation.workflow.workspace import Workspace

LONGEST_REASON = 2000
_COUNTED = (Decision.ACCEPT, Decision.REJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How many examples got a verdict, and how many are left to adjudicate."""

    accepted: int
    rejected: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The examples with enough answers and no verdict, by what is to be done with them.

    `clusters` holds those on which people disagree by kind, the largest first.
    """

    unanimous: tuple[str, ...]
    clusters: tuple[Cluster, ...]

    @property
    def disagreeing(self) -> tuple[str, ...]:
        """Every example that needs a person, the most frequent kind of disagreement first."""
        return tuple(example_id for one in self.clusters for example_id in one.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One reviewer's answer without their name; `shown` is masked, `answers` as it was given."""

    review_id: str
    decision: Decision
    answers: Mapping[str, str]
    shown: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """An example, masked, with every answer side by side and the verdicts it had before.

    The order of the answers tells nothing about who gave them, and stays the same.
    """

    card: Card
    options: Options
    answers: tuple[GivenAnswer, ...]
    history: tuple[Verdict, ...]


def waiting(workspace: Workspace, task_id: str) -> Waiting:
    """Which examples all agree on, and which need a person."""
    task = workspace.task(task_id)
    open_ones = verdicts.list_waiting(workspace.store, task_id, overlap=task.overlap)
    kinds = _kinds(workspace, task, open_ones)
    return Waiting(
        unanimous=tuple(example_id for example_id, kind in kinds.items() if kind is None),
        clusters=tuple(cluster({e: kind for e, kind in kinds.items() if kind is not None})),
    )


def settle_unanimous(workspace: Workspace, actor: Actor, task_id: str) -> Settled:
    """Give a verdict to every example whose reviewers all agree on everything.

    All must have decided alike and, where they accept, answered every question alike. Settling
    again changes nothing.
    """
    require(actor, Role.CURATOR, to="settle what reviewers agree on")
    task = workspace.task(task_id)
    made: list[Verdict] = []
    left = 0
    ids = list(verdicts.list_waiting(workspace.store, task_id, overlap=task.overlap))
    for example_id, own in counted_reviews(workspace, task, ids).items():
        agreed = unanimous(task, own)
        if agreed is None:
            left += 1
            continue
        outcome, answers = agreed
        made.append(
            Verdict(
                id=settled_id(own),
                task=task_id,
                example_id=example_id,
                version=own[0].version,
                outcome=outcome,
                answers=answers,
                method=Method.UNANIMOUS,
                actor=actor.id,
                recorded_at=workspace.now(),
            )
        )
    verdicts.add_verdicts(workspace.store, made)
    accepted = sum(verdict.outcome is Outcome.ACCEPT for verdict in made)
    return Settled(accepted=accepted, rejected=len(made) - accepted, left=left)


def disagreements(
    workspace: Workspace, task_id: str, *, limit: int | None = None
) -> list[Disagreement]:
    """The examples that a person must decide, the most frequent kind first."""
    ids = waiting(workspace, task_id).disagreeing[:limit]
    return [open_case(workspace, task_id, example_id) for example_id in ids]


def open_case(workspace: Workspace, task_id: str, example_id: str) -> Disagreement:
    """One example with its answers, whether it has a verdict or not.

    Raises NotFound when the task has no such example.
    """
    task = workspace.task(task_id)
    found = mask_examples(workspace, task_id, ids=[example_id])
    if not found:
        raise _no_example()
    own = _counted(reviews.list_reviews(workspace.store, task_id, ids=[example_id]))
    options = _options(task, found[0], own)
    own = sorted(own, key=_order_without_names)
    reasons = readable(
        workspace, task, [Said(example_id=example_id, text=review.reason) for review in own]
    )
    return Disagreement(
        card=make_card(example_id, found[0].staged, task, options, find=found[0].masking.replaced),
        options=options,
        answers=tuple(
            _given(task, found[0], review, reason)
            for review, reason in zip(own, reasons, strict=True)
        ),
        history=tuple(verdicts.list_history(workspace.store, example_id)),
    )


def adjudicate(
    workspace: Workspace,
    actor: Actor,
    *,
    example_id: str,
    version: int,
    outcome: Outcome,
    answers: Mapping[str, str],
    reason: str,
    request_id: str,
) -> Verdict:
    """The verdict of one person about one version of an example; the newest one holds.

    Questions without an answer take the one that the example proposes. Earlier verdicts are
    kept, so taking one back is adjudicating again. Raises Conflict when the example has a newer
    version, NotFound when there is none, InputRefused for an answer that does not fit.
    """
    require(actor, Role.CURATOR, to="adjudicate")
    staged = examples.get_example(workspace.store, example_id)
    if staged is None:
        raise _no_example()
    if staged.version != version:
        raise Conflict(
            "The example has changed",
            cause="A newer version of it was ingested while you were deciding.",
            cure="Look at the new version, and decide again.",
        )
    if len(reason) > LONGEST_REASON:
        raise InputRefused(
            "The reason is too long",
            cause=f"It has more than {LONGEST_REASON:,} characters.",
            cure="Say it in fewer words.",
        )
    task = workspace.task(staged.example.task)
    own = _counted(reviews.list_reviews(workspace.store, task.id, ids=[example_id]))
    final, edited = _final_answers(workspace, task, example_id, own, outcome, answers)
    verdict = Verdict(
        id=request_id,
        task=task.id,
        example_id=example_id,
        version=version,
        outcome=outcome,
        answers=final,
        method=Method.ADJUDICATED,
        edited=edited,
        was_reviewer=any(review.reviewer == actor.id for review in own),
        actor=actor.id,
        reason=reason.strip(),
        recorded_at=workspace.now(),
    )
    verdicts.add_verdicts(workspace.store, [verdict])
    return verdict


_judged: dict[tuple[Path, Task], dict[tuple[str, ...], Kind | None]] = {}
"""In what the reviews of these ids differ, None for nothing: a review never changes."""


def _kinds(
    workspace: Workspace, task: Task, open_ones: Mapping[str, tuple[str, ...]]
) -> dict[str, Kind | None]:
    """The kind of disagreement of each example; only what is new is read and compared."""
    known = _judged.setdefault((workspace.folder, task), {})
    new = [example_id for example_id, ids in open_ones.items() if ids not in known]
    for example_id, own in counted_reviews(workspace, task, new).items():
        known[open_ones[example_id]] = kind_of(task, own)
    return {example_id: known[ids] for example_id, ids in open_ones.items()}


def counted_reviews(
    workspace: Workspace, task: Task, ids: Sequence[str]
) -> dict[str, list[Review]]:
    """The accepting and rejecting reviews of each of these examples, with the clauses they cite."""
    found: dict[str, list[Review]] = {example_id: [] for example_id in ids}
    if ids:
        given = _counted(reviews.list_reviews(workspace.store, task.id, ids=ids))
        cited = reviews.list_clauses(workspace.store, [review.id for review in given])
        for review in given:
            clauses = cited.get(review.id, ())
            found[review.example_id].append(replace(review, clauses=clauses) if clauses else review)
    return found


def _counted(given: Sequence[Review]) -> list[Review]:
    return [review for review in given if review.decision in _COUNTED]


def _final_answers(
    workspace: Workspace,
    task: Task,
    example_id: str,
    own: Sequence[Review],
    outcome: Outcome,
    given: Mapping[str, str],
) -> tuple[Mapping[str, str], bool]:
    """The complete answers, and whether one holds text that is in none of the reviews."""
    masked = mask_examples(workspace, task.id, ids=[example_id])[0]
    options = _options(task, masked, own)
    card = make_card(example_id, masked.staged, task, options)
    complete = complete_answers(card, task, options, Decision(outcome), given)
    texts = [question for question in task.questions if question.is_written]
    given_before = [card.proposed, *(review.answers for review in own)]
    new = any(
        comparable(question, complete.by_question[question.id])
        not in {comparable(question, before.get(question.id, "")) for before in given_before}
        for question in texts
        if question.id in complete.by_question
    )
    return complete.by_question, new


def _options(task: Task, masked: MaskedExample, own: Sequence[Review]) -> Options:
    """The labels to choose from: the task's, and for an open question those given here."""
    found: dict[str, list[str]] = {}
    for suggestion in masked.staged.example.suggestions:
        found.setdefault(suggestion.question, []).append(suggestion.value)
    for review in own:
        for question, answer in review.answers.items():
            if answer:
                found.setdefault(question, []).append(answer)
    return offer_labels(task, found)


def _given(task: Task, masked: MaskedExample, review: Review, reason: str) -> GivenAnswer:
    written = {q.id for q in task.questions if q.is_written}
    return GivenAnswer(
        review_id=review.id,
        decision=review.decision,
        answers=review.answers,
        shown={
            question: masked.masking.apply(answer) if question in written else answer
            for question, answer in review.answers.items()
        },
        reason=reason,
    )


def _order_without_names(review: Review) -> bytes:
    return hashlib.sha256(review.id.encode()).digest()


def _no_example() -> NotFound:
    return NotFound(
        "No such example",
        cause="The task has no example with this number.",
        cure="Choose one from the list of this task.",
    )
