"""A CSV text as a table of text cells, exactly as Python's csv module reads it."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from curation.errors import InputRefused

if TYPE_CHECKING:
    from _csv import Reader

csv.field_size_limit(sys.maxsize)  # one setting for the process; long rows become faults instead

_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # for files of one column, whose text may well hold commas
_LOOKED_AT = 65_536  # characters, to tell the delimiter
_PIECE = 1_000_000  # characters
_SAMPLED = 200  # rows, to tell the header and to show samples
_JUNK_SHARE = 0.9  # of the rows agree on their width before lines above the header are dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV text with its columns found; every cell is text.

    `skipped` counts the lines of junk above the header, `rows` the rows below it (blank lines do
    not count), `sample` holds the first of them. `is_cut` is true when the last row ends in the
    middle of a quotation. Without `is_counted`, `rows` is a guess and `is_cut` not known.
    """

    text: str
    delimiter: str
    columns: tuple[str, ...]
    skipped: int
    rows: int
    sample: tuple[tuple[str, ...], ...]
    is_cut: bool = False
    is_counted: bool = True

    def records(self) -> Iterator[list[str]]:
        """The cells of each row below the header, from the start at every call."""
        return islice(_records(self.text, self.delimiter), self.skipped + 1, None)

    def is_cut_in(self, last: list[str]) -> bool:
        """Whether the text ends in the middle of a quotation, given the cells of its last row."""
        if self.is_counted or (self.text.endswith("\n") and not last[-1].endswith("\n")):
            return self.is_cut
        return read_table(self.text).is_cut


def read_table(text: str) -> Table:
    """The table in a CSV text; line ends inside quotation marks are kept as they are.

    The delimiter is the one of comma, semicolon, tab and bar that divides most rows as it divides
    the header; a file whose header none of them divides has one column. Columns without a name
    are called "column 3", repeated names get a number. Raises InputRefused when there is no row
    below the header.
    """
    table = open_table(text)
    reader = _reader(text, table.delimiter)
    records = begins = last_begins = 0  # the latter two are line numbers
    last: list[str] = []
    for record in reader:
        if record:
            records += 1
            last, last_begins = record, begins
        begins = reader.line_num
    return replace(
        table,
        rows=records - table.skipped - 1,
        is_cut=_ends_inside_quotes(text, table.delimiter, last, last_begins),
        is_counted=True,
    )


def open_table(text: str) -> Table:
    """The table in a CSV text, as `read_table` gives it, but for its rows: they are not counted.

    It takes no longer for a long text. Raises InputRefused when there is no row below the header.
    """
    delimiter = _delimiter(text)
    first = list(islice(_records(text, delimiter), _SAMPLED))
    skipped = junk_rows(first)
    sample = first[skipped + 1 :]
    if not sample:
        raise InputRefused(
            "The file has no rows",
            cause="There is nothing below its first line.",
            cure="Export it again, with the column names in the first line and one ticket in "
            "each line below.",
        )
    rows = len(sample)
    if len(first) == _SAMPLED:
        characters = sum(len(cell) + 1 for record in sample for cell in record)
        rows = max(rows, round(len(text) * rows / characters))
    return Table(
        text=text,
        delimiter=delimiter,
        columns=column_names(first[skipped]),
        skipped=skipped,
        rows=rows,
        sample=tuple(tuple(record) for record in sample),
        is_counted=False,
    )


def header_of(text: str) -> tuple[str, ...]:
    """The column names of a text that is taken for a table; its rows may be cut off."""
    first = list(islice(_records(text, _delimiter(text)), _SAMPLED))
    return column_names(first[junk_rows(first)]) if first else ()


def _reader(text: str, delimiter: str) -> "Reader":
    return csv.reader(_lines(text), delimiter=delimiter)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, as a file opened with newline="" gives them.

    Piece by piece, for StringIO takes four bytes for each character.
    """
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + _PIECE) + 1 or len(text)
        yield from io.StringIO(text[begin:end], newline="")
        begin = end


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return (record for record in _reader(text, delimiter) if record)


def _delimiter(text: str) -> str:
    """The delimiter whose rows are most like its header; lines above a header count against it."""
    head = text[:_LOOKED_AT]
    best, best_score = _NO_DELIMITER, (False, 0.0, 0)
    for delimiter in _DELIMITERS:
        records = list(_records(head, delimiter))
        if len(head) < len(text) and len(records) > 1:
            records.pop()  # the cut may have gone through it
        if not records:
            continue
        junk = junk_rows(records)
        width = len(records[junk])
        even = sum(len(record) == width for record in records) / len(records)
        score = (junk == 0, even, width)
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def _usual_width(records: Sequence[Sequence[str]]) -> tuple[int, int]:
    counts = Counter(len(record) for record in records)
    return max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def junk_rows(records: Sequence[Sequence[str]]) -> int:
    """How many narrow records stand above the header, such as the message of a program."""
    for index, record in enumerate(records):
        width, count = _usual_width(records[index:])
        if len(record) * 2 > width or count < _JUNK_SHARE * (len(records) - index):
            return index if index and len(record) == width else 0
    return 0


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """The names in a header: one without a name is "column 3", a repeated one gets a number."""
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = base = cell.strip().lstrip("\ufeff") or f"column {number}"
        repeats = 1
        while name in names:
            repeats += 1
            name = f"{base} ({repeats})"
        names.append(name)
    return tuple(names)


def _ends_inside_quotes(text: str, delimiter: str, last: list[str], begins: int) -> bool:
    """True when the quotation that the last record is in never ends; it begins on line `begins`."""
    if text.endswith("\n") and not last[-1].endswith("\n"):
        return False  # a quotation that is open would have taken in the last line end
    try:
        for _ in csv.reader(islice(_lines(text), begins, None), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return str(error) == "unexpected end of data"
    return False
