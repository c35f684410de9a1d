"""E-mail addresses: built from the surrogate of the name in them, on a domain kept for examples."""

import re

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.person import any_name
from curation.privacy.surrogates.shape import scrambled
from curation.privacy.surrogates.words import words

DOMAINS = ("example.com", "example.org", "example.net")
"""Domains that nobody can own. Source: RFC 2606, section 3."""

_PLAIN = 3
_HOSTS = ("mail.", "desk.", "post.", "home.", "office.", "team.", "box.")
_ROLES = frozenset(
    words(
        """
        support info sales billing help contact contacts noreply reply no admin office service
        services accounts account accounting team hello mail post orders order returns invoices
        invoice customer customers care it hr finance press jobs webmaster postmaster abuse
        """
    )
)
"""Local parts that name an office and no person."""

_LETTERS = "abdefhklmnprst"
_WORD = re.compile(r"[^\W\d_]+|\d+")


def email(written: str, draw: Draw, known: Known) -> str:
    """`lena.berg@example.org` where "Lena Berg" stands for the name that the address held."""
    local, at, host = written.rpartition("@")
    if not at:
        return scrambled(written, draw)
    return f"{_local(local, draw, known)}@{domain(host, known)}".lower()


def user_name(written: str, draw: Draw, known: Known) -> str:
    """A user name made as the part of an e-mail address before its sign is."""
    if "@" in written.strip("@"):
        return email(written, draw, known)
    return _local(written, draw, known).lower()


def domain(host: str, known: Known) -> str:
    """A domain for examples, for the same one always the same; with a host before it if need be."""
    draw = Draw(known.seed, "domain", host.lower().removeprefix("www."))
    name = draw.pick(DOMAINS)
    return name if known.attempt < _PLAIN else _HOSTS[known.attempt % len(_HOSTS)] + name


def _local(local: str, draw: Draw, known: Known) -> str:
    made: list[str] = []
    position = 0
    words = list(_WORD.finditer(local))
    for place, match in enumerate(words):
        first = place == 0 and len(words) > 1
        made += [local[position : match.start()], _word(match.group(), draw, known, given=first)]
        position = match.end()
    return "".join([*made, local[position:]])


def _word(word: str, draw: Draw, known: Known, *, given: bool) -> str:
    small = word.lower()
    if word.isdecimal():
        return scrambled(word, draw)
    if small in _ROLES:
        return small
    if small in known.words:
        return known.words[small]
    if len(word) == 1:
        return _start(small, known) or draw.pick(_LETTERS.replace(small, ""))
    return _joined(small, known) or any_name(draw, known, given=given)


def _joined(word: str, known: Known) -> str | None:
    """The surrogates of parts written together: "jhartmann", "juliah", "juliahartmann"."""
    for last, new_last in known.words.items():
        if len(last) < 3:
            continue
        rest = word.removesuffix(last)
        if rest == word:
            rest = word.removeprefix(last)
            if rest == word or len(rest) > 1:
                continue
            return new_last + (_start(rest, known) or _other(rest))
        if rest in known.words:
            return known.words[rest] + new_last
        if len(rest) == 1:
            return (_start(rest, known) or _other(rest)) + new_last
    return None


def _start(letter: str, known: Known) -> str:
    """The first letter of the surrogate of a name that begins so; empty when there is none."""
    return next((new[0] for old, new in known.words.items() if old.startswith(letter)), "")


def _other(letter: str) -> str:
    """A letter in place of an initial of nobody that is known; empty for no letter."""
    return _LETTERS[(ord(letter) + 5) % len(_LETTERS)] if letter else ""
