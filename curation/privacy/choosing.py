"""Choosing the surrogates of one example: a map in which nothing can be mistaken for another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from curation.privacy.matching import Text
from curation.privacy.surrogates import kind_of
from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.person import like, settle_parts
from curation.privacy.surrogates.shape import characters, fill

TRIES = 40
"""Draws for one value; a value that none of them suits gets a placeholder."""

_IN_PARTS = frozenset({"ORGANIZATION", "LOCATION", "STREET_ADDRESS", "ADDRESS"})
_WORD = re.compile(r"[^\W_]+")
SHORTEST = 2
"""A value of fewer letters and digits would be found in most surrogates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A value to be replaced: its entity, how it is written first, and its normal form."""

    entity: str
    written: str
    normal: str


@dataclass(slots=True, kw_only=True)
class Choosing:
    """The surrogates of an example's values, chosen one after another.

    None of them is, holds or is held by a value of the example, stands in its texts, or is equal
    to another one: so applying the map twice is applying it once, and what is left of a value
    cannot hide in a surrogate. `seed` decides everything.
    """

    seed: bytes
    texts: Sequence[str]
    originals: Sequence[Original]
    chosen: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: Known = field(init=False)
    _written: str = field(init=False)
    _plain: list[str] = field(init=False)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        whole = "\n".join(self.texts)
        self._written = Text(whole).normal(False)
        self._plain = [plain for o in self.originals if len(plain := plain_form(o.written)) > 1]
        self._known = Known(seed=self.seed, allows=lambda word: self._is_new(plain_form(word)))

    def choose(self, wanted: Sequence[Original]) -> None:
        """Choose for these values, names first and long ones before their parts."""
        order = sorted(
            wanted, key=lambda o: (kind_of(o.entity).rank, -len(o.normal), o.entity, o.normal)
        )
        for original in order:
            if surrogate := self._one(original):
                self.chosen[original.entity, original.normal] = surrogate

    def _one(self, original: Original) -> str | None:
        if len(characters(original.written)) < SHORTEST:
            return None
        make = kind_of(original.entity).make
        for salt in range(TRIES):
            draw = Draw(self.seed, original.entity, original.normal, str(salt))
            self._known.attempt = salt
            surrogate = make(original.written, draw, self._known)
            plain = plain_form(surrogate)
            if not self._fits(plain):
                continue
            self._taken.add(plain)
            if kind_of(original.entity).rank == 0 or original.entity in _IN_PARTS:
                settle_parts(original.written, surrogate, self._known)
            else:
                self._settle_code(original.written, surrogate)
            return surrogate
        return None

    def _fits(self, plain: str) -> bool:
        return bool(plain) and plain not in self._taken and self._is_new(plain)

    def _is_new(self, plain: str) -> bool:
        """True when the texts do not hold it, and neither it a value nor a value it."""
        return plain not in self._written and not any(
            own in plain or plain in own for own in self._plain
        )

    def _settle_code(self, written: str, surrogate: str) -> None:
        before, new = (
            "".join(c for c in characters(text) if c.isdecimal()) for text in (written, surrogate)
        )
        if len(before) == len(new) and len(before) > SHORTEST:
            self._known.codes.append((before, new))


def plain_form(text: str) -> str:
    """A text's letters and digits as they are compared, whatever the entity."""
    return Text(text).normal(False)


def rendered(entity: str, surrogate: str, surface: str) -> str:
    """A surrogate as it stands for a value that is written so: its case, blanks and signs.

    Its letters and digits are always those of the surrogate, so that it can be found again.
    """
    if kind_of(entity).codes:
        if len(characters(surrogate)) == len(characters(surface)):
            text = fill(surface, characters(surrogate))
        else:
            text = surrogate
    else:
        text = _in_words(surrogate, surface)
    return text if plain_form(text) == plain_form(surrogate) else surrogate


def _in_words(surrogate: str, surface: str) -> str:
    old, new = (list(_WORD.finditer(text)) for text in (surface, surrogate))
    if len(old) != len(new) or "@" in surface or "/" in surface:
        return like(surface, surrogate)
    made: list[str] = []
    position = 0
    for match, word in zip(old, new, strict=True):
        made += [surface[position : match.start()], like(match.group(), word.group())]
        position = match.end()
    return "".join([*made, surface[position:]])
