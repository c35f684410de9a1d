"""Dates that are written in another way than in most answers."""

import re
from collections.abc import Sequence
from string import digits

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.minority import minority

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|"
    r"oktober|dezember)[a-zä]*"
)
_NUMBER = re.compile(r"\d+")
_FORMS = {
    "2026-01-31": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "31/01/2026": re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b"),
    "31.01.2026": re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"),
    "31 January": re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH}\b", re.IGNORECASE),
}
_AFTER = "January 31"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH} \Z", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b(?![.:]?\d)", re.IGNORECASE)
_LONGEST = 14
"""Characters before a number among which a month is looked for."""


def date_form(answer: str) -> str:
    """The form of the first date in an answer, by an example of it; "" without a date."""
    if answer.isascii() and not any(digit in answer for digit in digits):
        return ""
    for number in _NUMBER.finditer(answer):  # only here: most of a text has no number
        begins = number.start()
        before = answer[max(0, begins - _LONGEST) : begins]
        if _MONTH_BEFORE.search(before) and _DAY.match(answer, begins):
            return _AFTER
        for form, pattern in _FORMS.items():
            if pattern.match(answer, begins):
                return form
    return ""


def find_dates(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers whose dates are not written as in most, the most frequent other form first."""
    return minority((one.id, date_form(one.answer)) for one in examples)


DATES = Check(
    name="dates",
    title="Dates are written in another way than in most answers",
    severity=Severity.WARNING,
    cure="Write them all alike, and put the form into the guideline.",
    find=find_dates,
    kinds=SENTENCES,
)
