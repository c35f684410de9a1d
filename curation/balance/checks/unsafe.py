"""Words in an answer that nobody should say to a customer."""

import re

from curation.balance.checks.check import SENTENCES, Check, Checked, Severity, each

_BEGINNINGS = """
    fuck bullshit asshole arsehole bastard bitch cunt dickhead wanker twat moron idiot
    imbecile dumbass scumbag whore slut scheiß scheiss arschloch wichser hurensohn fotze
    vollidiot connard connasse salope gilipollas cabrón pendejo stronz vaffanculo klootzak
"""
_WORDS = """
    shit shitty crap damn goddamn retard retarded stupid
    merde putain mierda puta merda cazzo
"""
_STEMS = _BEGINNINGS.split()
_WHOLE = (*_WORDS.split(), "kill yourself", "shut up", "go to hell")
_PARTS = (*_STEMS, *_WHOLE)
_UNSAFE = re.compile(rf"\b(?:(?:{'|'.join(_STEMS)})\w*|{'|'.join(_WHOLE)})\b", re.IGNORECASE)


def unsafe(one: Checked) -> str | None:
    """The first insult or curse of the answer; what customers say is not looked at."""
    text = one.answer.lower()
    if not any(part in text for part in _PARTS):  # far faster than the expression
        return None
    found = _UNSAFE.search(one.answer)
    return found.group() if found else None


UNSAFE = Check(
    name="unsafe",
    title="The answer insults or curses",
    severity=Severity.WARNING,
    cure="Correct the answer in review, or reject the example.",
    find=each(unsafe),
    kinds=SENTENCES,
)
