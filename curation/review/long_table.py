"""A long table of answers, one row per answer, whatever its columns are called."""

import csv
import io
import json
import re
import warnings
from collections.abc import Mapping, Sequence

import pandas as pd

from curation.errors import InputRefused
from curation.example import canonical_json

NAMES = {
    "item": (
        *("item", "task", "unit", "example", "subject", "patient", "document", "doc", "ticket"),
        *("object", "instance", "sample", "case", "record", "id"),
    ),
    "reviewer": (
        *("reviewer", "worker", "annotator", "rater", "coder", "observer", "expert", "judge"),
        *("labeler", "labeller", "assessor", "user", "person"),
    ),
    "value": (
        *("value", "label", "answer", "class", "category", "rating", "code", "response", "score"),
        *("annotation", "judgment", "judgement", "choice", "decision", "grade"),
    ),
    "question": ("question",),
}
"""The names a column may have; where several are there, the first of the list is taken. Case,
blanks and an `id` or `name` at the end do not count."""

_NEEDED = ("item", "reviewer", "value")
_NO_NUMBER = frozenset({"na", "n/a", "nan", "null", "none", "<na>"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_WHOLE = re.compile(r"([+-]?\d+)\.0+")


def read_long_table(text: str, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The columns item, reviewer and value, and question if it is there, of CSV or JSON lines.

    Everything is text without blanks at its ends; an empty value is missing, and so is NA, NaN,
    null or None among numbers. `1` and `1.0`, `True` and `TRUE` are one value, spelt as it comes
    first. The delimiter of CSV is the comma, semicolon, tab or bar, whichever the first line holds
    most of. `columns` says what the columns are called where NAMES does not know them. Raises
    InputRefused, naming the columns, when one of the three is not there, and for a row that is no
    row.
    """
    table = _read_json(text) if text.lstrip()[:1] in ("{", "[") else _read_csv(text)
    return choose_columns(table, columns)


def choose_columns(table: pd.DataFrame, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The long table in any table, as `read_long_table` gives it."""
    header = [str(name) for name in table.columns]
    chosen = _choose(header, columns or {})
    long = pd.DataFrame(
        {name: _as_text(table.iloc[:, header.index(own)]) for name, own in chosen.items()}
    )
    for name in ("item", "reviewer", "value"):
        long[name] = _one_spelling(long[name])
    unnamed = (long["item"] == "") | (long["reviewer"] == "")
    long["value"] = long["value"].mask((long["value"] == "") | unnamed | _missing(long["value"]))
    return long


def _read_csv(text: str) -> pd.DataFrame:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    if not any(header):
        return pd.DataFrame()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            table = pd.read_csv(
                io.StringIO(text), sep=delimiter, dtype=str, keep_default_na=False, index_col=False
            )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, pd.errors.ParserWarning) as error:
        raise InputRefused(
            "The table cannot be read",
            cause="A row has more cells than the first line, or a quotation mark is never closed.",
            cure="Save it again as CSV from the program it came from.",
        ) from error
    table.columns = pd.Index(header[: table.shape[1]])
    return table


def _read_json(text: str) -> pd.DataFrame:
    rows: list[object] = []
    try:
        if text.lstrip().startswith("["):
            rows = json.loads(text)
        else:
            rows = [json.loads(line) for line in text.split("\n") if line.strip()]
        known = all(isinstance(row, dict) for row in rows)
    except (ValueError, RecursionError):
        known = False
    if not known:
        raise InputRefused(
            "The table cannot be read",
            cause="A line is no JSON object with the columns as its keys.",
            cure="Write one object per line, or save the table as CSV.",
        )
    return pd.DataFrame(rows, dtype=object)


def _choose(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    known = {name: name for name in reversed(header)}
    plain = {_plain(name): name for name in reversed(header) if name}
    chosen = {}
    for column, names in NAMES.items():
        if column in columns:
            if columns[column] in known:
                chosen[column] = columns[column]
            continue
        found = next((plain[name] for name in names if name in plain), None)
        if found is not None:
            chosen[column] = found
    missing = [column for column in _NEEDED if column not in chosen]
    if missing:
        found_names = ", ".join(name[:40] for name in header[:12] if name) or "none"
        raise InputRefused(
            "The table has other columns",
            cause=f"There is no column for: {', '.join(missing)}. The columns are: {found_names}.",
            cure="Have one row per answer, and name the columns item, reviewer and value in the "
            "first line, or say which is which with --map.",
        )
    return chosen


def _plain(name: str) -> str:
    """A column's name as it is looked up."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return re.sub(r"(?<=[a-z])_?(id|name)$", "", plain)


def _as_text(column: pd.Series) -> pd.Series:
    if column.dtype == object or not pd.api.types.is_string_dtype(column):
        return column.astype(object).map(_cell).astype(str)
    return column.fillna("").str.strip()


def _cell(value: object) -> str:
    """One value of a typed table as text: nothing is empty, a date as it is written in ISO 8601."""
    if isinstance(value, dict | list):
        return canonical_json(value)
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value).strip()


def _one_spelling(column: pd.Series) -> pd.Series:
    """The column with `1` and `1.0`, and `True` and `TRUE`, as one value."""
    first: dict[str, str] = {}
    spelt = {value: first.setdefault(_same(value), value) for value in column.unique()}
    changed = {value: to for value, to in spelt.items() if value != to}
    return column.replace(changed) if changed else column


def _same(value: str) -> str:
    whole = _WHOLE.fullmatch(value)
    if whole:
        return whole.group(1)
    return value.lower() if value.lower() in ("true", "false") else value


def _missing(values: pd.Series) -> pd.Series:
    """Which values say that there is none: NA and the like, where all others are numbers."""
    different = [value for value in values.unique() if value]
    empty = {value for value in different if value.lower() in _NO_NUMBER}
    numbers = [value for value in different if value not in empty]
    if not numbers or not all(_NUMBER.fullmatch(value) for value in numbers):
        empty = set()
    return values.isin(empty)
