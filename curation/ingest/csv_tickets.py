"""Tickets from a CSV or TSV file: one row, one example."""

import json
from collections.abc import Callable, Iterator, Sequence

from curation.example import Source
from curation.ingest.choices import Choices
from curation.ingest.columns import (
    ColumnMapping,
    guess_mapping,
    holds_input,
    overruled,
    sampled_columns,
)
from curation.ingest.csv_table import read_table
from curation.ingest.decoding import decode
from curation.ingest.fault_table import CONTENT_COLUMN, FAULT_COLUMNS, unquoted
from curation.ingest.jsonl_tickets import read_rows
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import (
    Row,
    answer_from,
    check_characters,
    example_from,
    fault_from,
    prompt_from,
)
from curation.ingest.source_file import RowRefused, SourceFile, check_row_size
from curation.task import Intake, Task


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    file = files[0]
    decoded = decode(file.data)
    table = read_table(decoded.text)
    # Faulty rows come back from a person with three columns of ours in front and quoted formulas.
    ours = len(FAULT_COLUMNS) if table.columns[: len(FAULT_COLUMNS)] == FAULT_COLUMNS else 0

    def own(cells: Sequence[str]) -> list[str]:
        return [unquoted(cell) for cell in cells[ours:]] if ours else list(cells)

    names = tuple(own(table.columns))
    if ours and names == (CONTENT_COLUMN,):  # they were lines of JSON
        lines = [(row, own(cells)[0]) for row, cells in enumerate(table.records(), 1)]
        return read_rows(file, task, choices, lines, note=decoded.note)
    columns = sampled_columns(names, map(own, table.sample))
    mapping = overruled(guess_mapping(columns), columns, choices.columns)
    notes = [decoded.note]
    if table.skipped:
        notes.append(f"The first {table.skipped} lines are not part of the table and are left out.")

    def outcomes() -> Iterator[Outcome]:
        outcome = _outcome_of(file, task, names, mapping, damaged=decoded.damaged)
        for number, cells in enumerate(table.records(), 1):
            cut = table.is_cut and number == table.rows
            yield outcome(number, own(cells) if ours else cells, cut)

    return Reading(
        format=CSV_TICKETS.format,
        rows=table.rows,
        outcomes=outcomes,
        note=" ".join(note for note in notes if note),
        columns=columns,
        mapping=mapping,
        is_mapped=holds_input(mapping),
    )


def _confidence(look: Look) -> float:
    """Any text may be a table, of one column at least."""
    return 0.0 if look.is_xml or look.is_binary else 0.3


def _outcome_of(
    file: SourceFile,
    task: Task,
    names: tuple[str, ...],
    mapping: ColumnMapping,
    *,
    damaged: bool,
) -> Callable[[int, list[str], bool], Outcome]:
    """What makes an outcome of a row's number, its cells and whether the file ends inside it."""
    position = {name: index for index, name in enumerate(names)}
    width = len(names)
    subject, text, answer, rejected, label, group, number = (
        position.get(name, -1)
        for name in (
            mapping.subject,
            mapping.input,
            mapping.answer,
            mapping.rejected,
            mapping.label,
            mapping.group,
            mapping.id,
        )
    )

    def cell(cells: list[str], index: int) -> str:
        return cells[index] if 0 <= index < len(cells) else ""

    def row_of(cells: list[str], cut: bool) -> Row:
        check_row_size(sum(map(len, cells)))
        if cut:
            raise RowRefused(
                "A quotation mark opens in this row and is never closed.",
                "Close it. The rows below were read as part of this one.",
            )
        if damaged:
            check_characters("".join(cells))
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            raise RowRefused(
                f"This row has {len(cells)} cells, but there are {width} columns.",
                "Put quotation marks around the cell that holds the delimiter.",
            )
        return Row(
            prompt=prompt_from(cell(cells, subject), cell(cells, text)),
            answer=answer_from(cell(cells, answer)),
            rejected=answer_from(cell(cells, rejected)),
            label=cell(cells, label),
            group=cell(cells, group),
            id=cell(cells, number),
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


CSV_TICKETS = Importer(
    format="csv",
    title="CSV or TSV table",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=_read,
)
