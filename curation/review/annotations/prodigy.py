"""Prodigy's JSON lines: a text, what was chosen or typed, and accept, reject or ignore."""

from collections.abc import Iterator
from typing import Any

from curation.review.annotations.annotated import (
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

_DECISIONS = {"accept", "reject", "ignore"}
_WORDS = {Decision.ACCEPT: "accept", Decision.REJECT: "reject", Decision.SKIP: "ignore"}


def _fits(record: Record) -> bool:
    return "text" in record and record.get("answer") in _DECISIONS


def _read(record: Record) -> Iterator[Annotated]:
    meta = record.get("meta") or {}
    if record.get("spans"):
        raise NotRead("It marks stretches of the text, which are not taken over.")
    answers: dict[str, str] = {}
    chosen = record.get("accept")
    if isinstance(chosen, list) and chosen:
        if len(chosen) > 1:
            raise NotRead("It has several choices, and a question here has one answer.")
        answers[""] = str(chosen[0])
    elif isinstance(record.get("label"), str) and record["answer"] == "accept":
        answers[""] = record["label"]
    if isinstance(meta.get("answers"), dict):
        answers = {str(name): str(text) for name, text in meta["answers"].items()}
    yield Annotated(
        text=text_of(record, "text"),
        answer=answer_of(meta),
        example_id=str(meta.get("example_id") or ""),
        reviewer=str(record.get("_annotator_id") or record.get("_session_id") or "annotator"),
        decision=decision_of(record["answer"]),
        answers=answers if record["answer"] == "accept" else {},
    )


def _write(entry: Written) -> Iterator[Record]:
    for said in entry.said:
        meta: dict[str, Any] = {"example_id": entry.example_id, "answers": dict(said.answers)}
        if entry.answer:
            meta["reply"] = entry.answer
        yield {
            "text": entry.text,
            "accept": list(said.answers.values())[:1],
            "answer": _WORDS[said.decision],
            "_annotator_id": said.reviewer,
            "meta": meta,
        }


PRODIGY = Format(name="prodigy", title="Prodigy", lines=True, fits=_fits, read=_read, write=_write)
