"""Names of companies: another name, the legal form and the words for the trade kept."""

import re

from curation.privacy.surrogates import name_lists
from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.person import like
from curation.privacy.surrogates.shape import scrambled
from curation.privacy.surrogates.words import words

_WORD = re.compile(r"\w+")
_STAYS = frozenset(
    words(
        """
        inc llc ltd limited plc corp corporation company co gmbh ag kg ohg ug mbh se sa sas sarl srl
        spa bv nv ab oy as aps kft doo pty bhd sdn pte lp llp group holding holdings partners and
        und et y e of the for de bank insurance hotel hospital university school college institute
        services service solutions systems software consulting logistics trading energy media
        international global technologies technology industries foods pharma health care center
        centre store stores shop market restaurant cafe airlines motors electronics
        """
    )
)


def organisation(written: str, draw: Draw, known: Known) -> str:
    """As many words; the first that names the company becomes a made-up name, others surnames."""
    made: list[str] = []
    position = 0
    first = True
    for match in _WORD.finditer(written):
        word = match.group()
        new = word
        if word.lower() in known.words and word.lower() not in _STAYS:
            new = like(word, known.words[word.lower()])
        elif word.lower() not in _STAYS or word.isdigit():
            new = _word(word, draw, known, first=first)
            first = False
        made += [written[position : match.start()], new]
        position = match.end()
    return "".join([*made, written[position:]])


def _word(word: str, draw: Draw, known: Known, *, first: bool) -> str:
    foreign = not word.isascii() and not any("\u00c0" <= c <= "\u024f" for c in word)
    if len(word) <= 2 or foreign or any(c.isdigit() for c in word):
        return scrambled(word, draw)
    pool = name_lists.COMPANIES if first else name_lists.SURNAMES
    return like(word, known.word(pool, draw))
