"""Label Studio's JSON export: tasks with their data and one list of results per annotation."""

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
    return isinstance(record.get("data"), dict) and (
        "annotations" in record or "completions" in record or "predictions" in record
    )


def _read(record: Record) -> Iterator[Annotated]:
    data: dict[str, Any] = record["data"]
    names = [*TEXT_NAMES, *(name for name in data if name not in TEXT_NAMES)]
    text = text_of(data, *(name for name in names if not name.endswith("_id")))
    common: dict[str, Any] = {
        "text": text,
        "answer": answer_of(data),
        "example_id": str(data.get("example_id") or ""),
    }
    given = record.get("annotations") or record.get("completions") or []
    if not isinstance(given, list):
        raise NotRead("Its annotations are no list.")
    for annotation in given:
        answers = dict(_answer(result) for result in annotation.get("result") or [])
        decision = decision_of(answers.pop(DECISION, ""))
        if annotation.get("was_cancelled"):
            decision, answers = Decision.SKIP, {}
        yield Annotated(**common, reviewer=_who(annotation), decision=decision, answers=answers)
    if not given:
        yield Annotated(**common)


def _who(annotation: Record) -> str:
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        name = f"{who.get('first_name') or ''} {who.get('last_name') or ''}".strip()
        who = name or who.get("email") or who.get("id")
    return f"annotator {who}" if isinstance(who, int) else str(who or "annotator")


def _answer(result: Record) -> tuple[str, str]:
    kind, value = result.get("type"), result.get("value") or {}
    name = str(result.get("from_name") or "")
    if kind == "choices" and value.get("choices"):
        return name, str(value["choices"][0])
    if kind == "textarea" and value.get("text"):
        text = value["text"]
        return name, "\n".join(map(str, text)) if isinstance(text, list) else str(text)
    if kind == "rating" and "rating" in value:
        return name, str(value["rating"])
    if kind == "pairwise" and value.get("selected") in ("left", "right"):
        return name, "a" if value["selected"] == "left" else "b"
    raise NotRead(f"It holds an answer of the kind {str(kind)[:30]!r}, which is not taken over.")


def _write(entry: Written) -> Iterator[Record]:
    data = {"text": entry.text, "answer": entry.answer or "", "example_id": entry.example_id}
    annotations = [
        {
            "completed_by": {"email": said.reviewer},
            "was_cancelled": False,
            "result": [
                _result(DECISION, str(said.decision), is_choice=True),
                *(_result(name, text, is_choice="\n" not in text and len(text) < 80)
                  for name, text in said.answers.items()),
            ],
        }
        for said in entry.said
    ]  # fmt: skip
    yield {"data": data, "annotations": annotations, "predictions": []}


def _result(name: str, text: str, *, is_choice: bool) -> dict[str, Any]:
    kind, value = ("choices", [text]) if is_choice else ("textarea", [text])
    inner = {"choices": value} if is_choice else {"text": value}
    return {"from_name": name, "to_name": "text", "type": kind, "value": inner}


LABEL_STUDIO = Format(
    name="label_studio",
    title="Label Studio",
    lines=False,
    fits=_fits,
    read=_read,
    write=_write,
)
