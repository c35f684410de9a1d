"""Argilla's records: fields, suggestions and the responses of each user to each question."""

from collections.abc import Iterator
from typing import Any

from curation.review.annotations.annotated import (
    DECISION,
    TEXT_NAMES,
    Annotated,
    Format,
    NotRead,
    Record,
    Written,
    answer_of,
    decision_of,
    text_of,
)
from curation.review.decision import Decision


def _fits(record: Record) -> bool:
    return isinstance(record.get("fields"), dict) and "responses" in record


def _read(record: Record) -> Iterator[Annotated]:
    fields: dict[str, Any] = record["fields"]
    metadata = record.get("metadata") or {}
    common: dict[str, Any] = {
        "text": text_of(fields, *TEXT_NAMES, *fields),
        "answer": answer_of(fields),
        "example_id": str(metadata.get("example_id") or ""),
    }
    people: dict[str, dict[str, str]] = {}
    discarded: set[str] = set()
    responses = record["responses"] or {}
    if not isinstance(responses, dict):
        raise NotRead("Its responses are not given by question.")
    for question, given in responses.items():
        for response in given or []:
            who = str(response.get("user_id") or "annotator")
            people.setdefault(who, {})[question] = _value(response.get("value"))
            if response.get("status") == "discarded":
                discarded.add(who)
    for who, answers in people.items():
        decision = decision_of(answers.pop(DECISION, ""))
        if who in discarded:
            decision, answers = Decision.SKIP, {}
        yield Annotated(**common, reviewer=who, decision=decision, answers=answers)
    if not people:
        yield Annotated(**common)


def _value(value: object) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    raise NotRead("It holds an answer with several labels, rankings or spans.")


def _write(entry: Written) -> Iterator[Record]:
    responses: dict[str, list[dict[str, str]]] = {}
    for said in entry.said:
        for name, text in ((DECISION, str(said.decision)), *said.answers.items()):
            responses.setdefault(name, []).append(
                {"value": text, "user_id": said.reviewer, "status": "submitted"}
            )
    yield {
        "id": entry.example_id,
        "fields": {"text": entry.text, "answer": entry.answer or ""},
        "metadata": {"example_id": entry.example_id},
        "suggestions": {},
        "responses": responses,
    }


ARGILLA = Format(name="argilla", title="Argilla", lines=False, fits=_fits, read=_read, write=_write)
