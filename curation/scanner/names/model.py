"""The model's findings with what is known to fool it left out, and a second look at lower case."""

import re
from collections.abc import Iterator

from curation.scanner.guards import in_items
from curation.scanner.names import cues
from curation.scanner.names.borders import WORD, Tagged, settled
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
_LONG = 12
_LONGEST_COUNTRY = 4
_NEAR = 30
_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_FILE = re.compile(
    r"(?P<stem>[\w-]{1,40})\.(?:csv|docx?|eml|gif|html?|jpe?g|json|log|md|msg|pdf|png|pptx?|txt|xlsx?"
    r"|xml|zip)",
    re.IGNORECASE,
)
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
    for found in tag(text):
        if not in_part(others, found[1]):
            yield from _believed(text, found, lists)
    yield from _countries(text, lists)
    for raised in _raised(text, lists):
        for found in tag(raised):
            if found[0] != "ORGANIZATION" and not in_part(others, found[1]):
                for kind, first, last, _ in _believed(text, found, lists):
                    yield kind, first, last, _LOW


def in_cases(text: str) -> Iterator[str]:
    """What `find_tagged` has tagged of a text: itself, and one almost without capitals in title
    case too."""
    yield text
    yield from _raised(text, gazetteers())


def _raised(text: str, lists: Gazetteers) -> Iterator[str]:
    if _is_lower(text):
        raised = _TITLE_CASE.sub(lambda match: _raised_word(match.group(), lists), text)
        if raised != text:
            yield raised


def _raised_word(word: str, lists: Gazetteers) -> str:
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


def _believed(text: str, found: Tagged, lists: Gazetteers) -> Iterator[Kind]:
    """The find in its borders, where it is likely; people who are enumerated are."""
    pieces = list(settled(text, found, lists))
    for entity, begins, ends in pieces:
        if len(pieces) > 1:
            yield entity, begins, ends, _SCORES[entity]
        else:
            yield from _weighed(text, entity, begins, ends, lists)


def _weighed(text: str, entity: str, begins: int, ends: int, lists: Gazetteers) -> Iterator[Kind]:
    """A find as what it likely is, or nothing when it is no name."""
    if text[begins - 1 : begins] in tuple("@/\\_#=&") or text[ends : ends + 1] in tuple("@/\\_="):
        return
    if in_items(text, begins, ends):
        return
    value = text[begins:ends]
    file = _FILE.fullmatch(value)
    if file and (len(file["stem"]) < _SHORT_FOR or not lists.is_name(file["stem"])):
        return
    said = [word for word in WORD.findall(value) if len(word) > 1]
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

    Of up to four capitals most are short for something else; long words that are on no list are
    mostly goods and services of other languages.
    """
    if lists.is_ordinary(word):
        return False
    if word.isupper() and len(word) <= _SHORT_FOR:
        return lists.is_name(word)
    if not word.islower() and (len(word) < _LONG or lists.may_be_name(word)):
        return True
    before = WORD.findall(text[max(0, begins - _NEAR) : begins].rpartition("\n")[2])
    told = bool(before) and before[-1].lower() in (
        cues.BEFORE_ONE_NAME | cues.GREETINGS | cues.TITLES
    )
    if not word.islower():
        return told
    return told and lists.is_name(word) and word not in lists.place_words


def _is_lower(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    if capitals >= FEW_CAPITALS * len(text):
        return False
    return capitals < FEW_CAPITALS * sum(map(str.isalpha, text))
