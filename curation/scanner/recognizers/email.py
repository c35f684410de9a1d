"""E-mail addresses, found from their @.

Presidio's own pattern needs time that grows with the square of `a.b_c-a.b_c-…`, drops addresses
whose last label is no public suffix (`eve@corp.internal`), and asks the network for the list.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{0,60}[^\W_]")
_FILES = {"png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "css", "js"}
_LONGEST_DOMAIN = 253
_DOT = r"(?: ?[\[({<] ?(?:dot|punkt|punto|point|\.) ?[\])}>] ?| (?:dot|punkt|punto) |\.)"
_SPELT_AT = re.compile(r" ?[\[({<] ?(?:at|@|a) ?[\])}>] ?| at ", re.IGNORECASE)
_SPELT_LOCAL = re.compile(
    rf"(?<![\w.])[^\W_][\w+-]{{0,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,3}}\Z", re.IGNORECASE
)
_SPELT_DOMAIN = re.compile(
    rf"[^\W_][\w-]{{0,62}}(?P<dots>(?:{_DOT}[^\W_][\w-]{{0,62}}){{0,3}}{_DOT}[^\W\d_]{{2,12}})"
    r"(?![\w-])",
    re.IGNORECASE,
)


class Email(Finder):
    """`name@host.name`, with internal hosts, without file names such as `icon@2x.png`."""

    entity = "EMAIL_ADDRESS"

    def find(self, text: str) -> Iterator[Found]:
        """Every address, without signs that only stand before it."""
        at = text.find("@")
        while at >= 0:
            local = _LOCAL.search(text, max(0, at - 64), at)
            domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
            if local and domain and domain.group().rpartition(".")[2].lower() not in _FILES:
                name = local.group().lstrip(".!#$%&'*+/=?^`{|}~-")
                if name:
                    yield at - len(name), domain.end(), 0.9
            at = text.find("@", at + 1)
        yield from _spelt(text)


def _spelt(text: str) -> Iterator[Found]:
    """Addresses with their signs in words or brackets: `jo at x dot com`, `jo(at)x.com`.

    "Look at example.com" is none: one of the signs must be written so as no sentence has it.
    """
    for at in _SPELT_AT.finditer(text):
        domain = _SPELT_DOMAIN.match(text, at.end(), at.end() + _LONGEST_DOMAIN)
        if domain and (
            at.group().lower() != " at " or re.search(r"[ \[({<]", domain.group("dots"))
        ):
            local = _SPELT_LOCAL.search(text, max(0, at.start() - 80), at.start())
            if local:
                yield local.start(), domain.end(), 0.8
