"""Tickets from JSON lines, a JSON list or one JSON object; tuning lines among them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from curation.example import Message, Source
from curation.ingest.chat_lines import read_chat_line, read_output
from curation.ingest.choices import Choices
from curation.ingest.columns import (
    Column,
    ColumnMapping,
    holds_input,
    overruled,
    sampled_columns,
)
from curation.ingest.decoding import decode
from curation.ingest.item_fields import item_details
from curation.ingest.json_lines import NumberedText
from curation.ingest.json_records import json_object, json_records
from curation.ingest.look import Look
from curation.ingest.mojibake import repaired
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import Row, example_from, fault_from, prompt_from
from curation.ingest.source_file import MAX_ROW_CHARACTERS, RowRefused, SourceFile, check_row_size
from curation.ingest.transcript import guess_with_transcripts, has_transcripts, transcript_row
from curation.ingest.tuning_lines import is_tuning_line, read_tuning_line
from curation.task import Intake, Task

_SAMPLED = 200  # rows


def _confidence(look: Look) -> float:
    return 0.5 if look.is_json else 0.0


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    file = files[0]
    decoded = decode(file.data)
    return read_rows(file, task, choices, json_records(decoded.text).rows, note=decoded.note)


def read_rows(
    file: SourceFile,
    task: Task,
    choices: Choices,
    rows: Sequence[NumberedText],
    *,
    note: str,
) -> Reading:
    """The reading of rows of JSON that stand in a file."""
    objects = _first_objects(rows)
    columns = _columns(objects)
    mapping = overruled(guess_with_transcripts(columns), columns, choices.columns)
    chats = has_transcripts(columns, mapping)

    def row(text: str) -> Row:
        line = _object(text)
        if choices.repair:
            line = _mended(line)
        if chats and not is_tuning_line(line):
            given = transcript_row(_scalar(line.get(mapping.input)), choices.answer)
        else:
            given = _read_line(line, mapping)
        return _with_known(given, line, mapping)

    def outcomes() -> Iterator[Outcome]:
        for number, text in rows:
            source = Source(file=file.name, sha256=file.sha256, row=number)
            try:
                yield example_from(row(text), task, source)
            except RowRefused as refusal:
                kept = text if len(text) <= MAX_ROW_CHARACTERS else ""
                content = kept.encode("utf-8", "replace").decode("utf-8")
                yield fault_from(refusal, source, content)

    return Reading(
        format=JSONL_TICKETS.format,
        rows=len(rows),
        outcomes=outcomes,
        note=note,
        columns=columns,
        mapping=mapping,
        is_mapped=not objects or any(map(is_tuning_line, objects)) or holds_input(mapping),
    )


def _first_objects(rows: Sequence[NumberedText]) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]] = []
    for _, text in islice(rows, _SAMPLED):
        with suppress(RowRefused):
            objects.append(_object(text))
    return objects


def _columns(objects: Sequence[dict[str, Any]]) -> tuple[Column, ...]:
    names = list(dict.fromkeys(name for line in objects for name in line))
    rows = ([_shown(line.get(name)) for name in names] for line in objects)
    return sampled_columns(names, rows)


def _object(text: str) -> dict[str, Any]:
    check_row_size(len(text))
    return json_object(text)


def _mended(line: dict[str, Any]) -> dict[str, Any]:
    """The object with all its texts repaired; its names stay, for columns are told by them."""
    return {name: _mended_value(value) for name, value in line.items()}


def _mended_value(value: object) -> Any:
    if isinstance(value, str):
        return repaired(value)
    if isinstance(value, dict):
        return _mended(value)
    return [_mended_value(entry) for entry in value] if isinstance(value, list) else value


def _read_line(line: Mapping[str, Any], mapping: ColumnMapping) -> Row:
    return read_tuning_line(line) if is_tuning_line(line) else _mapped(line, mapping)


def _with_known(row: Row, line: Mapping[str, Any], mapping: ColumnMapping) -> Row:
    """The row with what else the object says about it; of a line to be graded, its own fields."""
    known = {mapping.label, mapping.group, mapping.id}
    graded = "messages" in line and row.answer is None
    return replace(
        row,
        metadata={**row.metadata, **(item_details(line, known=known) if graded else {})},
        label=_scalar(line.get(mapping.label)),
        group=_scalar(line.get(mapping.group)),
        id=_scalar(line.get(mapping.id)),
    )


def _mapped(line: Mapping[str, Any], mapping: ColumnMapping) -> Row:
    """The row of an object by its mapping; prompts and answers may be lists of messages."""
    given = line.get(mapping.input)
    return Row(
        prompt=_prompt(_scalar(line.get(mapping.subject)), given),
        answer=_output(line.get(mapping.answer)),
        rejected=_output(line.get(mapping.rejected)),
    )


def _prompt(subject: str, given: object) -> tuple[Message, ...]:
    if isinstance(given, list | dict):
        return read_chat_line({"messages": given}).prompt
    return prompt_from(subject, _scalar(given))


def _output(value: object) -> Message | None:
    return read_output(value if isinstance(value, list | dict) else _scalar(value))


def _scalar(value: object) -> str:
    """A plain value as text; nothing for null, lists and objects."""
    if value is None or isinstance(value, list | dict):
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _shown(value: object) -> str:
    """A value for the sample beside its column."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return _scalar(value)


JSONL_TICKETS = Importer(
    format="jsonl",
    title="JSON lines or list",
    intakes=frozenset(Intake),
    confidence=_confidence,
    read=_read,
)
