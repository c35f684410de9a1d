"""Places that somebody was to fill in."""

import re

from curation.balance.checks.check import Check, Checked, OneByOne, Severity

_PLACEHOLDER = re.compile(
    r"\{\{.*?\}\}|\[(?:your|insert|name|date|customer|company)\b[^\]\n]*\]|\bX{4,}\b|\bTBD\b|"
    r"\blorem ipsum\b|<(?:insert|your)\b[^>\n]*>",
    re.IGNORECASE,
)
_PARTS = ("{{", "[", "<", "xxxx", "tbd", "lorem")


def placeholder(one: Checked) -> str | None:
    """The first of {{…}}, [your name], XXXX, TBD or lorem ipsum in the answer.

    `<NAME_1>` is none: a task may ask for such stand-ins of personal values.
    """
    small = one.answer.lower()
    if not any(part in small for part in _PARTS):  # far faster than the expression
        return None
    found = _PLACEHOLDER.search(one.answer)
    return found.group()[:80] if found else None


PLACEHOLDERS = Check(
    name="placeholders",
    title="A placeholder is left in the answer",
    severity=Severity.ERROR,
    cure="Write what belongs there, or reject the example.",
    find=OneByOne(placeholder),
)
