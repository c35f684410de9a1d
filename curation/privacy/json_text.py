"""JSON inside a text: where its values are written, and what they say without escapes."""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from curation.privacy.span import Span

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*')
_COLON = re.compile(r"\s*:")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)


def is_json(text: str) -> bool:
    """True when the whole text is a JSON object or list."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def replace_values(
    text: str, change: Callable[[str], str], *, keys: Callable[[str], str] | None = None
) -> str:
    """JSON text with `change` applied to every string and number; the rest stays as written.

    A changed number becomes a string unless it is a number still, so the text stays valid JSON.
    Keys are strings too, as a value must not be left in one; `keys` changes them in its own way.
    """

    def changed(token: re.Match[str]) -> str:
        written = token.group()
        said = json.loads(written) if written.startswith('"') else written
        is_key = keys is not None and _COLON.match(text, token.end())
        new = keys(said) if keys is not None and is_key else change(said)
        if new != said and not written.startswith('"') and _NUMBER.fullmatch(new):
            return new
        return written if new == said else json.dumps(new, ensure_ascii=written.isascii())

    return _TOKEN.sub(changed, text)


def strings_of(text: str, *, but: Collection[str] = ()) -> Iterator[str]:
    """Every string, number and key of JSON text as it is read; keys in `but` are left out."""
    for token in _TOKEN.finditer(text):
        written = token.group()
        said = json.loads(written) if written.startswith('"') else written
        if not (said in but and _COLON.match(text, token.end())):
            yield said


@dataclass(frozen=True, slots=True, kw_only=True)
class Unescaped:
    """JSON text with its escapes resolved: `text` says what a reader would see.

    `places` holds, for each code point of `text` and for its end, where it is written.
    """

    text: str
    places: tuple[int, ...]

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span of the unescaped text is written."""
        return self.places[span.begins], self.places[span.ends]


def unescape(text: str) -> Unescaped:
    """The text of a JSON value as it is read, with the way back to where it is written."""
    said: list[str] = []
    places: list[int] = []
    position = 0
    for escape in _ESCAPE.finditer(text):
        said.append(text[position : escape.start()])
        places.extend(range(position, escape.start()))
        said.append(json.loads(f'"{escape.group()}"'))
        places.append(escape.start())
        position = escape.end()
    said.append(text[position:])
    places.extend(range(position, len(text) + 1))
    return Unescaped(text="".join(said), places=tuple(places))


def parts_within_values(text: str, begins: int, ends: int) -> list[tuple[int, int]]:
    """The parts of a place in JSON text that lie inside single strings or numbers.

    What a recogniser took together across quotation marks is two values, not one.
    """
    tokens = [_inside(token) for token in _TOKEN.finditer(text)]
    first = bisect_left(tokens, begins, key=lambda token: token[1])
    parts = []
    for token_begins, token_ends in tokens[first:]:
        if token_begins >= ends:
            break
        part = max(begins, token_begins), min(ends, token_ends)
        if part[0] < part[1]:
            parts.append(part)
    return parts


def value_at(text: str, begins: int, ends: int) -> str:
    """The value at a place, with escapes resolved where the text is JSON."""
    written = text[begins:ends]
    return unescape(written).text if "\\" in written and is_json(text) else written


def _inside(token: re.Match[str]) -> tuple[int, int]:
    quoted = token.group().startswith('"')
    return token.start() + quoted, token.end() - quoted
