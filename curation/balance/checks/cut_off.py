"""Answers that stop in the middle of a sentence."""

import re

from curation.balance.checks.check import Check, Checked, Severity, each

_OPEN_END = re.compile(
    r"(?:[,;(\[{]|[^.]\.\.|\b(?:and|or|but|the|a|an|to|of|with|for|because|please|your|"
    r"und|oder|aber|der|die|das|mit|für|weil))\s*$",
    re.IGNORECASE,
)


def is_cut_off(one: Checked) -> bool:
    """True when the answer ends with a comma, an open bracket, or a word that wants another.

    A last line without a full stop is no sign: most signatures have none.
    """
    return bool(_OPEN_END.search(one.answer))


CUT_OFF = Check(
    name="cut-off",
    title="The answer stops in the middle",
    severity=Severity.ERROR,
    cure="Complete the answer in review, or reject the example.",
    find=each(is_cut_off),
    answers_are_sentences=True,
)
