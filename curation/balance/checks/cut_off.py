"""Answers that stop in the middle of a sentence."""

import re

from curation.balance.checks.check import SENTENCES, Check, Checked, OneByOne, Severity

_OPEN_END = re.compile(
    r"(?:[,;(\[{]|[^.]\.\.|\b(?:and|or|but|the|a|an|to|of|with|for|because|please|your|"
    r"und|oder|aber|der|die|das|mit|für|weil))\s*$",
    re.IGNORECASE,
)


def cut_off(one: Checked) -> str | None:
    """The end of an answer that ends with a comma, an open bracket or a word that wants another.

    A last line without a full stop is no sign: most signatures have none.
    """
    end = one.answer.rstrip()[-30:]
    return f"… {end}" if _OPEN_END.search(end) else None


CUT_OFF = Check(
    name="cut-off",
    title="The answer stops in the middle",
    severity=Severity.ERROR,
    cure="Complete the answer in review, or reject the example.",
    find=OneByOne(cut_off),
    kinds=SENTENCES,
)
