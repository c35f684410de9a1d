"""Answers as they are stored: what was shown, with what the reviewer changed, held to the task."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from curation.errors import InputRefused
from curation.review.card import Card, Options, read_fields, said, write_fields
from curation.review.decision import Decision
from curation.review.preference import read_preference, write_preference
from curation.review.spans import place_marks, read_marks, write_marks
from curation.review.submission import UNSTORABLE
from curation.task import RATINGS, Question, QuestionKind, Task

MAX_ANSWER = 100_000
"""Characters in one answer; more is a file pasted by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """An answer to every question; `edited` is true when one holds text that was not scanned."""

    by_question: Mapping[str, str]
    edited: bool


def complete_answers(
    card: Card,
    task: Task,
    options: Options,
    decision: Decision,
    given: Mapping[str, str],
    *,
    partly: bool = False,
) -> Answers:
    """The answers of a decision: the given ones, and for the other questions the proposed ones.

    Only an accepted example has answers. `partly` leaves out a question that is neither given nor
    proposed, unless it is the one whose answer is trained: a table from elsewhere may not have
    asked it. Raises InputRefused, in a sentence that holds none of the text, for an unknown
    question or label, a missing answer, and JSON that does not fit.
    """
    unknown = set(given) - {question.id for question in task.questions}
    if unknown:
        raise InputRefused(
            "Not asked",
            cause="An answer is to a question that the task does not ask.",
            cure="Reload the page to see today's questions.",
        )
    if decision != Decision.ACCEPT:
        return Answers(by_question={}, edited=False)
    by_question: dict[str, str] = {}
    edited = False
    for question in task.questions:
        shown = card.proposed[question.id]
        if partly and not shown and question.id not in given and question.id != task.answer:
            continue
        answer = _fitted(question, given.get(question.id, shown), options, card)
        same = _same_text(answer, shown)
        if same:
            answer = shown
        if question.is_written and answer and card.is_made(question.id):
            edited = True  # the text of another example, or of a model: nobody has scanned it here
        elif question.is_written and not same:
            edited = True
        if question.kind == QuestionKind.PREFERENCE and not card.pair:
            raise _refused(question, "There are not two answers to compare.", "Reject or skip it.")
        _require_answer(question, answer, calls=bool(card.calls) and question.id == task.answer)
        by_question[question.id] = answer
    return Answers(by_question=by_question, edited=edited)


def _fitted(question: Question, answer: str, options: Options, card: Card) -> str:
    if len(answer) > MAX_ANSWER:
        raise _refused(
            question,
            f"It has {len(answer):,} characters; {MAX_ANSWER:,} are possible.",
            "Shorten it.",
        )
    if not answer.isprintable() and UNSTORABLE.search(answer):
        raise _refused(
            question, "It holds characters that are no text.", "Remove them, or type it anew."
        )
    if question.kind == QuestionKind.LABEL and answer and answer not in options[question.id]:
        raise _refused(question, "The label is not one of the options.", "Choose one that is.")
    if question.kind == QuestionKind.RATING and answer not in ("", *RATINGS):
        raise _refused(question, "It is not a number from 1 to 5.", "Choose one of the five.")
    if question.kind == QuestionKind.FIELDS:
        return _fitted_fields(question, answer)
    if question.kind == QuestionKind.PREFERENCE and answer:
        return _fitted_preference(question, answer)
    if question.kind == QuestionKind.SPANS and answer:
        return _fitted_marks(question, answer, card)
    return answer


def _fitted_preference(question: Question, answer: str) -> str:
    preference = read_preference(answer)
    if preference is None:
        raise _refused(
            question, "It says of no answer that it is better.", "Choose A, B, a tie, or both bad."
        )
    if not set(preference.reasons) <= set(question.reasons):
        raise _refused(question, "A reason is not one of those offered.", "Choose one that is.")
    return write_preference(preference)


def _fitted_marks(question: Question, answer: str, card: Card) -> str:
    marks = read_marks(answer)
    if marks is None:
        raise _refused(question, "It is not a list of marks.", "Mark the places again.")
    if not {mark.label for mark in marks} <= set(question.options):
        raise _refused(question, "A label is not one of the options.", "Choose one that is.")
    placed = place_marks(marks, said(card.messages))
    if len(placed) != len(marks):
        raise _refused(question, "A mark is outside of the text.", "Mark the place again.")
    return write_marks(placed)


def _fitted_fields(question: Question, answer: str) -> str:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise _refused(question, "It is not JSON.", "Write a JSON object.") from error
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise _refused(
            question,
            "It is not a JSON object of texts.",
            'Write it as {"field": "value"}, amounts in quotation marks too.',
        )
    if set(value) - set(question.fields):
        raise _refused(
            question,
            "It has a field that is not asked for.",
            f"The fields are {', '.join(question.fields)}.",
        )
    return write_fields({name: value.get(name, "") for name in question.fields})


def _require_answer(question: Question, answer: str, *, calls: bool) -> None:
    """Refuse a blank answer; one that is made of tool calls needs no text."""
    if question.kind == QuestionKind.FIELDS:
        if not any(value.strip() for value in read_fields(answer, question.fields).values()):
            raise _refused(question, "Every field is empty.", "Fill in one, or reject.")
    elif not answer.strip() and not calls:
        cure = "Write it, or reject." if question.is_written else "Choose one."
        raise _refused(question, "There is no answer yet.", cure)


def _same_text(one: str, other: str) -> bool:
    """True when two texts differ in nothing but how their lines end; browsers change that."""
    return one.replace("\r\n", "\n").replace("\r", "\n") == other.replace("\r\n", "\n").replace(
        "\r", "\n"
    )


def _refused(question: Question, cause: str, cure: str) -> InputRefused:
    return InputRefused(question.title, cause=cause, cure=cure)
