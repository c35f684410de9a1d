"""A finding: a personal value at one place of one example, known by a keyed hash only."""

import hashlib
import hmac
import html
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from curation.privacy.entity import describe

BY_HAND = "by hand"
"""The recogniser of a finding that a person added."""


class Action(StrEnum):
    """What is done with a value: in one example, in a task, or (not personal) everywhere."""

    MASK = "mask"
    KEEP = "keep"
    NOT_PII = "not_pii"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place of one value.

    `path` is as in `example.texts`, or `review.<reviewer>.<question>` or `verdict.<question>` for
    an edit. `begins` and `ends` count code points. `value_key` stands for the value.
    """

    example_id: str
    path: str
    begins: int
    ends: int
    entity: str
    score: float
    recognizer: str
    value_key: str


def value_key(secret: bytes, entity: str, value: str) -> str:
    """32 hexadecimal digits that are equal for all ways to write a value, and tell nothing of it.

    An HMAC-SHA256 of the entity and the value's normal form: without the secret, guessing values
    and comparing does not work.
    """
    message = f"{entity}\0{normal_form(entity, value)}".encode("utf-8", "surrogatepass")
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:32]


def normal_form(entity: str, value: str) -> str:
    """A value without case, blanks and, unless it counts for the entity, punctuation.

    HTML entities are read. A value of nothing but punctuation stands for itself.
    """
    value = html.unescape(value) if "&" in value else value
    punctuation_counts = describe(entity).punctuation_counts
    normal = "".join(normal_character(character, punctuation_counts) for character in value)
    return normal or value


@lru_cache(maxsize=4096)  # texts have few different characters
def normal_character(character: str, punctuation_counts: bool) -> str:
    """What one character adds to a normal form: nothing, itself, or its plain letters."""
    if character.isascii():  # the short way for nearly all characters
        kept = character.isalnum() or (punctuation_counts and not character.isspace())
        return character.lower() if kept else ""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        part
        for part in plain
        if part.isalnum() or (punctuation_counts and not part.isspace() and part.isprintable())
    )
