"""What must hold of a text after replacing: looked at once more, apart from how it was made."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from curation.privacy.finding import normal_form
from curation.privacy.json_text import is_json
from curation.privacy.matching import Pattern, Text
from curation.privacy.replacing import Masking
from curation.privacy.span import Span

LEAST_SHARE = 0.5
"""A finding is about a surrogate when at least this share of its letters and digits is in one."""

SHORTEST = 2
"""A value of fewer letters and digits is in every text by chance."""


def same_structure(before: str, after: str) -> bool:
    """True when replacing changed nothing in a text but the values of its JSON.

    Lists keep their length, objects their keys, and every value its type. True for what was no
    JSON before.
    """
    if not is_json(before):
        return True
    try:
        return _alike(json.loads(before), json.loads(after))
    except ValueError:
        return False


def stays_grounded(
    prompt: Sequence[str], answer: str, new_prompt: Sequence[str], new_answer: str
) -> bool:
    """True when every value of a JSON answer that stood in the prompt stands in the new one.

    Values are compared without case, blanks and punctuation, at word borders, each with the one at
    its own place, in whatever order the fields are written. True for an answer that is no JSON.
    """
    if not is_json(answer) or not is_json(new_answer):
        return True
    texts = [Text(text) for text in prompt]
    new_texts = [Text(text) for text in new_prompt]
    pairs = _pairs(json.loads(answer), json.loads(new_answer))
    return all(stands_in(new, new_texts) for old, new in pairs if stands_in(old, texts))


def stands_in(value: str, texts: Sequence[Text]) -> bool:
    """True when a value stands in one of the texts, however it is written there.

    A value without letters and digits (a mask) must stand there as it is.
    """
    normal = normal_form("", value)
    if normal and not any(character.isalnum() for character in normal):
        return any(value.strip() in text.text for text in texts)
    if len(normal) < SHORTEST:
        return False
    pattern = Pattern(normal=normal, punctuation_counts=False)
    return any(text.holds(pattern) and any(True for _ in text.find(pattern)) for text in texts)


def found_again(
    text: str, spans: Sequence[Span], masking: Masking, is_kept: Callable[[Span], bool]
) -> list[Span]:
    """The findings in a replaced text that are neither about a surrogate nor to be kept."""
    stand_ins = masking.replaced(text)
    return [
        span for span in spans if not is_kept(span) and _share(text, span, stand_ins) < LEAST_SHARE
    ]


def _share(text: str, span: Span, places: Sequence[tuple[int, int]]) -> float:
    """The share of a finding's letters and digits that lies in these places."""
    counted = [i for i in range(span.begins, span.ends) if text[i].isalnum()]
    if not counted:
        return 1.0
    return sum(any(begins <= i < ends for begins, ends in places) for i in counted) / len(counted)


def _alike(before: object, after: object) -> bool:
    if type(before) is not type(after):
        return False
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(_alike(before[k], after[k]) for k in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_alike, before, after))
    return True


def _pairs(before: object, after: object) -> Iterator[tuple[str, str]]:
    """Every text and number of a JSON value, and what stands at its place in the other.

    Fields are matched by name; by their order where a name was replaced as well. What the other
    lacks is an empty text.
    """
    if isinstance(before, dict):
        others = after if isinstance(after, dict) else {}
        if before.keys() != others.keys():
            others = dict(zip(before, others.values(), strict=False))
        for key, own in before.items():
            yield from _pairs(own, others.get(key))
    elif isinstance(before, list):
        items = after if isinstance(after, list) else []
        for own, other in zip_longest(before, items[: len(before)]):
            yield from _pairs(own, other)
    elif isinstance(before, str | int | float) and not isinstance(before, bool):
        yield str(before), str(after) if isinstance(after, str | int | float) else ""
