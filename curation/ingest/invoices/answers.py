"""An invoice's values as the answer a task asks for."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from curation.example import Message, Speaker, Suggestion
from curation.ingest.invoices.invoice import Amount, Invoice, Line, one_line
from curation.task import QuestionKind, Task

LINE_ITEMS = "line_items"
"""The name of the field that takes the lines, as a list."""

COLUMNS = ("description", "quantity", "unit_price", "amount")
"""The keys of each line in that list."""

_VALUES: Mapping[str, Callable[[Invoice], str]] = {
    "vendor": lambda invoice: one_line(invoice.seller.name),
    "vendor_tax_id": lambda invoice: one_line(invoice.seller.tax_id),
    "buyer": lambda invoice: one_line(invoice.buyer.name),
    "invoice_number": lambda invoice: one_line(invoice.number),
    "date": lambda invoice: invoice.issue_date,
    "due_date": lambda invoice: invoice.due_date,
    "currency": lambda invoice: invoice.currency,
    "net": lambda invoice: _written(invoice.net),
    "tax": lambda invoice: _written(invoice.tax),
    "gross": lambda invoice: _written(invoice.gross),
    "payable": lambda invoice: _written(invoice.payable),
    "iban": lambda invoice: one_line(invoice.iban),
    "order": lambda invoice: one_line(invoice.order),
}
"""What a field of a task is filled with, by its name; fields of other names stay empty."""


def answer_fields(task: Task) -> Sequence[str]:
    """The fields that the answer of a task has; none when it is not a JSON answer."""
    question = task.answer_question
    return question.fields if question.kind == QuestionKind.FIELDS else ()


def values_of(invoice: Invoice, fields: Sequence[str]) -> dict[str, Any]:
    """The values of these fields in their order: text, "" where unknown, lines as a list."""
    values: dict[str, Any] = {}
    for field in fields:
        value = _VALUES.get(field)
        values[field] = value(invoice) if value else ""
        if field == LINE_ITEMS:
            values[field] = line_items(invoice.lines)
    return values


def answer_message(values: Mapping[str, Any]) -> Message | None:
    """The answer as JSON text; None when no field has a value."""
    if not any(values.values()):
        return None
    return Message(speaker=Speaker.ASSISTANT, content=json.dumps(values, ensure_ascii=False))


def suggestions_of(
    values: Mapping[str, Any], task: Task, places: Mapping[str, str] | None = None
) -> tuple[Suggestion, ...]:
    """What the XML says, with full confidence, for each field that has a value.

    `places` says where on the page a field's value stands.
    """
    known = places or {}
    return tuple(
        Suggestion(
            question=f"{task.answer}.{field}",
            value=text_of(value),
            agent="xml",
            score=1.0,
            place=known.get(field, ""),
        )
        for field, value in values.items()
        if value
    )


def text_of(value: object) -> str:
    """A value of an answer as text: lists as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def vendor_group(name: str, tax_id: str = "") -> str:
    """What keeps a vendor's invoices together: its name in small letters and digits only.

    Lines of the name that hold numbers (of registers, of the supplier) do not count beside others.
    The tax number stands in where there is no name: pages often do not show it, or the buyer's.
    """
    lines = name.casefold().splitlines()
    names = [line for line in lines if not re.search(r"\d", line)] or lines
    plain = re.sub(r"[\W_]+", " ", " ".join(names)).strip()
    return plain or re.sub(r"\W", "", tax_id.casefold())


def line_items(lines: Sequence[Line]) -> list[dict[str, str]]:
    """The lines as an answer lists them."""
    return [_item(line) for line in lines]


def _item(line: Line) -> dict[str, str]:
    values = (
        one_line(line.name),
        line.quantity.printed if line.quantity else "",
        _written(line.unit_price),
        _written(line.amount),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _written(amount: Amount | None) -> str:
    return amount.written if amount else ""
