"""Names of people: another name of the same parts, and the same part always the same."""

import re

from curation.privacy.surrogates import name_lists
from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.shape import scrambled
from curation.privacy.surrogates.words import words

_PART = re.compile(r"[^\W\d_]+")
_STAYS = frozenset(
    words(
        """
        van von de der den des la le les di da del della dos das du bin binti ibn al el ter ten zu
        zur y e of and und mr mrs ms miss mx dr prof professor sir madam herr frau mme mlle monsieur
        madame senor senora sr sra jr ii iii iv phd md esq
        """
    )
)
"""Parts that tell nothing of a person and hold a name together; they stay as they are."""

_GIVEN = (*name_lists.FEMALE, *name_lists.MALE)
_FEMALE = frozenset(name.lower() for name in name_lists.FEMALE)
_MALE = frozenset(name.lower() for name in name_lists.MALE)


def person(written: str, draw: Draw, known: Known) -> str:
    """A name with as many parts in the same order; initials stay initials.

    In "Last, First" and with one part alone, a part that is no given name of ours counts as a
    family name. Every part that an earlier name has settled follows it.
    """
    parts = [match.group() for match in _PART.finditer(written)]
    open_parts = [part for part in parts if part.lower() not in _STAYS]
    given = _given_parts(written, open_parts)
    made: list[str] = []
    position = 0
    for match in _PART.finditer(written):
        made += [written[position : match.start()], _part(match.group(), given, draw, known)]
        position = match.end()
    return "".join([*made, written[position:]])


def settle_parts(written: str, surrogate: str, known: Known) -> None:
    """Remember which part became which, for other names and addresses of the same example."""
    parts, new = _PART.findall(written), _PART.findall(surrogate)
    if len(parts) != len(new):
        return
    for part, own in zip(parts, new, strict=True):
        if len(part) > 1 and part.lower() not in _STAYS and part != own:
            known.words.setdefault(part.lower(), own.title() if own.isupper() else own)


def any_name(draw: Draw, known: Known, *, given: bool) -> str:
    """A given or family name."""
    return known.word(_GIVEN if given else name_lists.SURNAMES, draw)


def _given_parts(written: str, parts: list[str]) -> frozenset[str]:
    """The parts, in lower case, that are given names by their place."""
    if len(parts) == 1:
        alone = parts[0].lower()
        return frozenset({alone} if alone in _FEMALE or alone in _MALE else ())
    if "," in written:
        before = {part.lower() for part in _PART.findall(written.split(",")[0])}
        return frozenset(part.lower() for part in parts if part.lower() not in before)
    return frozenset(part.lower() for part in parts[:-1])


def _part(part: str, given: frozenset[str], draw: Draw, known: Known) -> str:
    small = part.lower()
    if small in _STAYS:
        return part
    if not part.isascii() and not any("\u00c0" <= c <= "\u024f" for c in part):
        return known.words.get(small) or scrambled(part, draw)  # another script keeps its script
    if len(part) == 1:
        return _initial(part, draw, known)
    if small in known.words:
        return like(part, known.words[small])
    if small in given:
        pool = (
            name_lists.FEMALE if small in _FEMALE else name_lists.MALE if small in _MALE else _GIVEN
        )
    else:
        pool = name_lists.SURNAMES
    return like(part, known.word(pool, draw))


def _initial(letter: str, draw: Draw, known: Known) -> str:
    for word, surrogate in known.words.items():
        if word.startswith(letter.lower()):
            return like(letter, surrogate[:1])
    new = draw.pick("ABCDEFGHIJKLMNOPRSTVW".replace(letter.upper(), ""))
    return new if letter.isupper() else new.lower()


def like(written: str, surrogate: str) -> str:
    """A surrogate in capitals, small letters or with a capital, as what it stands for."""
    if written.isupper():
        return surrogate.upper()
    if written.islower():
        return surrogate.lower()
    rest = surrogate[1:].lower() if surrogate.isupper() else surrogate[1:]
    return surrogate[:1].upper() + rest if written[:1].isupper() else surrogate
