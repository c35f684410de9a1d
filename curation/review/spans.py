"""Marks: stretches of an example's messages, each with a label, as they are stored and compared."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from curation.example import canonical_json

NOTHING = "[]"
"""The answer that nothing is to be marked."""

MOST_MARKS = 500
"""More in one example are a mistake, and no screen shows them."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """One stretch: `message` counts from 0, `begins` and `ends` are code points of its text.

    `text` are the marked words as they were shown. They make an answer readable by itself, and say
    where the stretch is when what stands for a personal value before it has another length now.
    """

    message: int
    begins: int
    ends: int
    label: str
    text: str = ""


def read_marks(text: str) -> tuple[Mark, ...] | None:
    """The marks in a stored answer, in the order of the text; None when it is no list of marks."""
    try:
        entries = json.loads(text)
        if not isinstance(entries, list) or len(entries) > MOST_MARKS:
            return None
        return tuple(sorted({_mark(entry) for entry in entries}))
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None


def write_marks(marks: Iterable[Mark]) -> str:
    """Marks as they are stored: canonical JSON, in the order of the text."""
    return canonical_json(
        [
            {
                "message": mark.message,
                "begins": mark.begins,
                "ends": mark.ends,
                "label": mark.label,
                "text": mark.text,
            }
            for mark in sorted(set(marks))
        ]
    )


def place_marks(marks: Iterable[Mark], texts: Sequence[str]) -> tuple[Mark, ...]:
    """The marks with the words that they mark in these messages, each where its words stand now.

    Left out is what lies outside of its message, what marks nothing but white space, and what marks
    words that are not there any more.
    """
    placed = (_placed(mark, texts) for mark in marks)
    return tuple(sorted({mark for mark in placed if mark is not None}))


def where_marked(answer: str, label: str | None = None) -> str:
    """What decides whether two answers are the same: the places and labels, or those of a label."""
    marks = read_marks(answer) or ()
    return canonical_json(
        sorted([m.message, m.begins, m.ends, m.label] for m in marks if label in (None, m.label))
    )


def quoted_marks(answer: str) -> str:
    """The answer as it is learned: labels and words in the order of the text, without places."""
    marks = read_marks(answer) or ()
    quotes = [{"label": mark.label, "text": mark.text} for mark in marks]
    return json.dumps(quotes, ensure_ascii=False)


def _mark(entry: dict[str, object]) -> Mark:
    numbers = [entry[name] for name in ("message", "begins", "ends")]
    label, text = entry["label"], entry.get("text", "")
    if not isinstance(label, str) or not isinstance(text, str):
        raise TypeError("A label and marked words are texts.")
    if any(type(number) is not int or number < 0 for number in numbers):
        raise TypeError("Places are whole numbers from 0.")
    message, begins, ends = (int(str(number)) for number in numbers)
    return Mark(message=message, begins=begins, ends=ends, label=label, text=text)


def _placed(mark: Mark, texts: Sequence[str]) -> Mark | None:
    if mark.message >= len(texts):
        return None
    text = texts[mark.message]
    begins = mark.begins
    if mark.text and text[begins : mark.ends] != mark.text:
        begins = _nearest(text, mark.text, begins)
    ends = begins + (mark.ends - mark.begins if not mark.text else len(mark.text))
    words = text[begins:ends] if 0 <= begins < ends <= len(text) else ""
    return replace(mark, begins=begins, ends=ends, text=words) if words.strip() else None


def _nearest(text: str, words: str, begins: int) -> int:
    """Where words stand in a text, as near as can be to a place; -1 when they do not."""
    before = text.rfind(words, 0, begins + len(words))
    after = text.find(words, begins)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - begins), default=-1)
