"""Tickets from an Excel workbook: every sheet with rows is one table, every cell as it is seen."""

import io
import statistics
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from curation.errors import InputRefused
from curation.ingest.choices import Choices
from curation.ingest.csv_table import column_names
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Reading
from curation.ingest.source_file import SourceFile
from curation.ingest.table_tickets import TicketTable, read_ticket_table
from curation.task import Intake, Task

_MAX_UNPACKED = 1_000_000_000  # bytes
_SAMPLED = 200  # rows
_WHOLE = 2**53  # numbers beyond are no longer exact in a workbook


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    file = files[0]
    sheets = [(name, rows) for name, rows in _sheets(file) if len(rows) > 1]
    if not sheets:
        raise InputRefused(
            "The file has no rows",
            cause="No sheet of the workbook has a row below its first one.",
            cure="Save it with the column names in the first row and one ticket in each row below.",
        )
    skipped = {name: _junk_rows(rows) for name, rows in sheets}
    headers = [column_names(rows[skipped[name]]) for name, rows in sheets]
    first = headers[0]
    # Sheets with the columns of the first one go on where it ends; the others are left out.
    used = [sheet for sheet, header in zip(sheets, headers, strict=True) if header == first]
    rows = [row for name, all_rows in used for row in all_rows[skipped[name] + 1 :]]
    table = TicketTable(
        names=first,
        sample=rows[:200],
        rows=len(rows),
        records=lambda: (list(row) for row in rows),
        note=_note([name for name, _ in used], [s[0] for s in sheets if s not in used]),
    )
    return read_ticket_table(XLSX_TICKETS.format, file, task, choices, table)


def _sheets(file: SourceFile) -> Iterator[tuple[str, list[list[str]]]]:
    """The rows of each sheet as texts; blank rows are left out, as in CSV files."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as packed:
            if sum(info.file_size for info in packed.infolist()) > _MAX_UNPACKED:
                raise _refused("Unpacked it is larger than a thousand megabytes.")
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            texts = ([seen(cell) for cell in row] for row in rows)
            yield name, [row for row in texts if any(cell.strip() for cell in row)]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise _refused("It is damaged, or locked with a password.") from error


def seen(value: Any) -> str:
    """A cell's text as a person sees it: whole numbers without a point, dates as ISO has them.

    A formula is its result. A date without a time of day is only a date.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else f"{value:.15g}"
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _junk_rows(rows: list[list[str]]) -> int:
    """How many rows above the header fill at most half as many cells as rows usually do."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_SAMPLED]]
    usual = statistics.median_high(filled)
    return next((n for n, count in enumerate(filled[:-1]) if 2 * count > usual), 0)


def _note(used: list[str], left_out: list[str]) -> str:
    sheets = ", ".join(f"“{name}”" for name in used)
    note = f"Read from the {'sheet' if len(used) == 1 else 'sheets'} {sheets}."
    if left_out:
        others = ", ".join(f"“{name}”" for name in left_out)
        note += f" Other columns stand in {others}, which is left out: save it as its own file."
    return note


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "The workbook cannot be read",
        cause=cause,
        cure="Open it in the program it comes from and save it again, as .xlsx or as CSV (UTF-8).",
    )


def _confidence(look: Look) -> float:
    """A zip that holds a workbook, whatever the file is called."""
    if not look.file.data.startswith(b"PK\x03\x04"):
        return 0.0
    try:
        with zipfile.ZipFile(io.BytesIO(look.file.data)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return 0.0
    is_workbook = any(name.startswith("xl/workbook") for name in names)
    return 0.9 if is_workbook else 0.0


XLSX_TICKETS = Importer(
    format="xlsx",
    title="Excel workbook",
    intakes=frozenset({Intake.TICKET}),
    confidence=_confidence,
    read=_read,
)
