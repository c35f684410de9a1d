"""Places that somebody was to fill in."""

import re

from curation.balance.checks.check import Check, Checked, Severity, each

_PLACEHOLDER = re.compile(
    r"\{\{.*?\}\}|\[(?:your|insert|name|date|customer|company)\b[^\]\n]*\]|\bX{4,}\b|\bTBD\b|"
    r"\blorem ipsum\b|<(?:insert|your)\b[^>\n]*>",
    re.IGNORECASE,
)


def has_placeholder(one: Checked) -> bool:
    """True for an answer with {{…}}, [your name], XXXX, TBD or lorem ipsum.

    `<NAME_1>` is none: a task may ask for such stand-ins of personal values.
    """
    return bool(_PLACEHOLDER.search(one.answer))


PLACEHOLDERS = Check(
    name="placeholders",
    title="A placeholder is left in the answer",
    severity=Severity.ERROR,
    cure="Write what belongs there, or reject the example.",
    find=each(has_placeholder),
)
