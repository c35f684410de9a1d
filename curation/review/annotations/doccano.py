"""doccano's JSON lines: a text with its labels, one line for each text and person."""

from collections.abc import Iterator
from typing import Any

from curation.review.annotations.annotated import (
    DECISION,
    Annotated,
    Format,
    NotRead,
    Record,
    Written,
    answer_of,
    decision_of,
    text_of,
)

_LABELS = ("label", "labels", "cats")


def _fits(record: Record) -> bool:
    return ("text" in record or "data" in record) and any(
        isinstance(record.get(name), list) for name in _LABELS
    )


def _read(record: Record) -> Iterator[Annotated]:
    labels = next(record[name] for name in _LABELS if isinstance(record.get(name), list))
    if any(not isinstance(label, str) for label in labels):
        raise NotRead("It marks stretches of the text, which are not taken over.")
    if len(labels) > 1:
        raise NotRead("It has several labels, and a question here has one answer.")
    answers: dict[str, str] = {"": labels[0]} if labels else {}
    more = record.get("answers")
    if isinstance(more, dict):
        answers = {str(name): str(text) for name, text in more.items()}
    common: dict[str, Any] = {
        "text": text_of(record, "text", "data"),
        "answer": answer_of(record),
        "example_id": str(record.get("example_id") or ""),
    }
    who = str(record.get("annotator") or record.get("username") or "")
    if not answers and DECISION not in record:
        yield Annotated(**common)
        return
    yield Annotated(
        **common,
        reviewer=who or "annotator",
        decision=decision_of(record.get(DECISION)),
        answers=answers,
    )


def _write(entry: Written) -> Iterator[Record]:
    common = {"text": entry.text, "answer": entry.answer or "", "example_id": entry.example_id}
    for said in entry.said:
        short = [text for text in said.answers.values() if "\n" not in text and len(text) < 80]
        yield {
            **common,
            "label": short[:1],
            "annotator": said.reviewer,
            DECISION: str(said.decision),
            "answers": dict(said.answers),
        }
    if not entry.said:
        yield {**common, "label": []}


DOCCANO = Format(name="doccano", title="doccano", lines=True, fits=_fits, read=_read, write=_write)
