"""Finding a value in a text however it is written: without case, blanks and punctuation."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curation.privacy.entity import describe
from curation.privacy.finding import Finding, normal_character, normal_form
from curation.privacy.json_text import value_at
from curation.privacy.readings import readings

GAP = 3
"""Other characters allowed between two letters of a value written another way."""

_LEAST_NAME = 6
"""Shorter names with an s are words ("Bills", "Marks", "Wills")."""

_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_BLANKS = re.compile(r"\s+")
_RUN = re.compile(r"(?<=\w)[\W_]+(?=\w)")
_ENDS = re.compile(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)
_DROPPED = {
    punctuation_counts: {
        code: None for code in range(128) if not normal_character(chr(code), punctuation_counts)
    }
    for punctuation_counts in (False, True)
}


class _Normal(dict[int, str]):
    """What each character adds to a normal form, by its code; filled as characters come."""

    def __init__(self, punctuation_counts: bool) -> None:
        super().__init__()
        self._punctuation_counts = punctuation_counts

    def __missing__(self, code: int) -> str:
        self[code] = normal_character(chr(code), self._punctuation_counts)
        return self[code]


_NORMAL = {punctuation_counts: _Normal(punctuation_counts) for punctuation_counts in (False, True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A value to look for: its normal form, and how far it may be spread out.

    `leads` and `tails` are the signs around it ("+", "(") that go with it. A value that was found
    `inside` a word is looked for inside words, others at word borders only, though a name that
    `takes_s` may have one at its end ("Hartmanns").
    """

    normal: str
    punctuation_counts: bool
    gap: int = GAP
    inside: bool = False
    takes_s: bool = False
    leads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()


def pattern_of(
    entity: str, surfaces: Collection[str], *, inside: bool, normal: str | None = None
) -> Pattern:
    """The pattern of a value that is written in these ways."""
    punctuation_counts = describe(entity).punctuation_counts
    ends = [
        match
        for surface in surfaces
        if not punctuation_counts  # where it counts it is part of the normal form
        and (match := _ENDS.fullmatch(surface))
        and match.group(2)
    ]
    runs = [len(run) for surface in surfaces for run in _RUN.findall(surface)]
    form = normal_form(entity, next(iter(surfaces))) if normal is None else normal
    return Pattern(
        normal=form,
        punctuation_counts=punctuation_counts,
        gap=max([GAP, *runs]),
        inside=inside,
        takes_s=entity == "PERSON" and len(form) >= _LEAST_NAME and form.isalpha(),
        leads=frozenset(match.group(1) for match in ends),
        tails=frozenset(match.group(3) for match in ends),
    )


