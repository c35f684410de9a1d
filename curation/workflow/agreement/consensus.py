"""One answer from several: what is likely enough, who is reliable, and what to ask next."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from curation.errors import InputRefused
from curation.people import Actor, Role, require
from curation.review.consensus.answer_table import AnswerTable, encode_answers
from curation.review.consensus.asking import Ask, choose_asks
from curation.review.consensus.dawid_skene import PRIORS, fit
from curation.review.consensus.estimate import Estimate
from curation.review.consensus.reliability import Standing, stand
from curation.review.consensus.suspects import Suspect, find_suspects
from curation.review.decision import Decision, Method, Outcome, Review, Verdict
from curation.review.settling import comparable
from curation.store import asked, reviews, verdicts
from curation.store.people import list_people
from curation.task import Question, QuestionKind, Task
from curation.workflow.agreement.adjudicate import counted_reviews, waiting
from curation.workflow.agreement.agreement import DECISION, blind_answers
from curation.workflow.agreement.remembered import Remembered
from curation.workflow.workspace import Workspace

ENOUGH = 0.95
"""An answer this probable may be accepted without a person."""

MOST_ASKED = 500
MOST_SUSPECTS = 50
LEAST_SHOWN = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """An example on whose label people differ, and the label that is probable all the same."""

    example_id: str
    version: int
    answers: Mapping[str, str]
    probability: float
    reviews: tuple[str, ...]


def asked_question(task: Task) -> str:
    """The question whose answers the model learns from.

    The label of the mix, or else the first choice between replies or first label that is asked for;
    the decision where there is none.
    """
    kinds = (QuestionKind.PREFERENCE, QuestionKind.LABEL)
    first = next((q.id for kind in kinds for q in task.questions if q.kind is kind), DECISION)
    return task.stratum or first


def said(task: Task, question: str, value: str) -> str | None:
    """An answer in the form in which two of them are the same or not; None for no answer."""
    return (value if question == DECISION else comparable(task.question(question), value)) or None


def standings(workspace: Workspace, actor: Actor, task: Task) -> list[Standing]:
    """How reliable people are in `asked_question`, in the order of names.

    A reviewer sees their own standing alone.
    """
    estimated = _estimate(workspace, task, asked_question(task))
    if estimated is None:
        return []
    found = stand(*estimated)
    if actor.role is Role.REVIEWER:
        return [one for one in found if one.reviewer == actor.id]
    return found


def own_standing(workspace: Workspace, actor: Actor, task: Task) -> Standing | None:
    """How reliable the person themselves is; None before they answered anything."""
    found = standings(workspace, actor, task)
    return next((one for one in found if one.reviewer == actor.id), None)


def list_likely(workspace: Workspace, task: Task) -> list[Likely]:
    """Examples that all accept and on which only labels differ, each label 95 % probable or more.

    By Dawid and Skene's model with the expert prior over all blind answers; a tie is never likely.
    """
    differing = waiting(workspace, task.id).disagreeing
    labels = [q for q in task.questions if q.kind is QuestionKind.LABEL]
    if not differing or not labels:
        return []
    best = {q.id: _best(workspace, task, q) for q in labels}
    own = counted_reviews(workspace, task, differing)
    found = (_likely(task, given, best) for given in own.values())
    return [one for one in found if one is not None]


def list_suspects(workspace: Workspace, actor: Actor, task: Task) -> list[Suspect]:
    """Verdicts on `asked_question` that the answers of all make improbable, the worst first.

    At most MOST_SUSPECTS. One that a person has looked at again is left out: its version has two
    verdicts.
    """
    require(actor, Role.CURATOR, to="see which verdicts are improbable")
    question = asked_question(task)
    accepted = {
        verdict.example_id: str(verdict.outcome)
        if question == DECISION
        else said(task, question, verdict.answers.get(question, "")) or ""
        for verdict in verdicts.list_verdicts(workspace.store, task.id)
        if question == DECISION or verdict.outcome is Outcome.ACCEPT
    }
    estimated = _estimate(workspace, task, question) if accepted else None
    if estimated is None:
        return []
    again = verdicts.decided_again(workspace.store, task.id)
    open_ones = {item: value for item, value in accepted.items() if item not in again}
    return find_suspects(*estimated, open_ones)[:MOST_SUSPECTS]


def probabilities_of(
    workspace: Workspace, task: Task, example_id: str
) -> dict[str, dict[str, float]]:
    """For each label that is asked for, how probable each value is for an example.

    By Dawid and Skene's model with the expert prior over all blind answers; a question without an
    answer for it is left out, and so are values below one in a hundred.
    """
    found = {}
    for question in (q.id for q in task.questions if q.kind is QuestionKind.LABEL):
        estimated = _estimate(workspace, task, question)
        if estimated is not None and example_id in estimated[0].items:
            table, estimate = estimated
            shares = estimate.truth[table.items.index(example_id)]
            ranked = sorted(zip(shares.tolist(), table.values, strict=True), reverse=True)
            found[question] = {value: share for share, value in ranked if share >= LEAST_SHOWN}
    return found


def settle_likely(workspace: Workspace, actor: Actor, task: Task) -> int:
    """Give each likely example its verdict; returns how many. Settling again changes nothing.

    The reason tells the probability, and it counts as the curator's own decision.
    """
    require(actor, Role.CURATOR, to="settle what is likely")
    made = [
        Verdict(
            id=hashlib.sha256("\n".join(("likely", *sorted(one.reviews))).encode()).hexdigest()[
                :32
            ],
            task=task.id,
            example_id=one.example_id,
            version=one.version,
            outcome=Outcome.ACCEPT,
            answers=one.answers,
            method=Method.ADJUDICATED,
            actor=actor.id,
            reason=f"Probable to {one.probability:.3f} by the answers of all (Dawid and Skene).",
            recorded_at=workspace.now(),
        )
        for one in list_likely(workspace, task)
    ]
    verdicts.add_verdicts(workspace.store, made)
    return len(made)


def open_asks(workspace: Workspace, actor: Actor, task: Task) -> list[Ask]:
    """The further answers that are asked for now and not given yet."""
    require(actor, Role.CURATOR, to="see what is asked next")
    return asked.list_asked(workspace.store, task.id)


def ask_next(
    workspace: Workspace, actor: Actor, task: Task, count: int, *, request_id: str
) -> list[Ask]:
    """Ask for the answers that are expected to tell most, instead of those asked for before.

    Of examples that have all answers the task wants and no verdict; of people with an account who
    have answered before. They come first in the queue of the person. One in ten is drawn blindly.
    Raises InputRefused when the number is out of range or there is nothing to ask.
    """
    require(actor, Role.CURATOR, to="decide what is asked next")
    if not 1 <= count <= MOST_ASKED:
        raise InputRefused(
            "So many cannot be asked for",
            cause=f"It is not a number from 1 to {MOST_ASKED}.",
            cure="Choose another number.",
        )
    open_ones = verdicts.list_waiting(workspace.store, task.id, overlap=task.overlap)
    people = {person.id for person in list_people(workspace.store) if person.enabled}
    asks = _choose(workspace, task, count, open_ones, people, request_id)
    if not asks:
        raise InputRefused(
            "There is nothing to ask",
            cause="No example without a verdict is left that somebody else could answer.",
            cure="Invite another expert, or decide what is left yourself.",
        )
    _keep(workspace, actor, task, asks, request_id)
    return asks


def withdraw_asks(workspace: Workspace, actor: Actor, task: Task, *, request_id: str) -> None:
    """Ask for no further answers any more."""
    require(actor, Role.CURATOR, to="decide what is asked next")
    _keep(workspace, actor, task, [], request_id)


def _keep(
    workspace: Workspace, actor: Actor, task: Task, asks: Sequence[Ask], request_id: str
) -> None:
    asked.add_asked(
        workspace.store,
        task.id,
        asks,
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def _choose(
    workspace: Workspace,
    task: Task,
    count: int,
    items: Collection[str],
    people: Collection[str],
    seed: str,
) -> list[Ask]:
    estimated = _estimate(workspace, task, asked_question(task))
    if estimated is None:
        return []
    given = reviews.list_reviews(workspace.store, task.id, ids=list(items))
    answered = Counter(one.example_id for one in given if one.decision is not Decision.SKIP)
    asks = choose_asks(
        *estimated,
        count=count,
        items=items,
        reviewers=people,
        judged=[(one.example_id, one.reviewer) for one in given],
        seed=int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]),
    )
    return [replace(ask, wanted=answered[ask.example_id] + 1) for ask in asks]


Estimated = tuple[AnswerTable, Estimate]


def _estimate(workspace: Workspace, task: Task, question: str) -> Estimated | None:
    """What the model believes of a question; None without answers."""
    return _estimates.get(workspace, task, question)


def _fit(workspace: Workspace, task: Task, question: str) -> Estimated | None:
    answers = blind_answers(workspace, task, with_routed=True)
    answers = answers[answers["question"] == question]
    values = [said(task, question, value) for value in answers["value"]]
    table = encode_answers(answers.assign(value=pd.Series(values, answers.index, dtype=object)))
    return (table, fit(table, prior=PRIORS["expert"])) if table.items else None


_estimates = Remembered(_fit)


def _best(workspace: Workspace, task: Task, question: Question) -> dict[str, tuple[str, float]]:
    """The most probable label of each example, with its probability."""
    estimated = _estimate(workspace, task, question.id)
    if estimated is None:
        return {}
    table, estimate = estimated
    best, top = estimate.truth.argmax(axis=1), estimate.truth.max(axis=1)
    return {
        item: (table.values[best[row]], float(top[row])) for row, item in enumerate(table.items)
    }


def _likely(
    task: Task, given: Sequence[Review], best: Mapping[str, Mapping[str, tuple[str, float]]]
) -> Likely | None:
    first = given[0]
    if any(review.decision is not Decision.ACCEPT for review in given):
        return None
    answers, probability, differs = {}, 1.0, False
    for question in task.questions:
        different = {comparable(question, one.answers.get(question.id, "")) for one in given}
        answer = first.answers.get(question.id, "")
        if len(different) > 1:
            answer, share = best.get(question.id, {}).get(first.example_id, ("", 0.0))
            if share < ENOUGH:
                return None
            probability, differs = probability * share, True
        if answer:
            answers[question.id] = answer
    if not differs:
        return None
    return Likely(
        example_id=first.example_id,
        version=first.version,
        answers=answers,
        probability=probability,
        reviews=tuple(review.id for review in given),
    )
