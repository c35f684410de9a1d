"""Faulty rows as a CSV file: to be mended in a spreadsheet and dropped in again."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace

from curation.example import Fault
from curation.ingest.csv_table import header_of, read_table
from curation.ingest.decoding import decode, head
from curation.ingest.source_file import SourceFile

FAULT_COLUMNS = ("fault_row", "fault_reason", "fault_cure")
"""The first three columns of every such file; the CSV importer leaves them out again."""

CONTENT_COLUMN = "content"
"""The column of rows that did not come from a table, such as lines of JSON."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def faults_to_csv(faults: Sequence[Fault]) -> str:
    """A CSV text: row, reason and cure, then the columns the rows came with.

    Cells that a spreadsheet would run as a formula get an apostrophe in front, which `unquoted`
    takes away. If any row did not come from a table, all stand in one column as they were.
    """
    tables = [cells_of(fault.content) for fault in faults]
    rows = [
        {CONTENT_COLUMN: fault.content} if None in tables else table or {}
        for fault, table in zip(faults, tables, strict=True)
    ]
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*FAULT_COLUMNS, *map(quoted, names)])
    for fault, row in zip(faults, rows, strict=True):
        ours = (str(fault.row), fault.reason, fault.cure)
        writer.writerow([*ours, *(quoted(row.get(name, "")) for name in names)])
    return text.getvalue()


def is_fault_table(text: str) -> bool:
    """True for the beginning of a file that `faults_to_csv` wrote."""
    return text.lstrip("\ufeff\"'").startswith(FAULT_COLUMNS[0])


def mended_lines(file: SourceFile) -> SourceFile:
    """The lines of JSON that came back in a file of faulty rows; any other file as it is.

    So they are read as the tickets, or the tuning lines, that they were.
    """
    begin = head(file.data)
    if not is_fault_table(begin) or header_of(begin) != (*FAULT_COLUMNS, CONTENT_COLUMN):
        return file
    records = read_table(decode(file.data).text).records()
    cells = [(unquoted(cells[-1]) if len(cells) > len(FAULT_COLUMNS) else "") for cells in records]
    # A line end in JSON stands between its parts; in its texts it is written as \n.
    lines = (" ".join(re.split(r"[\r\n]+", cell)).strip() or "null" for cell in cells)
    return replace(file, data="\n".join(lines).encode("utf-8", "surrogateescape"))


def quoted(cell: str) -> str:
    """The cell with an apostrophe in front when a spreadsheet would take it for a formula."""
    return "'" + cell if cell.lstrip("'").startswith(_FORMULA) else cell


def unquoted(cell: str) -> str:
    """The cell that `quoted` was given."""
    is_quoted = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
    return cell[1:] if is_quoted else cell


def cells_of(content: str) -> dict[str, str] | None:
    """The cells that a row's content holds by column; None when it did not come from a table."""
    if not content:
        return {}  # the row was too large to keep
    try:
        cells = json.loads(content)
    except ValueError:
        return None
    is_table = isinstance(cells, dict) and all(isinstance(cell, str) for cell in cells.values())
    return cells if is_table else None
