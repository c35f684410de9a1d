"""Private keys in PEM and PuTTY form: they are longer than what pieces of a text share."""

import re
from collections.abc import Iterator

_BEGINS = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_ENDS = re.compile(r"-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_BODY = re.compile(
    r"(?:\s|\\[nr]|[A-Za-z0-9+/=]{16,}|[A-Za-z0-9+/=]{1,15}(?=[ \t]{0,9}(?:[\r\n]|\\[nr]|\Z))"
    r"|(?:Proc-Type|DEK-Info|Version|Comment|Charset): [^\n]{0,120}){0,4000}"
)
_PUTTY = re.compile(r"Private-Lines: \d{1,3}\r?\n(?:[A-Za-z0-9+/=]{4,80}\r?\n?){1,200}")
_LONGEST = 20_000


def private_keys(text: str) -> Iterator[tuple[int, int]]:
    """Where each private key stands, with its first and last line.

    One without a last line reaches as far as its lines of letters and digits do.
    """
    if "-----BEGIN" in text:
        position = 0
        while begin := _BEGINS.search(text, position):
            end = _ENDS.search(text, begin.end(), begin.end() + _LONGEST)
            if end:
                position = end.end()
            else:
                body = _BODY.match(text, begin.end(), begin.end() + _LONGEST)
                position = begin.end() + len(body.group().rstrip() if body else "")
            yield begin.start(), position
    if "Private-Lines:" in text:
        for key in _PUTTY.finditer(text):
            yield key.start(), key.start() + len(key.group().rstrip())
