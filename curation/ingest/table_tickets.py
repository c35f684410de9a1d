"""Tickets from the rows of a table, whatever file it stands in: one row, one example."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from curation.example import Source
from curation.ingest.choices import Choices
from curation.ingest.columns import (
    ColumnMapping,
    holds_input,
    overruled,
    sampled_columns,
)
from curation.ingest.fault_table import CONTENT_COLUMN, FAULT_COLUMNS, unquoted
from curation.ingest.jsonl_tickets import read_rows
from curation.ingest.mojibake import repaired
from curation.ingest.reading import Outcome, Reading
from curation.ingest.rows import (
    Row,
    answer_from,
    check_characters,
    example_from,
    fault_from,
    prompt_from,
)
from curation.ingest.source_file import RowRefused, SourceFile, check_row_size
from curation.ingest.staged_rows import StagedPart
from curation.ingest.table_parts import Places, plain_rows
from curation.ingest.transcript import guess_with_transcripts, has_transcripts, transcript_row
from curation.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTable:
    """A table of texts: its columns' names, its first rows, and all of them on demand.

    `rows` is a guess unless `is_counted`. `is_cut_in` tells, given the cells of the last row,
    whether the file ends inside it; `damaged`, whether cells may hold what no file can.
    """

    names: tuple[str, ...]
    sample: Sequence[Sequence[str]]
    rows: int
    records: Callable[[], Iterator[list[str]]]
    is_counted: bool = True
    is_cut_in: Callable[[list[str]], bool] = lambda last: False
    damaged: bool = False
    note: str = ""


def read_ticket_table(
    format: str, file: SourceFile, task: Task, choices: Choices, table: TicketTable
) -> Reading:
    """The reading of a table's rows; faulty rows that come back mended are known by their columns.

    They have three columns of ours in front and quoted formulas.
    """
    ours = len(FAULT_COLUMNS) if table.names[: len(FAULT_COLUMNS)] == FAULT_COLUMNS else 0

    def own(cells: Sequence[str]) -> list[str]:
        return [unquoted(cell) for cell in cells[ours:]] if ours else list(cells)

    names = tuple(own(table.names))
    if ours and names == (CONTENT_COLUMN,):  # they were lines of JSON
        lines = [(row, own(cells)[0]) for row, cells in enumerate(table.records(), 1)]
        return read_rows(file, task, choices, lines, note=table.note)
    columns = sampled_columns(names, map(own, table.sample))
    mapping = overruled(guess_with_transcripts(columns), columns, choices.columns)
    chats = has_transcripts(columns, mapping)
    outcome = _outcome_of(file, task, names, mapping, choices, damaged=table.damaged, chats=chats)

    def records() -> Iterator[list[str]]:
        return map(own, table.records()) if ours else table.records()

    def outcomes() -> Iterator[Outcome]:
        return (
            outcome(number, cells, is_last and table.is_cut_in(cells))
            for number, cells, is_last in _numbered(records())
        )

    def parts(skip: int) -> Iterator[StagedPart]:
        return plain_rows(
            _numbered(records(), skip),
            Places.of(names, mapping),
            task,
            Source(file=file.name, sha256=file.sha256, row=0),
            lambda row, cells: outcome(row, cells, False),
            lambda row, cells: outcome(row, cells, table.is_cut_in(cells)),
        )

    return Reading(
        format=format,
        rows=table.rows,
        outcomes=outcomes,
        note=table.note,
        columns=columns,
        mapping=mapping,
        is_mapped=holds_input(mapping),
        is_counted=table.is_counted,
        parts=None if table.damaged or choices.repair or chats else parts,
    )


def _numbered(records: Iterator[list[str]], skip: int = 0) -> Iterator[tuple[int, list[str], bool]]:
    """Each row after the first ones with its number from 1, and whether it is the last."""
    held: list[str] | None = None
    number = 0
    for number, cells in enumerate(records):
        if held is not None and number > skip:
            yield number, held, False
        held = cells
    if held is not None and number >= skip:
        yield number + 1, held, True


def _outcome_of(
    file: SourceFile,
    task: Task,
    names: tuple[str, ...],
    mapping: ColumnMapping,
    choices: Choices,
    *,
    damaged: bool,
    chats: bool,
) -> Callable[[int, list[str], bool], Outcome]:
    """What makes an outcome of a row's number, its cells and whether the file ends inside it."""
    places = Places.of(names, mapping)

    def cell(cells: list[str], index: int) -> str:
        text = cells[index] if 0 <= index < len(cells) else ""
        return repaired(text) if choices.repair else text

    def row_of(cells: list[str], cut: bool) -> Row:
        check_row_size(sum(map(len, cells)))
        if cut:
            raise RowRefused(
                "A quotation mark opens in this row and is never closed.",
                "Close it. The rows below were read as part of this one.",
            )
        if damaged:
            check_characters("".join(cells))
        if len(cells) > places.width and any(cell.strip() for cell in cells[places.width :]):
            raise RowRefused(
                f"This row has {len(cells)} cells, but there are {places.width} columns.",
                "Put quotation marks around the cell that holds the delimiter.",
            )
        if chats:
            return replace(
                transcript_row(cell(cells, places.input), choices.answer),
                label=cell(cells, places.label),
                group=cell(cells, places.group),
                id=cell(cells, places.id),
            )
        return Row(
            prompt=prompt_from(cell(cells, places.subject), cell(cells, places.input)),
            answer=answer_from(cell(cells, places.answer)),
            rejected=answer_from(cell(cells, places.rejected)),
            label=cell(cells, places.label),
            group=cell(cells, places.group),
            id=cell(cells, places.id),
        )

    def outcome(row: int, cells: list[str], cut: bool) -> Outcome:
        source = Source(file=file.name, sha256=file.sha256, row=row)
        try:
            return example_from(row_of(cells, cut), task, source)
        except RowRefused as refusal:
            return fault_from(refusal, source, _content(names, cells))

    return outcome


def _content(names: tuple[str, ...], cells: list[str]) -> str:
    """The row as JSON {column: cell}, for mending; empty when it is too large to keep."""
    extra = [f"more ({number})" for number in range(1, len(cells) - len(names) + 1)]
    try:
        check_row_size(sum(map(len, cells)))
    except RowRefused:
        return ""
    content = dict(zip((*names, *extra), cells, strict=False))
    text = json.dumps(content, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")