class Text:
    """A text to be searched for many values; what that takes is made once, and only if needed.

    It is searched as it is written, and with its HTML entities and its escapes ("\\n") read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._read: list[_Reading] | None = None

    def holds(self, pattern: Pattern) -> bool:
        """False when the value is surely nowhere: the quick look before `find`."""
        counts = pattern.punctuation_counts
        return any(pattern.normal in reading.normal(counts) for reading in self._readings())

    def find(self, pattern: Pattern) -> Iterator[tuple[int, int]]:
        """Every place of a value: where it begins and ends, in code points; each once."""
        seen: set[tuple[int, int]] = set()
        for reading in self._readings():
            for begins, ends in reading.find(pattern):
                place = reading.origin(begins, ends)
                if place not in seen:
                    seen.add(place)
                    yield place

    def normal(self, punctuation_counts: bool) -> str:
        """The text as values are compared, as it is written."""
        return self._readings()[0].normal(punctuation_counts)

    def _readings(self) -> list["_Reading"]:
        if self._read is None:
            self._read = [_Reading(text, places) for text, places in readings(self.text)]
        return self._read


class _Reading:
    """One way to read a text; `places` is where each character is written, None for right here."""

    def __init__(self, text: str, places: Sequence[int] | None) -> None:
        self.text = text
        self._origins = places
        self._normal: dict[bool, str] = {}
        self._places: dict[bool, Sequence[int]] = {}

    def origin(self, begins: int, ends: int) -> tuple[int, int]:
        """Where a part is written."""
        if self._origins is None:
            return begins, ends
        return self._origins[begins], self._origins[ends]

    def find(self, pattern: Pattern) -> Iterator[tuple[int, int]]:
        """Every place of a value in this reading."""
        normal = self.normal(pattern.punctuation_counts)
        position = normal.find(pattern.normal) if pattern.normal else -1
        while position >= 0:
            last = position + len(pattern.normal) - 1
            if match := self._accepted(position, last, pattern):
                yield match
            position = normal.find(pattern.normal, position + 1)

    def normal(self, punctuation_counts: bool) -> str:
        """The text as values are compared."""
        if punctuation_counts not in self._normal:
            if self.text.isascii():
                normal = self.text.translate(_DROPPED[punctuation_counts]).lower()
            else:
                normal = self.text.translate(_NORMAL[punctuation_counts])
            self._normal[punctuation_counts] = normal
        return self._normal[punctuation_counts]

    def _place(self, punctuation_counts: bool) -> Sequence[int]:
        """For each character of the normal form, where it comes from."""
        if punctuation_counts not in self._places:
            dropped: Mapping[int, None] = _DROPPED[punctuation_counts]
            self._places[punctuation_counts] = (
                [i for i, character in enumerate(self.text) if ord(character) not in dropped]
                if self.text.isascii()
                else [
                    i
                    for i, character in enumerate(self.text)
                    for _ in normal_character(character, punctuation_counts)
                ]
            )
        return self._places[punctuation_counts]

    def _accepted(self, first: int, last: int, pattern: Pattern) -> tuple[int, int] | None:
        text, places = self.text, self._place(pattern.punctuation_counts)
        begins, ends = places[first], places[last] + 1
        if first and places[first - 1] == begins:
            return None  # in the middle of a character that stands for several
        if last + 1 < len(places) and places[last + 1] == ends - 1:
            return None
        for i in range(first, last):
            spread = places[i + 1] - places[i] - 1
            if spread > pattern.gap and self._seen(places[i] + 1, places[i + 1], pattern):
                return None
        if not pattern.inside and (joins(text, begins) or self._goes_on(ends, pattern)):
            return None
        while ends < len(text) and unicodedata.combining(text[ends]):
            ends += 1
        leads = (lead for lead in pattern.leads if text.endswith(lead, 0, begins))
        tails = (tail for tail in pattern.tails if text.startswith(tail, ends))
        begins -= max((len(lead) for lead in leads), default=0)
        ends += max((len(tail) for tail in tails), default=0)
        return begins, ends

    def _seen(self, begins: int, ends: int, pattern: Pattern) -> bool:
        """True when what stands between two letters of a value parts them for a reader.

        Signs of no width do not, and blanks between the words of a name are one.
        """
        between = "".join(
            c for c in self.text[begins:ends] if unicodedata.category(c) not in _UNSEEN
        )
        if pattern.normal.isalpha():
            between = _BLANKS.sub(" ", between)
        return len(between) > pattern.gap

    def _goes_on(self, ends: int, pattern: Pattern) -> bool:
        """True when a word goes on behind a value, but by the s of "Hartmanns"."""
        if not joins(self.text, ends):
            return False
        return not (pattern.takes_s and self.text[ends] in "sS" and not joins(self.text, ends + 1))


def joins(text: str, position: int) -> bool:
    """True when a letter or digit stands on both sides of a position."""
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


def surfaces_of(found: Sequence[Finding], contents: Mapping[str, str]) -> list[str]:
    """The ways in which a value is written where it was found, the first place first."""
    return list(
        dict.fromkeys(
            value_at(contents[finding.path], finding.begins, finding.ends) for finding in found
        )
    )
