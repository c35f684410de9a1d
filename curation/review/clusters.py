"""Disagreements of one kind: the same question, answers, label and clauses of the guideline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.review.card import read_fields
from curation.review.decision import Decision, Outcome, Review
from curation.review.settling import comparable, fold
from curation.review.spans import where_marked
from curation.task import Question, QuestionKind, Task

DECISION = "decision"
"""The question that every review answers: accept or reject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What reviewers disagree on first: the answers `between` which they are divided.

    Of a written answer nothing is named but the fields that differ, of marks the labels. `label` is
    the one that all gave, empty when they differ in it or there is none. `only` is true when
    nothing else differs.
    """

    question: str
    between: tuple[str, ...]
    label: str
    only: bool
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All disagreements of one kind, by example, in the order of their source."""

    kind: Kind
    ids: tuple[str, ...]


def kind_of(task: Task, reviews: Sequence[Review]) -> Kind | None:
    """In what the accepting and rejecting reviews of one example differ; None when in nothing.

    The decision comes first, then the questions in their order.
    """
    differing: list[tuple[str, tuple[str, ...]]] = []
    decisions = {str(review.decision) for review in reviews}
    accepting = [review for review in reviews if review.decision is Decision.ACCEPT]
    if len(decisions) > 1:
        differing.append((DECISION, tuple(sorted(decisions))))
    label = ""
    for question in task.questions:
        given = [review.answers.get(question.id, "") for review in accepting]
        values = {comparable(question, answer) for answer in given}
        if question.id == task.stratum and len(values) == 1:
            label = values.pop()
        elif len(values) > 1:
            differing.append((question.id, _between(question, given)))
    if not differing:
        return None
    question_id, between = differing[0]
    return Kind(
        question=question_id,
        between=between,
        label=label,
        only=len(differing) == 1,
        clauses=tuple(sorted({key for review in reviews for key in review.clauses})),
    )


def cluster(kinds: Mapping[str, Kind]) -> list[Cluster]:
    """The clusters of examples by kind, the largest first: deciding it settles most."""
    found: dict[Kind, list[str]] = {}
    for example_id, kind in kinds.items():
        found.setdefault(kind, []).append(example_id)
    clusters = [Cluster(kind=kind, ids=tuple(ids)) for kind, ids in found.items()]
    return sorted(clusters, key=lambda one: -len(one.ids))


def ruled(
    task: Task, kind: Kind, value: str, reviews: Sequence[Review]
) -> tuple[Outcome, dict[str, str]] | None:
    """The verdict that a rule makes of one example of this kind: `value` is right.

    None where the rule does not decide everything: something else differs too, or the answers are
    written.
    """
    if value not in kind.between:
        return None
    if kind.question == DECISION and value == Decision.REJECT:
        return Outcome.REJECT, {}
    accepting = [review for review in reviews if review.decision is Decision.ACCEPT]
    if not kind.only or not accepting:
        return None
    answers = dict(accepting[0].answers)
    if kind.question != DECISION:
        question = task.question(kind.question)
        if not question.is_chosen:
            return None
        own = (review.answers.get(question.id, "") for review in accepting)
        answers[question.id] = next(a for a in own if comparable(question, a) == value)
    return Outcome.ACCEPT, {name: answer for name, answer in answers.items() if answer}


def value_of(task: Task, kind: Kind, review: Review) -> str:
    """What one review says to the question of a kind, in the form that is compared."""
    if kind.question == DECISION:
        return str(review.decision)
    question = task.question(kind.question)
    return comparable(question, review.answers.get(question.id, ""))


def _between(question: Question, given: Sequence[str]) -> tuple[str, ...]:
    if question.kind is QuestionKind.TEXT:
        return ()
    if question.kind is QuestionKind.FIELDS:
        read = [read_fields(answer, question.fields) for answer in given]
        return tuple(
            name for name in question.fields if len({fold(fields[name]) for fields in read}) > 1
        )
    if question.kind is QuestionKind.SPANS:
        return tuple(
            label
            for label in question.options
            if len({where_marked(answer, label) for answer in given}) > 1
        )
    return tuple(sorted({comparable(question, answer) for answer in given}))
