"""Which of two answers is the better one: as it is stored, and in which order it was asked."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from curation.example import Json, Message, canonical_json


class Choice(StrEnum):
    """What an expert prefers: the answer an example came with, the worse one it came with, or none.

    It is never said in the letters of the screen: those stand for another answer for each person.
    """

    FIRST = "first"
    SECOND = "second"
    TIE = "tie"
    BOTH_BAD = "both_bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A choice with its reasons. `swapped` is true when the second answer was shown as A.

    It is None when nobody knows, as for choices from elsewhere.
    """

    choice: Choice
    reasons: tuple[str, ...] = ()
    swapped: bool | None = None

    @property
    def chose_a(self) -> bool | None:
        """True when the answer that was shown as A won; None for neither, or an unknown order."""
        if self.swapped is None or self.choice not in (Choice.FIRST, Choice.SECOND):
            return None
        return (self.choice is Choice.FIRST) != self.swapped


def read_preference(text: str) -> Preference | None:
    """The preference in a stored answer, or in the bare word of a choice; None when it is none."""
    if text in set(Choice):
        return Preference(choice=Choice(text))
    try:
        value = json.loads(text)
        reasons, swapped = value.get("reasons", []), value.get("swapped")
        known = isinstance(reasons, list) and all(isinstance(reason, str) for reason in reasons)
        if not known or not isinstance(swapped, bool | None):
            return None
        return Preference(choice=Choice(value["choice"]), reasons=tuple(reasons), swapped=swapped)
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None


def write_preference(preference: Preference) -> str:
    """A preference as it is stored: canonical JSON."""
    written: Json = {"choice": str(preference.choice), "reasons": list(preference.reasons)}
    if preference.swapped is not None:
        written["swapped"] = preference.swapped
    return canonical_json(written)


def chosen(text: str) -> str:
    """The choice in a stored answer, without what does not decide; "" when there is none."""
    preference = read_preference(text)
    return str(preference.choice) if preference else ""


def better_and_worse(text: str, first: Message, second: Message) -> tuple[Message, Message] | None:
    """The two answers, the better one first; None where neither was preferred."""
    match chosen(text):
        case Choice.FIRST:
            return first, second
        case Choice.SECOND:
            return second, first
        case _:
            return None


def is_swapped(example_id: str, reviewer: str) -> bool:
    """Whether a person is shown the second answer of an example as A.

    As good as thrown by a coin for each person and example, and the same at every reload.
    """
    return hashlib.sha256(f"order\0{example_id}\0{reviewer}".encode()).digest()[0] % 2 == 1
