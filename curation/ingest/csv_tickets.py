"""Tickets from a CSV or TSV file."""

from collections.abc import Callable, Sequence

from curation.ingest.choices import Choices
from curation.ingest.csv_table import Table, open_table, read_table
from curation.ingest.decoding import decode
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Reading
from curation.ingest.source_file import SourceFile
from curation.ingest.table_tickets import TicketTable, read_ticket_table
from curation.task import Intake, Task


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    return _read_with(read_table, files[0], task, choices)


def _open(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    return _read_with(open_table, files[0], task, choices)


def _read_with(
    how: Callable[[str], Table], file: SourceFile, task: Task, choices: Choices
) -> Reading:
    decoded = decode(file.data)
    table = how(decoded.text)
    notes = [decoded.note]
    if table.skipped:
        notes.append(f"The first {table.skipped} lines are not part of the table and are left out.")
    rows = TicketTable(
        names=table.columns,
        sample=table.sample,
        rows=table.rows,
        records=table.records,
        is_counted=table.is_counted,
        is_cut_in=table.is_cut_in,
        damaged=decoded.damaged,
        note=" ".join(note for note in notes if note),
    )
    return read_ticket_table(CSV_TICKETS.format, file, task, choices, rows)


def _confidence(look: Look) -> float:
    """Any text may be a table, of one column at least."""
    return 0.0 if look.is_xml or look.is_binary else 0.3


CSV_TICKETS = Importer(
    format="csv",
    title="CSV or TSV table",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=_read,
    open=_open,
)
