"""Amounts and dates in one way of writing, so that only different values differ."""

import re
from datetime import date
from decimal import Decimal

from curation.evaluation.grade import plain

_CURRENCY = r"(?:[€$£¥]|eur|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|jpy|cad|aud)"
_NUMBER = re.compile(rf"^{_CURRENCY}?\s*([+-]?\d[\d.,'’\s]*)\s*{_CURRENCY}?$")
_GROUPS = re.compile(r"^[+-]?\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?$")
_SIMPLE = re.compile(r"^[+-]?(?:0|[1-9]\d*)(?:[.,]\d{1,2})?$")

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMERIC = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|er)?\.? ([^\W\d]+)\.?,? (\d{4})$")
_MONTH_FIRST = re.compile(r"^([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")

_MONTHS = (
    "january januar janvier",
    "february februar février fevrier",
    "march märz maerz mars",
    "april avril",
    "may mai",
    "june juni juin",
    "july juli juillet",
    "august août aout",
    "september septembre",
    "october oktober octobre",
    "november novembre",
    "december dezember décembre decembre",
)
"""English, German and French names, month by month."""


def plain_value(text: str) -> str:
    """The value in one way of writing: a date as YYYY-MM-DD, an amount as a plain number.

    Anything else keeps its words, without differences of case and white space.
    """
    value = plain(text)
    if found := read_date(value):
        return found.isoformat()
    amount = read_amount(value)
    return value if amount is None else format(amount.normalize() + 0, "f")


def read_amount(text: str) -> Decimal | None:
    """The amount of a text such as "1.234,56 €" or "USD 12"; None when it is no amount.

    The currency is dropped: it has a field of its own. A single point or comma before exactly
    three digits parts thousands: "1.234" is 1234. Numbers with leading zeros are no amounts but
    numbers of something.
    """
    found = _NUMBER.match(plain(text))
    if not found:
        return None
    digits = found.group(1).strip()
    if _GROUPS.match(digits):
        separator = re.search(r"[^\d+-]", digits)
        digits = digits.replace(separator.group(), "") if separator else digits
    elif not _SIMPLE.match(digits):
        return None
    return Decimal(digits.replace(",", "."))


def read_date(text: str) -> date | None:
    """The date of a text such as "2026-03-04", "4 mars 2026" or "04.03.2026"; None otherwise.

    Dates with points are read day first. With slashes or dashes they are read only where one
    number is over 12 or both are equal; "04/03/2026" stays what it is, because nobody can say
    which is the month.
    """
    value = plain(text)
    if found := _ISO.match(value):
        return _date(found[1], found[2], found[3])
    if found := _NUMERIC.match(value):
        first, sign, second, year = found.groups()
        if sign == "." or int(first) > 12:
            return _date(year, second, first)
        return _date(year, first, second) if int(second) > 12 or first == second else None
    if found := _DAY_FIRST.match(value):
        return _date(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(value):
        return _date(found[3], _month(found[1]), found[2])
    return None


def _month(name: str) -> int:
    """The month that a name or an abbreviation of at least three letters means; 0 for none."""
    meant = {
        number
        for number, names in enumerate(_MONTHS, start=1)
        if len(name) >= 3 and any(known.startswith(name) for known in names.split())
    }
    return meant.pop() if len(meant) == 1 else 0


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
