"""Quotation marks of another kind than in most answers."""

import re
from collections.abc import Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.minority import minority

_FORMS = {
    '"straight"': re.compile(r'(?<!\w)"\S'),
    "“curved”": re.compile(r"“[^“”\n]{1,200}”"),
    "„low“": re.compile(r"„[^„“”\n]{1,200}[“”]"),
    "«angled»": re.compile(r"«[^«»\n]{1,200}»"),
    "'single'": re.compile(r"(?<!\w)'\w[^'\n]{1,100}\w'(?!\w)"),
    "‘single’": re.compile(r"(?<!\w)‘\w[^‘’\n]{1,100}\w’(?!\w)"),
}


def quote_form(answer: str) -> str:
    """The kind of the first quotation marks in an answer; "" without any."""
    found = [
        (match.start(), form)
        for form, pattern in _FORMS.items()
        if form[0] in answer  # far faster than the expression
        if (match := pattern.search(answer)) is not None
    ]
    return min(found)[1] if found else ""


def find_quotes(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers whose marks are not those of most, the most frequent other kind first."""
    return minority((one.id, quote_form(one.answer)) for one in examples)


QUOTES = Check(
    name="quotes",
    title="Quotation marks are of another kind than in most answers",
    severity=Severity.WARNING,
    cure="Use one kind in all answers, and put it into the guideline.",
    find=find_quotes,
    kinds=SENTENCES,
)
