"""Amounts that are written in another way than in most answers."""

import re
from collections.abc import Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.minority import minority

_SIGN = "[€$£]"
_CODE = r"(?:EUR|USD|GBP|CHF)"
_NUMBER = r"\d[\d.,]*"
_FORMS = {
    "€12.50": re.compile(rf"{_SIGN}{_NUMBER}"),
    "€ 12.50": re.compile(rf"{_SIGN}[ \u00a0]{_NUMBER}"),
    "12.50 €": re.compile(rf"{_NUMBER}[ \u00a0]{_SIGN}"),
    "12.50€": re.compile(rf"{_NUMBER}{_SIGN}"),
    "EUR 12.50": re.compile(rf"\b{_CODE}[ \u00a0]?{_NUMBER}"),
    "12.50 EUR": re.compile(rf"{_NUMBER}[ \u00a0]?{_CODE}\b"),
    "12.50 euros": re.compile(rf"{_NUMBER}[ \u00a0](?:euros?|dollars?|pounds?)\b", re.IGNORECASE),
}
_MARKS = ("€", "$", "£", "eur", "usd", "gbp", "chf", "dollar", "pound")


def amount_form(answer: str) -> str:
    """The form of the first amount in an answer, by an example of it; "" without an amount.

    Which currency it is makes no difference.
    """
    small = answer.lower()
    if not any(mark in small for mark in _MARKS):  # far faster than the expressions
        return ""
    found = [
        (match.start(), form)
        for form, pattern in _FORMS.items()
        if (match := pattern.search(answer)) is not None
    ]
    return min(found)[1] if found else ""


def find_currency(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers whose amounts are not written as in most, the most frequent other form first."""
    return minority((one.id, amount_form(one.answer)) for one in examples)


CURRENCY = Check(
    name="currency",
    title="Amounts are written in another way than in most answers",
    severity=Severity.WARNING,
    cure="Write them all alike, and put the form into the guideline.",
    find=find_currency,
    kinds=SENTENCES,
)
