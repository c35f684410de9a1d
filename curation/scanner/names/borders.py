"""Where a name surely begins and ends, and whose kind it surely is: the model is less exact."""

import re
from collections.abc import Iterator

from curation.scanner.names import cues
from curation.scanner.names.gazetteers import Gazetteers

Tagged = tuple[str, int, int]

WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
"""Letters inside a code of letters and digits are no word."""

_OWNED = re.compile(r"(?<=\w)['’]s(?!\w)")
"""Behind it stands what belongs to a person: "Wang Hai's shop"."""
_BETWEEN = re.compile(r",[ \t]+(?:and[ \t]+)?|[ \t]+(?:and|&)[ \t]+")
_MOST_NAMES = 3


def settled(text: str, found: Tagged, lists: Gazetteers) -> Iterator[Tagged]:
    """What the model found as it surely is: one find, several, or none.

    An enumeration of given names is that many people. A person ends before `'s` and before a word
    in lower case, and begins behind ordinary words. A find that opens with a given name and ends
    like no company or place is a person.
    """
    entity, begins, ends = found
    pieces = _pieces(text, begins, ends)
    if len(pieces) > 1 and all(_opens_with_name(text[b:e], lists) for b, e in pieces):
        for first, last in pieces:
            yield from _person(text, first, last, lists)
    elif entity == "PERSON" or _is_rather_person(text[begins:ends], lists):
        yield from _person(text, begins, ends, lists)
    else:
        yield found


def _pieces(text: str, begins: int, ends: int) -> list[tuple[int, int]]:
    pieces = []
    for gap in _BETWEEN.finditer(text, begins, ends):
        pieces.append((begins, gap.start()))
        begins = gap.end()
    return [*pieces, (begins, ends)]


def _opens_with_name(value: str, lists: Gazetteers) -> bool:
    words = value.split()
    return (
        0 < len(words) <= _MOST_NAMES
        and words[0].lower() in lists.given
        and not lists.is_ordinary(words[0])
    )


def _is_rather_person(value: str, lists: Gazetteers) -> bool:
    """True for a given name alone or with others behind it, in capitals as names are written."""
    if not _opens_with_name(value, lists) or "\n" in value or any(map(str.isdigit, value)):
        return False
    words = [word.strip(".,") for word in value.lower().split()]
    if value.lower() in lists.places or words[0] in lists.place_words:
        return False
    return not any(word in cues.ORG_ENDS or word in cues.STREETS for word in words[1:]) and all(
        lists.may_be_name(word) or not lists.is_ordinary(word) for word in words[1:]
    )


def _person(text: str, begins: int, ends: int, lists: Gazetteers) -> Iterator[Tagged]:
    """The find without what is no name at its ends; nothing when no word is left."""
    words = [match.span() for match in WORD.finditer(text, begins, ends)]
    while words and _opens_no_name(text[slice(*words[0])], lists):
        words.pop(0)
    if not words:
        return
    if owned := _OWNED.search(text, words[0][0], ends):
        ends = owned.start()
    first = text[words[0][0]]
    for place, (opens, _) in enumerate(words):
        word = text[slice(*words[place])]
        is_part = text[opens - 1] in "-'’"
        if opens >= ends or (place and first.isupper() and not is_part and _is_said(word)):
            words = words[:place]
            break
    while words and _is_lower_ordinary(text[slice(*words[-1])], lists):
        words.pop()
    if words:
        begins, ends = max(begins, words[0][0]), min(ends, words[-1][1])
        is_initial = text[ends : ends + 1] == "." and words[-1][1] - words[-1][0] == 1
        yield "PERSON", begins, ends + is_initial


def _opens_no_name(word: str, lists: Gazetteers) -> bool:
    return word == "I" or _is_lower_ordinary(word, lists)


def _is_said(word: str) -> bool:
    return word[0].islower() and len(word) > 1 and word not in cues.PARTICLES


def _is_lower_ordinary(word: str, lists: Gazetteers) -> bool:
    return word.islower() and len(word) > 1 and lists.is_ordinary(word)
