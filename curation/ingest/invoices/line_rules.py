"""The lines of an invoice's table, read under its headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.ingest.invoices import labels
from curation.ingest.invoices.invoice import Amount, Line
from curation.ingest.invoices.page_lines import Line as PageLine
from curation.ingest.invoices.page_lines import Word
from curation.ingest.invoices.printed_values import amount_spans

_KINDS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in labels.COLUMNS.items()}
_SUBTOTAL, _END = (
    re.compile("|".join(f"(?:{label})" for label in patterns), re.IGNORECASE)
    for patterns in (labels.NET, (*labels.GROSS, labels.AFTER_LINES))
)
_COUNTED = re.compile(r"(.+) (\d+) ?x")
_QUANTITY = re.compile(r"(-?\d+(?:[.,]\d+)?)(?=$|[^\d.,])")
_NEAR = 45.0  # points between a value and the heading it belongs to
_PATIENCE = 12  # lines without an amount after which a table is taken to be over


@dataclass(frozen=True, slots=True)
class _Column:
    """A heading and the points between which its values stand."""

    kind: str
    left: float
    right: float
    near: float = _NEAR


def find_lines(lines: Sequence[PageLine]) -> tuple[Line, ...]:
    """The lines of the tables that have headings for an amount or a quantity and one other.

    A line is what has an amount, under its heading or, without one, at the end, and something to
    describe it; what stands below it without an amount is left out. In the order of the page; no
    lines when no table is found.
    """
    found: list[Line] = []
    columns: list[_Column] = []
    idle = 0
    for line in lines:
        headings = _headings(line)
        if headings:
            columns, idle = headings, 0
        elif columns and (idle > _PATIENCE or _END.search(line.text)):
            columns = []
        elif columns and not _SUBTOTAL.search(line.text):
            row = _row(line, columns)
            idle = 0 if row else idle + 1
            if row:
                found.append(row)
                columns = _with_amount(columns, line)
    return tuple(found)


def _headings(line: PageLine) -> list[_Column]:
    """The columns when the line is the head of a table; none else."""
    columns = []
    for kind, pattern in _KINDS.items():
        matches = list(pattern.finditer(line.text))
        if matches:
            words = line.between(matches[-1].start(), matches[-1].end())
            columns.append(_Column(kind, words[0].x0, words[-1].x1))
    kinds = {column.kind for column in columns}
    is_table = kinds & {"amount", "quantity"} and len(kinds) >= 2
    is_table = is_table and not list(amount_spans(line.text))
    return sorted(columns, key=lambda column: column.left) if is_table else []


def _with_amount(columns: list[_Column], line: PageLine) -> list[_Column]:
    """The columns; without a heading for the amount, it stands where it did in the first row."""
    amount = _last_amount(line)
    if amount is None or any(column.kind == "amount" for column in columns):
        return columns
    left, right = amount[1][0].x0, amount[1][-1].x1
    return [*columns, _Column("amount", left, right, near=6.0)]


def _row(line: PageLine, columns: Sequence[_Column]) -> Line | None:
    under = {column.kind: column for column in columns}
    amount = _amount_under(line, under["amount"]) if "amount" in under else _last_amount(line)
    if not amount:
        return None
    price = _amount_under(line, under["price"]) if "price" in under else None
    price = None if price == amount else price
    quantity = _quantity_under(line, under["quantity"]) if "quantity" in under else None
    values = [value for value in (amount, price, quantity) if value]
    right = min(words[0].x0 for _, words in values)
    name = " ".join(_names(line, right))
    counted = None if quantity else _COUNTED.fullmatch(name)
    if counted:
        name = counted[1]
    if not name:
        return None
    return Line(
        name=name,
        quantity=Amount.of(counted[2]) if counted else quantity and quantity[0],
        unit_price=price and price[0],
        amount=amount[0],
    )


_Value = tuple[Amount, tuple[Word, ...]]


def _amount_under(line: PageLine, column: _Column) -> _Value | None:
    """The amount nearest to a heading; None when none is near."""
    near = [(_distance(words, column), value, words) for value, words in _amounts(line)]
    near = [one for one in near if one[0] <= column.near]
    if not near:
        return None
    _, value, words = min(near, key=lambda one: one[0])
    return value, words


def _last_amount(line: PageLine) -> _Value | None:
    values = _amounts(line)
    return values[-1] if values else None


def _amounts(line: PageLine) -> list[_Value]:
    return [
        (Amount(value=value, printed=line.text[start:end]), line.between(start, end))
        for value, start, end in amount_spans(line.text)
    ]


def _quantity_under(line: PageLine, column: _Column) -> _Value | None:
    """The number at the beginning of the word nearest to a heading; None when none is near."""
    near = []
    for word in line.words:
        match = _QUANTITY.match(word.text)
        if match and _distance((word,), column) <= _NEAR:
            near.append((_distance((word,), column), match[1], word))
    if not near:
        return None
    _, printed, word = min(near, key=lambda one: one[0])
    value = Amount.of(printed.replace(",", "."))
    return (value, (word,)) if value else None


def _distance(words: Sequence[Word], column: _Column) -> float:
    """How far the nearer ends of words and heading are apart, in points."""
    return min(
        abs(words[0].x0 - column.left),
        abs(words[-1].x1 - column.right),
        abs(words[0].x0 + words[-1].x1 - column.left - column.right) / 2,
    )


def _names(line: PageLine, right: float) -> Iterator[str]:
    """The words left of the values, without the number of the position."""
    words = [word for word in line.words if word.x1 <= right]
    for index, word in enumerate(words):
        if index == 0 and len(words) > 1 and re.fullmatch(r"\d{1,3}\.?", word.text):
            continue
        if re.search(r"[^\W\d]", word.text) or index:
            yield word.text
