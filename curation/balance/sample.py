"""A sample of what production sees: rows of a file, counted by one of their columns."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from curation.errors import InputRefused

MOST_LABELS = 500
"""Different values above which a column is no label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The rows of a file; each has a text for each of the columns, "" where it has none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def count(self, column: str) -> dict[str, int]:
        """How many rows have which value in a column, the most frequent first; empty ones do not
        count. Raises InputRefused when there is none, or too many to be labels.
        """
        place = self.columns.index(column)
        counts = Counter(row[place] for row in self.rows)
        del counts[""]
        if not counts:
            raise _refused("That column is empty.")
        if len(counts) > MOST_LABELS:
            raise _refused(f"That column has more than {MOST_LABELS} different values.")
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def is_sample(text: str) -> bool:
    """True for rows with named columns, false for a list of labels with their counts.

    JSON lines are rows. Of tables, the heading decides: a second column that is called count or
    share, or that is a number, makes a list.
    """
    lines = text.removeprefix("\ufeff").strip().splitlines()
    if not lines or lines[0].startswith("["):
        return bool(lines)
    if lines[0].startswith("{"):
        return len(lines) > 1 and _is_object(lines[0])
    head = next(csv.reader([lines[0]], delimiter=_delimiter(lines[0])), [])
    if len(head) != 2:
        return len(lines) > 1
    return len(lines) > 1 and not all(_is_count(line) for line in lines[1:] if line.strip())


def read_sample(text: str) -> Sample:
    """The rows of JSON lines, a JSON list of objects, or CSV with a heading.

    Raises InputRefused, naming the line, for what is none of these.
    """
    plain = text.removeprefix("\ufeff").strip()
    if plain.startswith("["):
        return _from_objects(_parsed(plain, 1))
    if plain.startswith("{"):
        lines = plain.splitlines()
        return _from_objects([_parsed(line, n) for n, line in enumerate(lines, 1) if line.strip()])
    rows = list(csv.reader(io.StringIO(plain), delimiter=_delimiter(plain.split("\n", 1)[0])))
    if len(rows) < 2 or len(set(rows[0])) < len(rows[0]):
        raise _refused("The first line must name the columns, each once, and rows must follow.")
    width = len(rows[0])
    return Sample(
        columns=tuple(rows[0]),
        rows=tuple(
            tuple(cell.strip() for cell in [*row, *[""] * width][:width]) for row in rows[1:] if row
        ),
    )


def _from_objects(objects: Sequence[object]) -> Sample:
    names: dict[str, None] = {}
    for number, row in enumerate(objects, 1):
        if not isinstance(row, dict):
            raise _refused(f"Row {number} is no object with named values.")
        names |= dict.fromkeys(map(str, row))
    return Sample(
        columns=tuple(names),
        rows=tuple(tuple(_plain(row.get(name)) for name in names) for row in map(_dict, objects)),
    )


def _dict(row: object) -> dict[str, object]:
    return row if isinstance(row, dict) else {}


def _plain(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).strip()


def _parsed(text: str, number: int) -> list[object]:
    try:
        value: list[object] = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(f"Line {number} is not JSON.") from error
    return value


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_count(line: str) -> bool:
    row = next(csv.reader([line], delimiter=_delimiter(line)), [])
    return len(row) == 2 and row[1].strip().rstrip("%").replace(".", "", 1).isdigit()


def _delimiter(line: str) -> str:
    return next((mark for mark in (",", ";", "\t") if mark in line), ",")


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "The sample of production cannot be read",
        cause=cause,
        cure="Give a CSV with a heading, or one JSON object per line, with the label of each case "
        "in a column.",
    )
