"""The table of formats, which one a file has, and how the names in it become the task's."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from curation.errors import InputRefused
from curation.review.annotations.annotated import Annotated, Format, NotRead, Record, Written
from curation.review.annotations.argilla import ARGILLA
from curation.review.annotations.doccano import DOCCANO
from curation.review.annotations.label_studio import LABEL_STUDIO
from curation.review.annotations.prodigy import PRODIGY
from curation.task import RATINGS, Question, QuestionKind, Task

FORMATS: Mapping[str, Format] = {
    each.name: each for each in (LABEL_STUDIO, ARGILLA, PRODIGY, DOCCANO)
}
"""One format = one module + one row."""


def read_annotations(
    text: str, *, name: str = ""
) -> tuple[Format, list[tuple[int, list[Annotated]]], list[tuple[int, str]]]:
    """The format, what each record says with its number from 1, and the records that say nothing.

    Without a `name` the format is told by the first record. Raises InputRefused for a file of no
    known format.
    """
    records = _records(text)
    kind = FORMATS.get(name) or _format_of(records)
    if kind is None:
        raise _unknown()
    read: list[tuple[int, list[Annotated]]] = []
    faults: list[tuple[int, str]] = []
    for number, record in enumerate(records, 1):
        try:
            if not kind.fits(record):
                raise NotRead(f"It is no record of {kind.title}.")
            read.append((number, list(kind.read(record))))
        except NotRead as error:
            faults.append((number, str(error)))
        except (AttributeError, KeyError, TypeError, IndexError):
            faults.append((number, f"It is not as {kind.title} writes it."))
    return kind, read, faults


def recognise(text: str) -> Format | None:
    """The format whose answers these are; None for a file of anything else."""
    try:
        return _format_of(_records(text))
    except InputRefused:
        return None


def write_annotations(entries: Iterable[Written], kind: Format) -> str:
    """The entries as a file of that format."""
    records = [record for entry in entries for record in kind.write(entry)]
    if kind.lines:
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def fit_answers(answers: Mapping[str, str], task: Task) -> dict[str, str]:
    """The answers by the task's own questions, labels as the task writes them.

    A name fits by id or title, in any case; the only label question takes what has no name that
    fits. Raises NotRead for an answer that no question takes.
    """
    fitted: dict[str, str] = {}
    for name, text in answers.items():
        question = _question(name, text, task)
        if question is None:
            raise NotRead("It answers a question that the task does not ask.")
        fitted[question.id] = answer = _as_written(text, question)
        closed = question.kind is QuestionKind.LABEL and not question.open
        if closed and answer and answer not in question.options:
            raise NotRead(f"Its label {answer[:40]!r} is none of “{question.title}”.")
    return fitted


def _format_of(records: Sequence[Record]) -> Format | None:
    return next((each for each in FORMATS.values() if records and each.fits(records[0])), None)


def _question(name: str, text: str, task: Task) -> Question | None:
    plain = _plain(name)
    for question in task.questions:
        if plain and plain in (_plain(question.id), _plain(question.title)):
            return question
    chosen = [question for question in task.questions if question.is_chosen]
    if len(chosen) == 1:
        return chosen[0]
    offers = [q for q in chosen if _plain(text) in map(_plain, q.options or RATINGS)]
    return offers[0] if len(offers) == 1 else None


def _as_written(text: str, question: Question) -> str:
    if question.kind is not QuestionKind.LABEL:
        return text
    return next((o for o in question.options if _plain(o) == _plain(text)), text)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _records(text: str) -> list[Record]:
    stripped = text.lstrip("\ufeff \t\r\n")
    try:
        if stripped.startswith("["):
            found: list[Any] = json.loads(stripped)
        else:
            found = [json.loads(line) for line in stripped.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise _unknown() from None
    return [record if isinstance(record, dict) else {} for record in found]


def _unknown() -> InputRefused:
    tools = ", ".join(each.title for each in FORMATS.values())
    return InputRefused(
        "The file is not known",
        cause="It is not JSON, or not as a labelling tool writes it.",
        cure=f"Export it as JSON or JSON lines from one of: {tools}.",
    )
