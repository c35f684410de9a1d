"""Replacing: what stands for the values of one example, set into any text that belongs to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from curation.privacy.choosing import rendered
from curation.privacy.json_text import is_json, replace_values, strings_of
from curation.privacy.matching import Pattern, Text
from curation.task import Style

PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*_\d+>")
MASK = "****"
_MASKS = re.compile(r"\*{3,}")
_ROUNDS = 50
_Match = tuple[int, int, "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value to replace: `name` is its placeholder, `surrogate` what stands for it instead.

    `key` is its value key. `pattern` finds the value, `stand_in` its surrogate; without one the
    placeholder stands for it.
    """

    name: str
    key: str
    entity: str
    pattern: Pattern
    surrogate: str = ""
    stand_in: Pattern | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """What is replaced in one example; `apply` works on any text that belongs to it.

    Keys of JSON that name `fields` of a schema are no values and stay.
    """

    values: tuple[Value, ...] = ()
    style: Style = Style.SURROGATE
    fields: frozenset[str] = frozenset()

    def apply(self, text: str) -> str:
        """The text with every value replaced, longest values first.

        JSON stays valid JSON. Nothing inside what was replaced is replaced, and a placeholder of
        this example becomes what stands for its value today; doing it twice is doing it once.
        """
        if not self.values or not text:
            return text
        if is_json(text):
            return replace_values(text, self.apply, keys=self._apply_to_key)
        text = self._without_placeholders(text)
        for _ in range(_ROUNDS):  # a replacement parts what stood beside it, which may be a value
            new = self._replaced_once(text)
            if new == text:
                break
            text = new
        return text

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Where the values stand in a plain text: begin, end and placeholder, in order."""
        spans: list[tuple[int, int, str]] = []
        while taken := self._taken(text):
            spans += [(begins, ends, value.name) for begins, ends, value in taken]
            for begins, ends, _ in taken:  # what is left beside them may be a value as well
                text = text[:begins] + " " * (ends - begins) + text[ends:]
        return sorted(spans)

    def replaced(self, text: str) -> list[tuple[int, int]]:
        """Where something stands for a value in a text that was replaced; in order, disjoint."""
        if not self.values or not text:
            return []
        names = {value.name for value in self.values}
        spans = [
            match.span() for match in PLACEHOLDER.finditer(text) if match.group() in names
        ] + self._stand_ins(text)
        if self.style is Style.MASK:
            spans += [match.span() for match in _MASKS.finditer(text)]
        return _united(spans)

    def values_left(self, text: str) -> bool:
        """True when a value is still in a text, outside of what stands for values.

        A second look that shares nothing with `apply` but the way in which values are compared.
        """
        if is_json(text):
            return any(self.values_left(said) for said in strings_of(text, but=self.fields))
        clear = list(text)
        for begins, ends in _united([*self.replaced(text), *_placeholders(text)]):
            clear[begins:ends] = "\n" * (ends - begins)
        rest = Text("".join(clear))
        return any(
            rest.holds(value.pattern) and any(True for _ in rest.find(value.pattern))
            for value in self.values
        )

    def _apply_to_key(self, key: str) -> str:
        """A key with its values replaced, so that two keys never become one."""
        if key in self.fields:
            return key
        if self.style is Style.MASK:
            return replace(self, style=Style.PLACEHOLDER).apply(key)
        return self.apply(key)

    def _without_placeholders(self, text: str) -> str:
        if self.style is Style.PLACEHOLDER or "<" not in text:
            return text
        stand_in = {value.name: self._written(value, "") for value in self.values}
        return PLACEHOLDER.sub(lambda match: stand_in.get(match.group(), match.group()), text)

    def _written(self, value: Value, surface: str) -> str:
        """What stands for a value that is written so here."""
        if self.style is Style.MASK:
            return MASK
        if not value.surrogate:
            return value.name
        if not surface:
            return value.surrogate
        if "\\" in surface or "&" in surface:  # its signs are no signs to write a value with
            return " ".join(value.surrogate.split())
        return rendered(value.entity, value.surrogate, surface)

    def _replaced_once(self, text: str) -> str:
        if not self._may_hold(text):
            return text
        parts: list[str] = []
        position = 0
        for begins, ends in _united([*_placeholders(text), *self._shielded(text)]):
            parts += [self._segment(text[position:begins]), text[begins:ends]]
            position = ends
        return "".join([*parts, self._segment(text[position:])])

    def _shielded(self, text: str) -> list[tuple[int, int]]:
        """The surrogates in a text, but those that are a part of a longer value."""
        stand_ins = self._stand_ins(text)
        if not stand_ins:
            return []
        matches = [(begins, ends) for begins, ends, _ in self._taken(text)]
        return [
            (begins, ends)
            for begins, ends in stand_ins
            if not any(m[0] <= begins and ends <= m[1] and (begins, ends) != m for m in matches)
        ]

    def _segment(self, text: str) -> str:
        for begins, ends, value in sorted(self._taken(text), key=lambda m: m[0], reverse=True):
            text = text[:begins] + self._written(value, text[begins:ends]) + text[ends:]
        return text

    def _may_hold(self, text: str) -> bool:
        looked_at = Text(text)
        return any(looked_at.holds(value.pattern) for value in self.values)

    def _stand_ins(self, text: str) -> list[tuple[int, int]]:
        looked_at = Text(text)
        return [
            span
            for value in self.values
            if value.stand_in and looked_at.holds(value.stand_in)
            for span in looked_at.find(value.stand_in)
        ]

    def _taken(self, text: str) -> list[_Match]:
        """The matches in a text, none over another, the longest first."""
        looked_at = Text(text)
        found = [
            (*span, value)
            for value in self.values
            if looked_at.holds(value.pattern)
            for span in looked_at.find(value.pattern)
        ]
        taken: list[_Match] = []
        for match in sorted(found, key=lambda m: (m[0] - m[1], m[0], m[2].name)):
            if all(match[1] <= other[0] or match[0] >= other[1] for other in taken):
                taken.append(match)
        return taken


def _placeholders(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in PLACEHOLDER.finditer(text)] if "<" in text else []


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    united: list[tuple[int, int]] = []
    for begins, ends in sorted(spans):
        if united and begins < united[-1][1]:
            united[-1] = united[-1][0], max(ends, united[-1][1])
        else:
            united.append((begins, ends))
    return united
