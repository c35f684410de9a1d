"""Amounts and dates as people print them, in English, German, French and Dutch."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

_AMOUNT = re.compile(
    r"(?<![\d.,/%])-?(?:\d{1,3}(?:([ .,'\u00a0\u202f])\d{3})(?:\1\d{3})*|\d+)[.,]\d{2}(?![\d.,/%])"
)
_MONTHS = (
    "jan", "feb", "mar|mär|maa", "apr|avr", "may|mai|mei", "jun|juin", "jul|juil",
    "aug|août|aou", "sep", "oct|okt", "nov", "dec|dez|déc",
)  # fmt: skip
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+([^\W\d]{3,9})\.?\s*,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([^\W\d]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,\s*(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")


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
    return (parse_amount(match.group()) for match in _AMOUNT.finditer(text))


def dates(line: str, text: str) -> list[str]:
    """The dates on a line in order; "" for one whose day and month cannot be told apart."""
    found: list[tuple[int, str]] = []
    for match in _ISO.finditer(line):
        found.append((match.start(), _iso(match[1], match[2], match[3])))
    for match in _DAY_MONTH.finditer(line):
        found.append((match.start(), _iso(match[3], _month(match[2]), match[1])))
    for match in _MONTH_DAY.finditer(line):
        found.append((match.start(), _iso(match[3], _month(match[1]), match[2])))
    for match in _FIGURES.finditer(line):
        month_first = match[2] == "/" and _month_comes_first(text)
        if match[2] == "/" and month_first is None:
            found.append((match.start(), ""))
        else:
            day, month = (match[3], match[1]) if month_first else (match[1], match[3])
            found.append((match.start(), _iso(match[4], month, day)))
    return [day for _, day in sorted(found)]


def _month_comes_first(text: str) -> bool | None:
    """Whether dates with strokes are written the American way; None when none of them tells."""
    pairs = [(int(m[1]), int(m[3])) for m in _FIGURES.finditer(text) if m[2] == "/"]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return None if day_first == month_first else month_first


def _month(name: str) -> str:
    for number, beginnings in enumerate(_MONTHS, 1):
        if re.match(beginnings, name, re.IGNORECASE):
            return str(number)
    return "0"


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
