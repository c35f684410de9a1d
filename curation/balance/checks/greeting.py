"""Answers that begin in another way than nearly all do."""

import re
from collections.abc import Sequence

from curation.balance.checks.check import SENTENCES, Check, Checked, Defect, Severity, Wanted
from curation.balance.checks.minority import minority

NEARLY_ALL = 0.8
"""The share of answers that must begin alike before another beginning is reported."""

_GREETING = re.compile(
    r"\W*(hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|"
    r"sehr geehrte[rs]?|liebe[rs]?|guten (?:tag|morgen|abend)|moin|servus|bonjour|bonsoir|chère?|"
    r"hola|estimad[oa]s?|buenos días|buenas tardes|ciao|buongiorno|gentile|beste|geachte)\b",
    re.IGNORECASE,
)


def greeting_of(answer: str) -> str:
    """The words of greeting that an answer begins with, "no greeting", or "" for an empty one."""
    if not answer.strip():
        return ""
    found = _GREETING.match(answer)
    return found.group(1).capitalize() if found else "no greeting"


def find_greeting(examples: Sequence[Checked], wanted: Wanted) -> list[Defect]:
    """The answers that do not begin as nearly all do, the most frequent other way first."""
    return minority(((one.id, greeting_of(one.answer)) for one in examples), usual=NEARLY_ALL)


GREETING = Check(
    name="greeting",
    title="The answer begins in another way than nearly all",
    severity=Severity.WARNING,
    cure="Greet in one way, or in none, and put it into the guideline.",
    find=find_greeting,
    kinds=SENTENCES,
)
