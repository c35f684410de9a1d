"""Where the values of an XML stand on the page that it belongs to."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from curation.ingest.invoices.invoice import one_line
from curation.ingest.invoices.page_lines import Line, Word, readable_lines
from curation.ingest.invoices.printed_values import amount_spans, date_spans

_NAMES = {
    "vendor": "seller",
    "invoice_number": "number",
    "date": "date",
    "due_date": "due date",
    "currency": "currency",
    "net": "net amount",
    "tax": "tax",
    "gross": "gross amount",
    "payable": "amount to pay",
}
"""The fields that a page must show, and what they are called in a sentence."""

_DATES = ("date", "due_date")
_AMOUNTS = ("net", "tax", "gross", "payable")
_SIGNS = {"EUR": ("€", "Euro"), "USD": ("$",), "GBP": ("£",), "CHF": ("Fr.", "SFr")}


def find_values(values: Mapping[str, Any], words: Sequence[Word]) -> dict[str, tuple[Word, ...]]:
    """The words that show each value; a value that the page does not show has no entry.

    An amount counts with either sign: a credit note's sign is a matter of convention.
    """
    lines = readable_lines(words)
    text = "\n".join(line.text for line in lines)
    found: dict[str, tuple[Word, ...]] = {}
    for field, value in values.items():
        shown = _find(field, value, lines, text) if isinstance(value, str) and value else ()
        if shown:
            found[field] = shown
    return found


def page_remarks(values: Mapping[str, Any], found: Mapping[str, object]) -> tuple[str, ...]:
    """A sentence for each value of the XML that the page does not show; zero needs no mention."""
    return tuple(
        f"The {name} in the XML does not stand on the page."
        for field, name in _NAMES.items()
        if values.get(field) and field not in found and not _is_zero(values[field])
    )


def _find(field: str, value: str, lines: Sequence[Line], text: str) -> tuple[Word, ...]:
    if field in _DATES:
        return next(
            (
                line.between(start, end)
                for line in lines
                for day, start, end in date_spans(line.text, text)
                if day == value
            ),
            (),
        ) or _find_text(_german(value), lines)
    if field in _AMOUNTS:
        wanted = abs(Decimal(value))
        return next(
            (
                line.between(start, end)
                for line in lines
                for amount, start, end in amount_spans(line.text)
                if abs(amount) == wanted
            ),
            (),
        )
    for form in (value, *(_SIGNS.get(value, ()) if field == "currency" else ())):
        shown = _find_text(form, lines)
        if shown:
            return shown
    return ()


def _find_text(value: str, lines: Sequence[Line]) -> tuple[Word, ...]:
    """The first words that hold the text, on one line or, word by word, on lines below."""
    wanted = one_line(value).casefold()
    for line in lines:
        start = line.text.casefold().find(wanted)
        if start >= 0:
            return line.between(start, start + len(wanted))
    for index, line in enumerate(lines):
        for cell in line.cells():
            head = one_line(cell.text).casefold()
            if head and wanted.startswith(head):
                shown = _on_lines_below(wanted[len(head) :].strip(), cell, lines[index + 1 :])
                if shown:
                    return (*cell.words, *shown)
    return ()


def _on_lines_below(rest: str, head: Line, lines: Sequence[Line]) -> tuple[Word, ...]:
    shown: list[Word] = []
    for line in lines[:4]:
        piece = line.within(head.words[0].x0 - 10, head.words[-1].x1 + 200)
        here = one_line(piece.text).casefold() if piece else ""
        if piece and here and rest.startswith(here):
            shown += piece.words
            rest = rest[len(here) :].strip()
        if not rest:
            return tuple(shown)
    return ()


def _german(day: str) -> str:
    """The day as DD.MM.YYYY, for places where a date stands within a longer text."""
    return ".".join(reversed(day.split("-")))


def _is_zero(value: object) -> bool:
    try:
        return Decimal(str(value)) == 0
    except InvalidOperation:
        return False
