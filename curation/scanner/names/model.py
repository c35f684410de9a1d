"""The model's findings with what is known to fool it left out, and a second look at lower case."""

import re
from collections.abc import Iterator

from curation.scanner.guards import is_item_line, line_around
from curation.scanner.names import cues
from curation.scanner.names.gazetteers import Gazetteers, gazetteers
from curation.scanner.names.languages import in_part, other_language
from curation.scanner.names.tagger import tag
from curation.scanner.names.words import split_words

Kind = tuple[str, int, int, float]

FEW_CAPITALS = 0.02
"""Below this part of capitals among the letters, a text is looked at in title case too."""

_SCORES = {"PERSON": 0.7, "LOCATION": 0.6, "ORGANIZATION": 0.5}
_LOW = 0.42
_SHORT_FOR = 4
_LONGEST_COUNTRY = 4
_NEAR = 30
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
"""Letters inside a code of letters and digits are no word."""
_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_TITLE_CASE = re.compile(r"(?<![\w@.])[^\W\d_]{2,}(?![\w@])")


def find_tagged(text: str) -> Iterator[Kind]:
    """What the model finds; in texts almost without capitals also what it finds in title case.

    It has learnt English, and in other languages takes any strange word for a name: there it finds
    countries only.
    """
    if not any(map(str.isalpha, text)):
        return
    lists = gazetteers()
    others = other_language(text)
    for entity, begins, ends in tag(text):
        if not in_part(others, begins):
            yield from _weighed(text, entity, begins, ends, lists)
    yield from _countries(text, lists)
    if _is_lower(text):
        raised = _TITLE_CASE.sub(lambda match: _raised(match.group(), lists), text)
        for entity, begins, ends in tag(raised) if raised != text else ():
            if entity != "ORGANIZATION" and not in_part(others, begins):
                for kind, first, last, _ in _weighed(text, entity, begins, ends, lists):
                    yield kind, first, last, _LOW


def _raised(word: str, lists: Gazetteers) -> str:
    name = word if lists.is_ordinary(word) else word.capitalize()
    return name if len(name) == len(word) else word


def _countries(text: str, lists: Gazetteers) -> Iterator[Kind]:
    """Countries by their English or own names, as long as no one is called so."""
    words = split_words(text)
    for index, word in enumerate(words):
        if not word.text[0].isupper() or word.text.lower() not in lists.country_words:
            continue
        for count in range(min(_LONGEST_COUNTRY, len(words) - index), 0, -1):
            value = text[word.begins : words[index + count - 1].ends]
            low = value.lower()
            if low in lists.countries and low not in lists.ordinary and low not in lists.given:
                yield "LOCATION", word.begins, word.begins + len(value), 0.5
                break


def _weighed(text: str, entity: str, begins: int, ends: int, lists: Gazetteers) -> Iterator[Kind]:
    """A find without the ordinary words at its ends, or nothing when that is all there is."""
    if text[begins - 1 : begins] in tuple("@/\\_#=&") or text[ends : ends + 1] in tuple("@/\\_="):
        return
    if is_item_line(line_around(text, begins, ends)):
        return
    words = [
        (match.group(), match.start(), match.end()) for match in _WORD.finditer(text, begins, ends)
    ]
    if entity == "PERSON":
        while words and _is_lower_ordinary(words[0][0], lists):
            words.pop(0)
        while words and _is_lower_ordinary(words[-1][0], lists):
            words.pop()
        if not words:
            return
        begins, ends = max(begins, words[0][1]), min(ends, words[-1][2])
        if text[ends : ends + 1] == "." and len(words[-1][0]) == 1:
            ends += 1
    value, said = text[begins:ends], [word for word, _, _ in words if len(word) > 1]
    low = " ".join(value.lower().split())
    if low in lists.countries or (low in lists.places and not any(map(lists.is_name, said))):
        entity = "LOCATION"
    if said and _is_likely(text, entity, begins, ends, said, lists):
        yield entity, begins, ends, _SCORES[entity]


def _is_likely(
    text: str, entity: str, begins: int, ends: int, words: list[str], lists: Gazetteers
) -> bool:
    value = text[begins:ends]
    has_digit = any(map(str.isdigit, value))
    ordinary = sum(lists.is_ordinary(word) or word.lower() in cues.NAME_LABELS for word in words)
    if entity == "LOCATION":
        if _DECIMAL.search(value) or not any(len(word) > 2 for word in words):
            return False
        known = any(word.lower() in cues.STREETS for word in words)
        return ordinary < len(words) or (has_digit and known)
    if entity == "ORGANIZATION":
        return ordinary < len(words) and (len(words) > 1 or not words[0].islower())
    if has_digit or len(words) > 7:
        return False
    if len(words) == 1:
        return _one_word_likely(text, begins, words[0], lists)
    if ordinary == 0 or sum(map(lists.is_name, words)) >= ordinary:
        return True
    return 2 * ordinary <= len(words) and all(
        lists.may_be_name(word) or not lists.is_ordinary(word) for word in words
    )


def _one_word_likely(text: str, begins: int, word: str, lists: Gazetteers) -> bool:
    """A word alone is a name when it is no ordinary one; in lower case when it is said to be one.

    Of up to four capitals most are short for something else.
    """
    if lists.is_ordinary(word):
        return False
    if word.isupper() and len(word) <= _SHORT_FOR:
        return lists.is_name(word)
    if not word.islower():
        return True
    before = _WORD.findall(text[max(0, begins - _NEAR) : begins].rpartition("\n")[2])
    told = bool(before) and before[-1].lower() in (
        cues.BEFORE_ONE_NAME | cues.GREETINGS | cues.TITLES
    )
    return told and lists.is_name(word) and word not in lists.place_words


def _is_lower_ordinary(word: str, lists: Gazetteers) -> bool:
    return word.islower() and len(word) > 1 and lists.is_ordinary(word)


def _is_lower(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) < FEW_CAPITALS * letters
