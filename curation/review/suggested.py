"""Suggestions that were made for examples after they were read: by whom, and what they replace."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from curation.example import Example, Suggestion
from curation.figures import percent
from curation.task import Question, QuestionKind, Task

INGEST = "ingest"
"""The source of what an example came with."""

NEIGHBOURS = "neighbours"
"""The source of what decided examples suggest; any other is a model as `model@provider`."""

_BY_NEIGHBOURS = (QuestionKind.LABEL, QuestionKind.RATING, QuestionKind.TEXT)
_BY_MODELS = (*_BY_NEIGHBOURS, QuestionKind.FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a source suggests for one question about one version of an example.

    An empty `value` is no suggestion: it takes an earlier one back. `confidence` is 0 to 1, None
    where the source does not say.
    """

    example_id: str
    version: int
    question: str
    value: str
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was suggested when a review was given, kept with it; an empty `value` is nothing."""

    review_id: str
    example_id: str
    question: str
    source: str
    value: str
    confidence: float | None


def can_suggest(source: str, question: Question) -> bool:
    """True for the kinds of question that a source answers.

    Nobody suggests a preference, since two answers are compared blind, nor marks: those need
    places in the text, not only words.
    """
    kinds = _BY_NEIGHBOURS if source == NEIGHBOURS else _BY_MODELS
    return source != INGEST and question.kind in kinds


def asked_about(source: str, task: Task, example: Example) -> list[Question]:
    """The questions for which an example wants a suggestion: it has no answer of its own."""
    return [
        question
        for question in task.questions
        if can_suggest(source, question) and not (question.id == task.answer and example.answer)
    ]


def with_made(example: Example, made: Iterable[Suggestion], source: str, task: Task) -> Example:
    """The example with the suggestions of a source in place of those that it came with."""
    asked = {question.id for question in asked_about(source, task, example)}
    kept = [one for one in example.suggestions if one.question not in asked]
    taken = [one for one in made if one.question in asked and one.value]
    return replace(example, suggestions=(*kept, *taken))


def name_source(source: str) -> str:
    """How people are told where suggestions come from."""
    if source == NEIGHBOURS:
        return "similar examples"
    model, at, provider = source.rpartition("@")
    return f"{model} ({provider})" if at else "the file that was read"


def say_source(source: str, confidence: float | None) -> str:
    """The sentence beside a suggested answer."""
    sure = "" if confidence is None else f", {percent(confidence)} sure"
    return f"Suggested by {name_source(source)}{sure}"
