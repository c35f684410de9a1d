"""A text as it is matched: one way to write each sign, with the way back to where it stands.

Left in, a zero-width blank inside an address or an `&#64;` for its @ hides it from every pattern.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from curation.privacy.span import Span

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_UNSEEN = re.compile(r"[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPECIAL = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});"  # an HTML entity
    r"|(?<=[\w.@:/-])=\r?\n(?=[\w.@:/-])"  # a soft break of quoted-printable inside a word
)
_PLAIN = re.compile(r"[\x00-\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalText:
    """What patterns see; `begins` and `ends` say for each code point which ones it stands for.

    Both are None where nothing had to be changed.
    """

    text: str
    begins: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span of at least one code point is written; a sign is never cut in two."""
        if self.begins is None or self.ends is None:
            return span.begins, span.ends
        return self.begins[span.begins], self.ends[span.ends - 1]


def normal_text(text: str) -> NormalText:
    """The text in NFKC, with plain dashes, HTML entities resolved, and what is not seen left out.

    Not seen are soft hyphens, zero-width and other format signs, variation selectors, and the soft
    line breaks of quoted-printable. NFKC is taken of each base sign with the marks after it.
    """
    if text.isascii() and not _SPECIAL.search(text):
        return NormalText(text=text)
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for first, last, said in _units(text):
        parts.append(said)
        if said.isascii() and len(said) == last - first:
            begins.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            begins.extend([first] * len(said))
            ends.extend([last] * len(said))
    whole = "".join(parts)
    if whole == text:
        return NormalText(text=text)
    return NormalText(text=whole, begins=tuple(begins), ends=tuple(ends))


def _units(text: str) -> Iterator[tuple[int, int, str]]:
    """The text in parts that are read as one: where they stand, and what they say."""
    position = 0
    for special in _SPECIAL.finditer(text):
        written = special.group()
        said = html.unescape(written) if written.startswith("&") else ""
        if said != written:
            yield from _signs(text, position, special.start())
            yield special.start(), special.end(), _said(said)
            position = special.end()
    yield from _signs(text, position, len(text))


def _signs(text: str, begins: int, ends: int) -> Iterator[tuple[int, int, str]]:
    """Runs of plain signs, and every other sign with the marks that belong to it."""
    while begins < ends:
        plain = _PLAIN.match(text, begins, ends)
        last = plain.end() if plain else begins + 1
        marked = last
        while marked < ends and unicodedata.combining(text[marked]):
            marked += 1
        base = last - 1 if marked > last else last
        if plain and base > begins:
            yield begins, base, text[begins:base]
        if not plain or marked > last:
            base = min(base, last - 1)
            yield base, marked, _said(text[base:marked])
        begins = marked


def _said(sign: str) -> str:
    normal = unicodedata.normalize("NFKC", _UNSEEN.sub("", sign)).translate(_DASHES)
    return "".join(part for part in normal if unicodedata.category(part) != "Cf")
