"""Which values are likely to name one person: the full name, a part of it, the mail address.

A rule of thumb for a list that a person looks through, never a decision: "Hartmann" is another
Hartmann in another ticket. So it also says how much two values have in common.
"""

import re
import unicodedata
from collections.abc import Sequence

KINDS = frozenset({"PERSON", "EMAIL_ADDRESS", "USER_NAME"})
"""The entities that name a person."""

SHORTEST = 3
"""So many letters have to agree: shorter parts of names are in too many others."""

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "von", "van", "de", "der",
     "la", "mme", "sr", "sra")
)  # fmt: skip
_APART = re.compile(r"[^a-z]+")


def name_parts(entity: str, value: str) -> list[str]:
    """The parts of a name in small plain letters, without titles; of an address, before the @."""
    said = value.partition("@")[0] if entity == "EMAIL_ADDRESS" else value
    plain = unicodedata.normalize("NFKD", said).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if not letters.isascii():
        letters = letters.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i")
    parts = [part for part in _APART.split(letters) if part and part not in _TITLES]
    # names in other scripts are not cut: they agree as a whole or not at all
    return parts or ([letters.strip()] if letters.strip() and not letters.isascii() else [])


def in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many whole parts of a name two values share when they may name one person; else 0.

    Every part of one of them is a part of the other, or its first letter; or one of them is the
    other written together, such as "jhartmann".
    """
    return max(_within(one, other), _within(other, one), _joined(one, other), _joined(other, one))


def _within(small: Sequence[str], large: Sequence[str]) -> int:
    left = list(large)
    whole = 0
    for part in sorted(small, key=len, reverse=True):
        same = next((one for one in left if one == part), None)
        short = next(
            (one for one in left if one[0] == part[0] and 1 in (len(one), len(part))), None
        )
        if same is None and short is None:
            return 0
        left.remove(same if same is not None else str(short))
        whole += same is not None and len(part) >= SHORTEST
    return whole


def _joined(single: Sequence[str], parts: Sequence[str]) -> int:
    """2 when a value of one part is two parts of the other written together."""
    if len(single) != 1 or len(parts) < 2 or len(single[0]) <= SHORTEST:
        return 0
    first, last = parts[0], parts[-1]
    if max(len(first), len(last)) < SHORTEST:
        return 0
    ways = {first + last, last + first, first[0] + last, last + first[0], first + last[0]}
    return 2 if single[0] in ways else 0
