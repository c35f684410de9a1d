"""Faulty rows as a CSV file: to be mended in a spreadsheet and dropped in again."""

import csv
import io
import json
from collections.abc import Sequence

from curation.example import Fault

FAULT_COLUMNS = ("fault_row", "fault_reason", "fault_cure")
"""The first three columns of every such file; the CSV importer leaves them out again."""

_CONTENT = "content"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def faults_to_csv(faults: Sequence[Fault]) -> str:
    """A CSV text: row, reason and cure, then the columns the rows came with.

    Cells that a spreadsheet would run as a formula get an apostrophe in front, which `unquoted`
    takes away. Rows that did not come from a table stand in one column, "content".
    """
    rows = [_cells(fault) for fault in faults]
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*FAULT_COLUMNS, *map(quoted, names)])
    for fault, row in zip(faults, rows, strict=True):
        ours = (str(fault.row), fault.reason, fault.cure)
        writer.writerow([*ours, *(quoted(row.get(name, "")) for name in names)])
    return text.getvalue()


def quoted(cell: str) -> str:
    """The cell with an apostrophe in front when a spreadsheet would take it for a formula."""
    return "'" + cell if cell.lstrip("'").startswith(_FORMULA) else cell


def unquoted(cell: str) -> str:
    """The cell that `quoted` was given."""
    is_quoted = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
    return cell[1:] if is_quoted else cell


def _cells(fault: Fault) -> dict[str, str]:
    try:
        content = json.loads(fault.content)
    except ValueError:
        return {_CONTENT: fault.content}
    if isinstance(content, dict) and all(isinstance(value, str) for value in content.values()):
        return content
    return {_CONTENT: fault.content}
