"""Postal addresses and places of the same form: another street, number, town and postcode."""

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
        street st road rd avenue ave lane ln drive dr court ct place pl square sq boulevard blvd way
        close terrace crescent highway hwy parkway pkwy circle cir trail north south east west n s e
        w ne nw se sw apt apartment suite ste unit flat floor room building bldg block box po p o
        the of upper lower old new rue avenue place chemin impasse allee route calle avenida plaza
        paseo via viale piazza corso strada rua largo travessa ulica al str strasse straße weg platz
        gasse ring allee ufer am an der im in zum zur de la le les du des del da do dos di san santa
        saint jalan taman lorong county city district province state region province village near
        """
    )
)
"""Words that make the form of an address and name no place."""

_ENDINGS = (
    "straße",
    "strasse",
    "str",
    "gasse",
    "platz",
    "allee",
    "weg",
    "gade",
    "gatan",
    "straat",
    "laan",
    "utca",
)
_COUNTRIES = frozenset(name.lower() for name in name_lists.COUNTRIES)
_STREET_WORD = re.compile(r"\b(street|st|road|rd|avenue|ave|lane|ln|drive|court|way|close)\b", re.I)


def place(written: str, draw: Draw, known: Known) -> str:
    """Words for words and digits for digits; street words, box and flat stay.

    Codes of letters and digits ("NW1 6XE") and codes of two capitals keep their shape. Words
    before a street word become street names, the others towns; a country becomes a country.
    """
    street = max((match.start() for match in _STREET_WORD.finditer(written)), default=-1)
    made: list[str] = []
    position = 0
    for match in _WORD.finditer(written):
        new = _word(match.group(), draw, known, in_street=match.start() < street)
        made += [written[position : match.start()], new]
        position = match.end()
    return "".join([*made, written[position:]])


def _word(word: str, draw: Draw, known: Known, *, in_street: bool) -> str:
    small = word.lower()
    if any(character.isdigit() for character in word):
        return scrambled(word, draw)
    if small in _STAYS:
        return word
    if small in known.words:
        return like(word, known.words[small])
    if not word.isascii() and not any("\u00c0" <= c <= "\u024f" for c in word):
        return scrambled(word, draw)
    if len(word) <= 2:
        return word if len(word) == 1 else scrambled(word, draw)
    ending = next(
        (end for end in _ENDINGS if small.endswith(end) and len(small) > len(end) + 2), ""
    )
    if ending:
        return like(word, known.word(name_lists.SURNAMES, draw) + ending)
    if small in _COUNTRIES:
        return like(word, known.word(name_lists.COUNTRIES, draw))
    pool = name_lists.STREETS if in_street else name_lists.TOWNS
    return like(word, known.word(pool, draw))
