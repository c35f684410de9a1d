"""What the desk in the browser and the app tell each other, as JSON."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from curation.example import Message, Suggestion, ToolCall
from curation.ingest.invoices.field_rules import FieldRule, rules_for, tables_for
from curation.ingest.invoices.pdf_pages import DPI, POINTS
from curation.review.card import Card, Places, read_fields, readable_json
from curation.review.desk_keys import read_chosen_keys
from curation.review.discussion import Kind, read_remark
from curation.review.guideline import clauses_of
from curation.review.preference import is_swapped, read_preference
from curation.review.spans import read_marks
from curation.review.submission import Receipt, read_submission
from curation.review.suggested import INGEST, say_source
from curation.task import RATINGS, Question, QuestionKind, Task
from curation.workflow.review.discuss import Thread
from curation.workflow.review.review_exchange import Outbox, Reply

Json = dict[str, Any]

CHANGED = "This example changed since you judged it."


def read_outbox(value: object) -> Outbox | None:
    """The outbox in a value from the browser; None when it has not said anything yet.

    What is no submission is left out; `unreadable` names it, so that it is not sent for ever.
    """
    if not isinstance(value, Mapping):
        return None
    submissions, remarks = [], []
    for entry in _list(value.get("decisions")):
        with suppress(ValueError):
            if _is_remark(entry):
                remarks.append(read_remark(entry))
            else:
                submissions.append(read_submission(entry))
    return Outbox(
        submissions=submissions,
        remarks=remarks,
        thread=str(value.get("thread") or ""),
        held={str(example_id) for example_id in _list(value.get("held"))},
        wants_recent=bool(value.get("wants_recent")),
        keys=read_chosen_keys(value.get("keys")),
    )


def unreadable(value: object) -> list[Json]:
    """Receipts that refuse what an outbox holds and is no submission."""
    receipts = []
    for entry in _list(value.get("decisions")) if isinstance(value, Mapping) else ():
        try:
            (read_remark if _is_remark(entry) else read_submission)(entry)
        except ValueError:
            number = str(entry.get("id")) if isinstance(entry, Mapping) else ""
            receipts.append(
                {
                    "id": number,
                    "saved": False,
                    "title": "It cannot be read",
                    "text": "The browser sent something that is no decision. Judge it again.",
                    "mendable": False,
                }
            )
    return receipts


def _is_remark(entry: object) -> bool:
    return isinstance(entry, Mapping) and entry.get("decision") in set(Kind)


def beat_of(value: object) -> int:
    """The number of a message from the browser, so that it knows which one a reply is to."""
    beat = value.get("beat") if isinstance(value, Mapping) else None
    return beat if isinstance(beat, int) else 0


def write_reply(reply: Reply, task: Task, person: str) -> Json:
    """The reply to a person as JSON; texts of examples in it are shown as plain text only."""
    return {
        "receipts": [_receipt(receipt) for receipt in reply.receipts],
        "gone": reply.gone,
        "cards": [_card(card, task, person) for card in reply.cards],
        "recent": [
            {
                "card": _card(entry.card, task, person),
                "decision": str(entry.review.decision),
                "reason": entry.review.reason,
                "clauses": list(entry.review.clauses),
                "answers": _answers(entry.review.answers, task),
            }
            for entry in reply.recent
        ],
        "questions": [
            _question(question, reply.options.get(question.id, ())) for question in task.questions
        ],
        "clauses": [
            {"key": clause.key, "text": clause.text} for clause in clauses_of(task.guideline)
        ],
        "reasons": {
            "reject": list(task.reject_reasons),
            "skip": list(task.skip_reasons),
            "accept": list(task.edit_reasons),
        },
        "edit": {"question": task.answer, "least": task.least_edit},
        "thread": reply.thread and _thread(reply.thread, reply.reader),
        "done": reply.progress.done,
        "left": reply.progress.left,
        "untried": reply.untried,
        "keys": None if reply.keys is None else dict(reply.keys),
    }


def _thread(thread: Thread, reader: str) -> Json:
    return {
        "example": thread.example_id,
        "flagged": thread.flagged,
        "blind": thread.blind,
        "comments": [
            {
                "id": one.id,
                "who": thread.authors.get(one.author, one.author),
                "when": f"{one.written_at:%Y-%m-%d %H:%M} UTC",
                "text": one.text,
                "own": one.author == reader,
                "edited": one.edited,
                "removed": one.removed,
            }
            for one in thread.comments
        ],
    }


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _receipt(receipt: Receipt) -> Json:
    if receipt.refusal is None:
        told = {"note": receipt.note, "about": receipt.about}
        return {"id": receipt.id, "saved": True, **told}
    return {
        "id": receipt.id,
        "saved": False,
        "title": receipt.refusal.title,
        "text": f"{receipt.refusal.cause} {receipt.refusal.cure}",
        "mendable": receipt.mendable,
        "stands": receipt.stands,
    }


def _question(question: Question, options: tuple[str, ...]) -> Json:
    offered = _options(question, options)
    return {
        "id": question.id,
        "kind": str(question.kind),
        "title": question.title,
        "options": offered,
        "colors": [question.color_of(option).shade for option in offered],
        "shades": [question.color_of(option).place for option in offered],
        "fields": list(question.fields),
        "rules": [rule_as_json(rule) for rule in rules_for(question.fields)],
        "tables": {name: list(columns) for name, columns in tables_for(question.fields).items()},
        "reasons": list(question.reasons),
    }


def _options(question: Question, offered: tuple[str, ...]) -> list[str]:
    if question.kind == QuestionKind.RATING:
        return list(question.options or RATINGS)
    return list(question.options if question.kind == QuestionKind.SPANS else offered)


def rule_as_json(rule: FieldRule) -> Json:
    """A rule for fields as field_rules.js follows it."""
    return {
        "kind": str(rule.kind),
        "fields": list(rule.fields),
        "says": rule.says,
        "pattern": rule.pattern,
        "limit": float(rule.limit or 0),
        "columns": list(rule.columns),
    }


def _hint(hint: Suggestion) -> Json:
    return {
        "path": hint.question,
        "value": hint.value,
        "sure": hint.score,
        "place": _pixels(hint.place),
    }


def _pixels(place: str) -> list[float]:
    """The page, and the box in dots of its picture: left, top, right, bottom; empty if unknown."""
    if not place:
        return []
    page, *box = map(float, place.split())
    return [page, *(round(side * DPI / POINTS, 1) for side in box)]


def _card(card: Card, task: Task, person: str) -> Json:
    return {
        "id": card.example_id,
        "version": card.version,
        "messages": [_message(message, card) for message in card.messages],
        "calls": [_call(call, card) for call in card.calls],
        "proposed": _answers(card.proposed, task),
        "following": [_message(message, card) for message in card.following],
        "remarks": [*([CHANGED] if card.changed else []), *card.remarks],
        "pages": card.pages,
        "pair": [_message(message, card) for message in card.pair],
        "swapped": is_swapped(card.example_id, person),
        "hints": [_hint(hint) for hint in card.hints],
        "suggested": {
            question: {"says": say_source(card.source, one.score), "made": card.source != INGEST}
            for question, one in card.suggested.items()
            if question not in card.withheld
        },
    }


def _answers(answers: Mapping[str, str], task: Task) -> Json:
    """Answers by question: fields as an object of texts, a preference as an object."""
    return {
        question.id: _answer(answers[question.id], question)
        for question in task.questions
        if question.id in answers
    }


def _answer(answer: str, question: Question) -> str | Json | list[Json]:
    if question.kind == QuestionKind.FIELDS:
        return dict(read_fields(answer, question.fields))
    if question.kind == QuestionKind.PREFERENCE and (preference := read_preference(answer)):
        return {"choice": str(preference.choice), "reasons": list(preference.reasons)}
    if question.kind == QuestionKind.SPANS:
        return [
            {
                "message": mark.message,
                "begins": mark.begins,
                "ends": mark.ends,
                "label": mark.label,
            }
            for mark in read_marks(answer) or ()
        ]
    return answer


def _message(message: Message, card: Card) -> Json:
    return {
        "speaker": str(message.speaker),
        "text": message.content,
        "replaced": _places(message.content, card),
        "calls": [_call(call, card) for call in message.tool_calls],
    }


def _call(call: ToolCall, card: Card) -> Json:
    arguments = readable_json(call.arguments)
    return {
        "name": call.name,
        "arguments": arguments,
        "replaced": _places(arguments, card),
    }


def _places(text: str, card: Card) -> list[list[int]]:
    """Where something was replaced, counted as the browser counts: in units of UTF-16."""
    places: Places = card.replaced.get(text, ())
    if text.isascii():
        return [list(place) for place in places]
    return [[utf16_length(text[:position]) for position in place] for place in places]


def utf16_length(text: str) -> int:
    """The length of a text in a browser: characters beyond U+FFFF count twice."""
    return len(text) + sum(character > "\uffff" for character in text)
