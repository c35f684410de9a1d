"""Amounts and dates as people print them, in six languages."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

_AMOUNT = re.compile(
    r"(?<![\d.,/%])-?(?:\d{1,3}(?:([ .,'\u00a0\u202f])\d{3})(?:\1\d{3})*|\d+)[.,]\d{2}(?![\d.,/%])"
)
_MONTHS = (
    "jan|gen|ene", "feb|fév|fev", "mar|mär|maa", "apr|avr|abr", "may|mai|mei|mag", "jun|juin|giu",
    "jul|juil|lug", "aug|août|aou|ago", "sep|set", "oct|okt|ott", "nov", "dec|dez|déc|dic",
)  # fmt: skip
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de )?([^\W\d]{3,10})\.?\s*,?\s+(?:de[l]? )?(\d{4})\b"
)
_MONTH_DAY = re.compile(r"\b([^\W\d]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,\s*(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b(?![./-]\d)")
_DAY_FIRST = re.compile(
    r"£|\b(?:rechnung|facture|avoir|ttc|factuur|btw|fattura|factura|iva|gst|sdn)\b", re.IGNORECASE
)
"""Words of countries where nobody writes the month first; "invoice" and "$" tell nothing."""


def parse_amount(text: str) -> Decimal:
    """The amount of a printed number: its last separator is the decimal mark.

    >>> parse_amount("1.234,56")
    Decimal('1234.56')
    """
    whole, cents = text[:-3], text[-2:]
    sign = "-" if whole.startswith("-") else ""
    return Decimal(f"{sign}{re.sub(r'[^0-9]', '', whole)}.{cents}")


def amounts(text: str) -> Iterator[Decimal]:
    """The amounts with two decimals that a text prints, in order; percentages are left out."""
    return (value for value, _, _ in amount_spans(text))


def amount_spans(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """The same amounts, each with where it begins and ends in the text."""
    for match in _AMOUNT.finditer(text):
        yield parse_amount(match.group()), match.start(), match.end()


def dates(line: str, text: str) -> list[str]:
    """The dates on a line in order; "" for one whose day and month cannot be told apart."""
    return [day for day, _, _ in date_spans(line, text)]


def date_spans(line: str, text: str) -> list[tuple[str, int, int]]:
    """The same dates, each with where it begins and ends in the line."""
    found: list[tuple[str, re.Match[str]]] = []
    for match in _ISO.finditer(line):
        found.append((_iso(match[1], match[2], match[3]), match))
    for match in _DAY_MONTH.finditer(line):
        found.append((_iso(match[3], _month(match[2]), match[1]), match))
    for match in _MONTH_DAY.finditer(line):
        found.append((_iso(match[3], _month(match[1]), match[2]), match))
    for match in _FIGURES.finditer(line):
        month_first = match[2] == "/" and _month_comes_first(text)
        if match[2] == "/" and month_first is None:
            found.append(("", match))
        else:
            day, month = (match[3], match[1]) if month_first else (match[1], match[3])
            found.append((_iso(match[4], month, day), match))
    return [
        (day, match.start(), match.end())
        for day, match in sorted(found, key=lambda one: one[1].start())
    ]


@lru_cache(maxsize=4)  # the same text is asked about for each of its dates
def _month_comes_first(text: str) -> bool | None:
    """Whether dates with strokes are written the American way; None when none of them tells."""
    pairs = [(int(m[1]), int(m[3])) for m in _FIGURES.finditer(text) if m[2] == "/"]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day_first == month_first:
        return False if not day_first and _DAY_FIRST.search(text) else None
    return month_first


def _month(name: str) -> str:
    for number, beginnings in enumerate(_MONTHS, 1):
        if re.match(beginnings, name, re.IGNORECASE):
            return str(number)
    return "0"


def _iso(year: str, month: str, day: str) -> str:
    try:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return date(full, int(month), int(day)).isoformat()
    except ValueError:
        return ""
