"""The ways to read a text: as it is written, with its HTML entities read, with its escapes read."""

import html
import re
from collections.abc import Iterator, Sequence

MOST_LEVELS = 3
"""How often escapes are read: JSON within JSON within a text."""

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_ENTITIES = re.compile(_ENTITY)
_BOTH = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}"
    r"|\\[nrtbf\"/\\]|" + _ENTITY
)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

Reading = tuple[str, Sequence[int] | None]
"""A text, and where each of its characters and its end is written; None for right here."""


def readings(text: str) -> Iterator[Reading]:
    """The text itself, then what it says with entities read, then with escapes read too."""
    yield text, None
    if "&" in text:
        plain, places = _decoded(_ENTITIES, text)
        if plain != text:
            yield plain, places
    origins: Sequence[int] = range(len(text) + 1)
    for _ in range(MOST_LEVELS if "\\" in text else 0):
        plain, places = _decoded(_BOTH, text)
        if plain == text:
            break
        origins = [origins[place] for place in places]
        text = plain
        yield text, origins


def _decoded(pattern: re.Pattern[str], text: str) -> tuple[str, list[int]]:
    said: list[str] = []
    places: list[int] = []
    position = 0
    for match in pattern.finditer(text):
        said.append(text[position : match.start()])
        places.extend(range(position, match.start()))
        plain = _read(match.group())
        said.append(plain)
        places.extend([match.start()] * len(plain))
        position = match.end()
    said.append(text[position:])
    places.extend(range(position, len(text) + 1))
    return "".join(said), places


def _read(written: str) -> str:
    if written.startswith("&"):
        return html.unescape(written)
    if written[1] == "u":
        units = bytes.fromhex(written.replace("\\u", ""))
        return units.decode("utf-16-be", "surrogatepass")
    return _SIGNS.get(written[1], written[1])
