"""A card: what a reviewer sees of one example, and the answers it proposes."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from curation.example import (
    Example,
    Message,
    StagedExample,
    Suggestion,
    ToolCall,
    canonical_json,
)
from curation.review.spans import place_marks, read_marks, write_marks
from curation.review.suggested import INGEST, Kept
from curation.task import RATINGS, Question, QuestionKind, Task

Options = Mapping[str, tuple[str, ...]]
"""The labels that each label question offers, by question id."""

Places = tuple[tuple[int, int], ...]
Find = Callable[[str], Iterable[tuple[int, int]]]
"""Where something stands for a personal value in a masked text, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One example as it is judged; all its texts are masked.

    `proposed` has an answer to every question, "" where there is none; `calls` are the tool calls
    of the answer that the example came with; `following` is what was said after it. `pages` counts
    the pages of the original that can be shown as pictures. It `changed` when the reviewer judged
    an earlier version of it. `replaced` has the places in its texts where something stands for a
    personal value, by the text. `pair` are the two answers to compare, empty when there are not
    two; what the example came with as its answer is then in no other place. `hints` are what was
    read of single fields, with how sure that is and where it stands, as `question.field`.
    `withheld` are suggested labels that this reviewer is not shown before their own answer.
    `suggested` has the suggestions among what is proposed or withheld, by question, and `source`
    is where the task takes suggestions from.
    """

    example_id: str
    version: int
    messages: tuple[Message, ...]
    calls: tuple[ToolCall, ...]
    proposed: Mapping[str, str]
    following: tuple[Message, ...] = ()
    remarks: tuple[str, ...] = ()
    pages: int = 0
    changed: bool = False
    replaced: Mapping[str, Places] = field(default_factory=dict)
    pair: tuple[Message, ...] = ()
    hints: tuple[Suggestion, ...] = ()
    withheld: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, Suggestion] = field(default_factory=dict)
    source: str = INGEST

    def is_made(self, question_id: str) -> bool:
        """True where what is proposed was suggested by another source than the example itself."""
        return self.source != INGEST and question_id in self.suggested


def nowhere(text: str) -> Iterable[tuple[int, int]]:
    """No place at all: for a text in which nothing was replaced."""
    return ()


def make_card(
    example_id: str,
    masked: StagedExample,
    task: Task,
    options: Options,
    *,
    find: Find = nowhere,
    source: str = INGEST,
) -> Card:
    """The card of a masked example; its identity is that of the example before masking.

    `find` tells where something was replaced. Arguments of tools are indented to be read. `source`
    is where the example's suggestions come from.
    """
    example = masked.example
    compares = task.answer_question.kind is QuestionKind.PREFERENCE
    proposed = {
        question.id: _proposed(question, example, task, options) for question in task.questions
    }
    card = Card(
        example_id=example_id,
        version=masked.version,
        messages=example.messages,
        calls=example.answer.tool_calls if example.answer and not compares else (),
        proposed=proposed,
        following=() if compares else example.following,  # it goes on from one of the two
        remarks=example.remarks,
        pages=_pages(example),
        pair=(example.answer, example.rejected)
        if compares and example.answer and example.rejected
        else (),
        hints=tuple(hint for hint in example.suggestions if hint.question in _field_paths(task)),
        suggested={
            question.id: found
            for question in task.questions
            if proposed[question.id] and (found := _suggestion(question, example, task))
        },
        source=source,
    )
    return replace(
        card,
        replaced={text: places for text in _texts(card) if (places := tuple(find(text)))},
    )


def without_suggested(card: Card, questions: Iterable[str]) -> Card:
    """The card with no answer proposed to these questions."""
    blank = dict.fromkeys(questions, "")
    return replace(
        card,
        proposed={**card.proposed, **blank},
        suggested={q: one for q, one in card.suggested.items() if q not in blank},
    )


def keep_suggested(card: Card, review_id: str, labels: Iterable[str]) -> list[Kept]:
    """What a review is stored with: what was suggested for it, also that no label was.

    Nothing where suggestions are those that examples came with: their versions have them.
    """
    if card.source == INGEST:
        return []
    found = {question: card.suggested.get(question) for question in (*labels, *card.suggested)}
    return [
        Kept(
            review_id=review_id,
            example_id=card.example_id,
            question=question,
            source=card.source,
            value=one.value if one else "",
            confidence=one.score if one else None,
        )
        for question, one in found.items()
    ]


def _field_paths(task: Task) -> set[str]:
    return {f"{question.id}.{name}" for question in task.questions for name in question.fields}


def readable_json(text: str) -> str:
    """JSON text with a line for each value; as it is where it is no JSON."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _texts(card: Card) -> Iterable[str]:
    """Every text of a card as it is shown in the conversation."""
    for message in (*card.messages, *card.following, *card.pair):
        yield message.content
        yield from (readable_json(call.arguments) for call in message.tool_calls)
    yield from (readable_json(call.arguments) for call in card.calls)


def offer_labels(task: Task, found: Mapping[str, list[str]]) -> Options:
    """The labels of each label question: its own, then for an open one those found in the data."""
    return {
        question.id: tuple(
            dict.fromkeys(
                [*question.options, *(found.get(question.id, ()) if question.open else ())]
            )
        )
        for question in task.questions
        if question.kind == QuestionKind.LABEL
    }


def read_fields(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """The values of a JSON answer by field, "" where it has none or is no JSON object."""
    try:
        value = json.loads(text)
    except ValueError:
        value = {}
    given = value if isinstance(value, dict) else {}
    return {name: _as_text(given.get(name)) for name in names}


def write_fields(values: Mapping[str, str]) -> str:
    """A `fields` answer as it is stored: canonical JSON of text values."""
    return canonical_json(dict(values))


def said(messages: Iterable[Message]) -> list[str]:
    """The texts of messages, in which stretches are marked."""
    return [message.content for message in messages]


def _pages(example: Example) -> int:
    number = example.metadata.get("pages", "")
    return int(number) if number.isdecimal() else 0


def _proposed(question: Question, example: Example, task: Task, options: Options) -> str:
    text = _proposed_text(question, example, task)
    match question.kind:
        case QuestionKind.LABEL:
            return text if text in options[question.id] else ""
        case QuestionKind.FIELDS:
            return write_fields(read_fields(text, question.fields))
        case QuestionKind.TEXT:
            return text
        case QuestionKind.RATING:
            return text if text in RATINGS else ""
        case QuestionKind.SPANS:
            return write_marks(place_marks(read_marks(text) or (), said(example.messages)))
        case QuestionKind.PREFERENCE:
            return ""  # what it came with as the better one is not shown: experts judge blind


def _proposed_text(question: Question, example: Example, task: Task) -> str:
    if question.id == task.answer and example.answer:
        return example.answer.content
    found = _suggestion(question, example, task)
    return found.value if found else ""


def _suggestion(question: Question, example: Example, task: Task) -> Suggestion | None:
    """What is suggested for a question to which the example has no answer of its own."""
    if question.id == task.answer and example.answer:
        return None
    return next((s for s in example.suggestions if s.question == question.id), None)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
