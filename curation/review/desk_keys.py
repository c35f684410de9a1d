"""The keys of the review desk that a person changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from curation.review.submission import is_id

MOST_KEYS = 40
"""More than the desk has actions."""

_ACTION = re.compile(r"[a-z]{1,20}")
_KEY = re.compile(r"[^\W\d_A-Z]|[-+.,;#*=/]|F[1-9]|F1[0-2]|Backspace|Delete|Insert|Home|End")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenKeys:
    """Every key that a person changed, by its action; `id` is the request id."""

    id: str
    keys: Mapping[str, str]


def read_chosen_keys(value: object) -> ChosenKeys | None:
    """The keys in a value from the browser; None where it is no such thing.

    A key is a small letter, a sign or the name of a key. Digits and Enter are not among them: the
    questions have those. No two actions may have the same.
    """
    if not isinstance(value, Mapping) or not is_id(value.get("id")):
        return None
    keys = value.get("keys")
    if not isinstance(keys, Mapping) or len(keys) > MOST_KEYS:
        return None
    chosen = {action: key for action, key in keys.items() if _fits(action, key)}
    if len(chosen) < len(keys) or len(set(chosen.values())) < len(chosen):
        return None
    return ChosenKeys(id=str(value["id"]), keys=chosen)


def _fits(action: object, key: object) -> bool:
    return (
        isinstance(action, str)
        and isinstance(key, str)
        and _ACTION.fullmatch(action) is not None
        and _KEY.fullmatch(key) is not None
    )
