"""Addresses of networks and of the web that are kept for documentation."""

import re

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.email import domain
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.shape import characters, fill, scrambled

_V4 = ("192.0.2.", "198.51.100.", "203.0.113.")
"""Source: RFC 5737."""

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)?(?P<host>[^/?#]*)(?P<rest>.*)", re.I | re.S)
_HEX = "0123456789abcdef"


def ip(written: str, draw: Draw, known: Known) -> str:
    """An address for documentation: RFC 5737, and 2001:db8::/32 of RFC 3849."""
    if ":" not in written or "." in written:
        return draw.pick(_V4) + str(1 + draw.below(254))
    groups = ["".join(draw.pick(_HEX) for _ in range(4)) for _ in range(3)]
    return "2001:db8:" + groups[0] + "::" + ":".join(groups[1:])


def mac(written: str, draw: Draw, known: Known) -> str:
    """A device address for documentation, 00-00-5E-00-53-00 to -FF (RFC 7042)."""
    said = characters(written)
    if len(said) != 12:
        return scrambled(written, draw)
    made = "00005e0053" + draw.pick(_HEX) + draw.pick(_HEX)
    return fill(written, made.upper() if written.isupper() else made)


def url(written: str, draw: Draw, known: Known) -> str:
    """The same scheme on a domain for examples; the path keeps its shape only."""
    match = _URL.fullmatch(written)
    if match is None:
        return scrambled(written, draw)
    www = "www." if match["host"].lower().startswith("www.") else ""
    host = www + domain(match["host"], known)
    return f"{match['scheme'] or ''}{host}{scrambled(match['rest'], draw)}"
