"""Amounts and dates as invoices print them in English, German and French."""

from datetime import date
from decimal import Decimal

_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_SYMBOLS = {"GBP": "£", "USD": "$", "EUR": "€"}


def english(amount: Decimal, currency: str = "") -> str:
    """As in "£1,234.56"; without a currency only the number."""
    return f"{_SYMBOLS.get(currency, '')}{amount:,.2f}"


def german(amount: Decimal, currency: str = "") -> str:
    """As in "1.234,56 €"."""
    number = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{number} {_SYMBOLS[currency]}" if currency else number


def french(amount: Decimal, currency: str = "") -> str:
    """As in "1 234,56 €", with spaces that do not break."""
    number = f"{amount:,.2f}".translate(str.maketrans(",.", "\u00a0,"))
    return f"{number}\u00a0{_SYMBOLS[currency]}" if currency else number


def english_day(day: date, currency: str) -> str:
    """As in "4 March 2026"; "March 4, 2026" where the dollar is paid."""
    return f"{day:%B} {day.day}, {day.year}" if currency == "USD" else f"{day.day} {day:%B %Y}"


def german_day(day: date) -> str:
    """As in "04.03.2026"."""
    return f"{day:%d.%m.%Y}"


def german_words(day: date) -> str:
    """As in "4. März 2026"."""
    return f"{day.day}. {_GERMAN_MONTHS[day.month - 1]} {day.year}"


def french_day(day: date) -> str:
    """As in "4 mars 2026"."""
    return f"{day.day} {_FRENCH_MONTHS[day.month - 1]} {day.year}"
