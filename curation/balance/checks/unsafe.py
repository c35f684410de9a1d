"""Words in an answer that nobody should say to a customer."""

import re
from functools import lru_cache

from curation.balance.checks.check import SENTENCES, Check, Checked, OneByOne, Severity

_BEGINNINGS = """
    fuck bullshit asshole arsehole bastard bitch cunt dickhead wanker twat moron idiot
    imbecile dumbass scumbag whore slut scheiß scheiss arschloch wichser hurensohn fotze
    vollidiot connard connasse salope gilipollas cabrón pendejo stronz vaffanculo klootzak
"""
_WORDS = """
    shit shitty crap damn goddamn retard retarded stupid
    merde putain mierda puta merda cazzo
"""
_STEMS = tuple(_BEGINNINGS.split())
_WHOLE = (*_WORDS.split(), "kill yourself", "shut up", "go to hell")
_TELLING = frozenset([*_WORDS.split(), "yourself", "shut", "hell"])
"""A word of each of those."""

_WORD = re.compile(r"\w+")
_UNSAFE = re.compile(rf"\b(?:(?:{'|'.join(_STEMS)})\w*|{'|'.join(_WHOLE)})\b", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def _may_be_unsafe(chunk: str) -> bool:
    return any(word in _TELLING or word.startswith(_STEMS) for word in _WORD.findall(chunk))


def unsafe(one: Checked) -> str | None:
    """The first insult or curse of the answer; what customers say is not looked at."""
    if not any(map(_may_be_unsafe, one.answer.lower().split())):  # far faster than the expression
        return None
    found = _UNSAFE.search(one.answer)
    return found.group() if found else None


UNSAFE = Check(
    name="unsafe",
    title="The answer insults or curses",
    severity=Severity.WARNING,
    cure="Correct the answer in review, or reject the example.",
    find=OneByOne(unsafe),
    kinds=SENTENCES,
)
