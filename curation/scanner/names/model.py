"""The model's findings with what is known to fool it left out, and a second look at lower case."""

import re
from collections.abc import Iterator

from curation.scanner.guards import is_item_line, line_around
from curation.scanner.names import cues
from curation.scanner.names.gazetteers import Gazetteers, gazetteers
from curation.scanner.names.tagger import tag

Kind = tuple[str, int, int, float]

FEW_CAPITALS = 0.02
"""Below this part of capitals among the letters, a text is looked at in title case too."""

_SCORES = {"PERSON": 0.7, "LOCATION": 0.6, "ORGANIZATION": 0.5}
_LOW = 0.42
_WORD = re.compile(r"[^\W\d_]+")
_TITLE_CASE = re.compile(r"(?<![\w@.])[^\W\d_]{2,}(?![\w@])")


def find_tagged(text: str) -> Iterator[Kind]:
    """What the model finds; in texts almost without capitals also what it finds in title case."""
    lists = gazetteers()
    for entity, begins, ends in tag(text):
        if _is_likely(text, entity, begins, ends, lists):
            yield entity, begins, ends, _SCORES[entity]
    if _is_lower(text):
        yield from _in_title_case(text, lists)


def _in_title_case(text: str, lists: Gazetteers) -> Iterator[Kind]:
    def raised(match: re.Match[str]) -> str:
        word = match.group()
        if lists.is_ordinary(word):
            return word
        name = word.capitalize()
        return name if len(name) == len(word) else word

    for entity, begins, ends in tag(_TITLE_CASE.sub(raised, text)):
        if entity == "PERSON" and not any(
            lists.is_name(word) for word in _WORD.findall(text[begins:ends])
        ):
            continue
        if entity != "ORGANIZATION" and _is_likely(text, entity, begins, ends, lists):
            yield entity, begins, ends, _LOW


def _is_likely(text: str, entity: str, begins: int, ends: int, lists: Gazetteers) -> bool:
    value = text[begins:ends]
    words = [word for word in _WORD.findall(value) if len(word) > 1]
    if not words:
        return False
    if text[begins - 1 : begins] in tuple("@/\\_#=&") or text[ends : ends + 1] in tuple("@/\\_="):
        return False
    if is_item_line(line_around(text, begins, ends)):
        return False
    labels = cues.NAME_LABELS
    ordinary = sum(lists.is_ordinary(word) or word.lower() in labels for word in words)
    if entity == "LOCATION":
        return ordinary < len(words) or any(sign.isdigit() for sign in value)
    if entity == "ORGANIZATION":
        return ordinary < len(words)
    if any(sign.isdigit() for sign in value) or len(words) > 7:
        return False
    return ordinary == 0 or sum(map(lists.is_name, words)) >= ordinary


def _is_lower(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) < FEW_CAPITALS * letters
