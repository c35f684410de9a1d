"""A person to be erased: where a text speaks of them, and the text without it."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from curation.errors import InputRefused
from curation.privacy.finding import normal_form
from curation.privacy.json_text import is_json, replace_values
from curation.privacy.matching import Pattern, Text

SHORTEST = 4
"""A value of fewer letters and digits stands in too many texts by chance."""

ERASED = "[erased]"
"""What stands where a value was taken out of a record that stays."""

_SURNAME_FIRST = re.compile(r"([^,]+),([^,]+)")
_BREAK = re.compile(r"\\[nrt\"/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The value as it was typed, in its normal form, and the patterns that find it.

    A name of several words is looked for in both orders, "Julia Hartmann" and "Hartmann, Julia".
    `heads` are the first letters of the patterns, within one word.
    """

    normal: str
    patterns: tuple[Pattern, ...]
    heads: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """True when a text holds the value: without regard to case, blanks and punctuation.

        At word borders only. Of JSON every text is looked at, JSON within it too, and the fields
        of an object together, so that a first and a last name in two fields are one name.
        """
        if not self._may_stand_in(text):
            return False
        return any(self._places(said) for said in _said(text))

    def taken_out(self, text: str) -> str:
        """The text with `ERASED` in place of the value; JSON stays JSON."""
        if not self.stands_in(text):
            return text
        if is_json(text):
            new = replace_values(text, self.taken_out)
        else:
            new = text
            for begins, ends in reversed(self._places(text)):
                new = new[:begins] + ERASED + new[ends:]
        return ERASED if self.stands_in(new) else new

    def around(self, text: str, *, width: int = 40) -> str:
        """The first place of the value in a text with what stands beside it; "" when nowhere."""
        if not self._may_stand_in(text):
            return ""
        for said in _said(text):
            for begins, ends in self._places(said)[:1]:
                return " ".join(said[max(0, begins - width) : ends + width].split())
        return ""

    def _places(self, text: str) -> list[tuple[int, int]]:
        looked_at = Text(text)
        places: list[tuple[int, int]] = []
        for pattern in self.patterns:
            if looked_at.holds(pattern):
                places += looked_at.find(pattern)
        apart: list[tuple[int, int]] = []
        for begins, ends in sorted(places):
            if not apart or begins >= apart[-1][1]:
                apart.append((begins, ends))
        return apart

    def _may_stand_in(self, text: str) -> bool:
        """False when the value is surely nowhere: the quick look before JSON is read."""
        if "\\" in text:
            text = _BREAK.sub(" ", text)
        if "\\" in text or "&" in text:
            return True
        normal = Text(text).normal(False)
        return any(head in normal for head in self.heads)


def subject_of(value: str) -> Subject:
    """What finds a name, an address or a number. Raises InputRefused for one that is too short."""
    normal = normal_form("", value.strip())
    if sum(character.isalnum() for character in normal) < SHORTEST:
        raise InputRefused(
            "The value is too short",
            cause=f"It has fewer than {SHORTEST} letters and digits.",
            cure="Name the person in full, or give an address or a number.",
        )
    ways = [value.strip(), *_orders(value.strip())]
    normals = dict.fromkeys(normal_form("", way) for way in ways)
    words = [next(own for word in way.split() if (own := Text(word).normal(False))) for way in ways]
    return Subject(
        normal=normal,
        patterns=tuple(Pattern(normal=each, punctuation_counts=False) for each in normals),
        heads=tuple(word[:SHORTEST] for word in words),
    )


def _orders(value: str) -> Iterator[str]:
    """The other order of a name."""
    if any(character.isdigit() or character in "@/" for character in value):
        return
    if match := _SURNAME_FIRST.fullmatch(value):
        yield f"{match.group(2)} {match.group(1)}"
    elif len(words := value.split()) > 1:
        yield " ".join([words[-1], *words[:-1]])


def _said(text: str) -> Iterator[str]:
    """What a text says: of JSON every text in it, keys too, and JSON within as well."""
    if not is_json(text):
        yield text
        if "&" in text and (plain := html.unescape(text)) != text:
            yield plain
        return
    together: list[str] = []
    waiting: list[object] = [json.loads(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
            own = [str(each) for each in value.values() if isinstance(each, (str, int))]
            together.append("\n".join(own))
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            yield from _said(value)
        elif value is not None:
            yield str(value)
    yield from together
