"""A long table of answers, one row per answer, whatever its columns are called."""

import csv
import io
from collections.abc import Sequence

import pandas as pd

from curation.errors import InputRefused

NAMES = {
    "item": ("item", "task", "unit", "example_id", "example", "subject", "patient", "id"),
    "reviewer": ("reviewer", "worker", "annotator", "rater", "coder", "observer", "expert"),
    "value": ("value", "label", "answer", "class", "category", "rating", "code"),
    "question": ("question",),
}
"""The names a column may have; where several are there, the first of the list is taken."""

_NEEDED = ("item", "reviewer", "value")


def read_long_table(text: str) -> pd.DataFrame:
    """The columns item, reviewer and value, and question if it is there, of a CSV text.

    Everything is text without blanks at its ends; an empty value is missing. The delimiter is the
    comma, semicolon or tab, whichever the first line holds most of. Raises InputRefused, naming
    the columns, when one of the three is not there, and for a row that is no row.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    chosen = _choose(header)
    try:
        table = pd.read_csv(
            io.StringIO(text), sep=delimiter, dtype=str, keep_default_na=False, index_col=False
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputRefused(
            "The table cannot be read",
            cause="A row has more cells than the first line, or a quotation mark is never closed.",
            cure="Save it again as CSV from the program it came from.",
        ) from error
    table.columns = pd.Index(header[: table.shape[1]])
    long = pd.DataFrame(
        {name: table.iloc[:, header.index(column)].str.strip() for name, column in chosen.items()}
    )
    unnamed = (long["item"] == "") | (long["reviewer"] == "")
    long["value"] = long["value"].mask((long["value"] == "") | unnamed)
    return long


def _choose(header: Sequence[str]) -> dict[str, str]:
    lowered = {name.lower(): name for name in reversed(header)}
    chosen = {
        column: next(lowered[name] for name in names if name in lowered)
        for column, names in NAMES.items()
        if any(name in lowered for name in names)
    }
    missing = [column for column in _NEEDED if column not in chosen]
    if missing:
        found = ", ".join(name[:40] for name in header[:12] if name) or "none"
        raise InputRefused(
            "The table has other columns",
            cause=f"There is no column for: {', '.join(missing)}. The columns are: {found}.",
            cure="Name them item, reviewer and value in the first line.",
        )
    return chosen
