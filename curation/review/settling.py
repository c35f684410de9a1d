"""When reviewers agree on everything, and in which form their answers are compared."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from curation.review.card import read_fields, write_fields
from curation.review.decision import Decision, Outcome, Review
from curation.review.preference import chosen
from curation.review.spans import where_marked
from curation.task import Question, QuestionKind, Task

ABSENT = "(left out)"
"""What stands for a field that an answer does not have."""


def unanimous(task: Task, reviews: Sequence[Review]) -> tuple[Outcome, dict[str, str]] | None:
    """The outcome and answers that all counted reviews of one version give; None otherwise.

    At least `overlap` must have answered. Answers are the same when they differ in white space
    only; the first one is taken. Nobody's answer counts where all reject.
    """
    counted = [r for r in reviews if r.decision in (Decision.ACCEPT, Decision.REJECT)]
    if len(counted) < task.overlap or len({r.decision for r in counted}) != 1:
        return None
    if counted[0].decision is Decision.REJECT:
        return Outcome.REJECT, {}
    answers: dict[str, str] = {}
    for question in task.questions:
        given = [r.answers.get(question.id, "") for r in counted]
        if len({comparable(question, answer) for answer in given}) != 1:
            return None
        if given[0]:
            answers[question.id] = given[0]
    return Outcome.ACCEPT, answers


def settled_id(reviews: Sequence[Review]) -> str:
    """The id of the verdict that follows from these reviews: settling twice makes one verdict."""
    ids = "\n".join(sorted(review.id for review in reviews))
    return hashlib.sha256(f"unanimous\n{ids}".encode()).hexdigest()[:32]


def fold(text: str) -> str:
    """The text with every run of white space as one blank, and none at its ends."""
    return " ".join(text.split())


def comparable(question: Question, answer: str) -> str:
    """The answer in the form in which two of them are the same or not."""
    if question.kind is QuestionKind.FIELDS:
        fields = read_fields(answer, question.fields)
        return write_fields({name: fold(value) for name, value in fields.items()})
    if question.kind is QuestionKind.PREFERENCE:
        return chosen(answer)
    if question.kind is QuestionKind.SPANS:
        return where_marked(answer)
    return fold(answer)


def field_values(
    question: Question, answer: str, normalise: Callable[[str], str]
) -> Mapping[str, str]:
    """Every field of the question, normalised; what an answer leaves out is a value too."""
    return {
        name: normalise(value) if value.strip() else ABSENT
        for name, value in read_fields(answer, question.fields).items()
    }
