"""What the model sees of each word: the recipe that training and tagging share."""

import ast
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from curation.scanner.names import cues
from curation.scanner.names.gazetteers import Gazetteers
from curation.scanner.names.words import shape

_AROUND = (-2, -1, 1, 2)
"""The words on each side whose features are seen too."""
_LONGEST = 30
"""Longer words are no names; of them only the shape counts."""


def recipe_hash() -> str:
    """16 hexadecimal digits over the sources that make features from a text."""
    folder = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for name in ("features.py", "words.py", "cues.py", "ordinary.py"):
        source = (folder / name).read_text("utf-8")
        digest.update(ast.dump(ast.parse(source)).encode())  # not its layout
    return digest.hexdigest()[:16]


def features(words: Sequence[str], lists: Gazetteers) -> list[list[str]]:
    """The features of each word: its own, its neighbours', its place in the line."""
    seen = [around(word, lists) for word in words]
    found = []
    for index, place in enumerate(place_features(words)):
        row = [*place, *seen[index][0]]
        for step in _AROUND:
            other = index + step
            row += seen[other][-step] if 0 <= other < len(seen) else (f"{step}none",)
        found.append(row)
    return found


def around(word: str, lists: Gazetteers) -> dict[int, tuple[str, ...]]:
    """What a word adds to the features of the word so many places after it (0: its own)."""
    own = _own(word, lists)
    return {-step: tuple(f"{step}{feature}" for feature in own) for step in _AROUND} | {
        0: tuple(own)
    }


def _own(text: str, lists: Gazetteers) -> list[str]:
    form = shape(text)
    if text == "\n":
        return ["s=line"]
    row = ["s=" + form]
    if not text[0].isalnum():
        return row
    low = text.lower()
    if text[0].isdigit() or len(low) > _LONGEST:
        return row
    row += ["w=" + low, "p=" + low[:3], "e=" + low[-3:], "l=" + str(min(len(low), 9) // 2)]
    row += ["g=" + flag for flag in _flags(low, lists)]
    return row


def _flags(low: str, lists: Gazetteers) -> list[str]:
    flags = []
    parts = low.replace("’", "-").replace("'", "-").split("-")
    if low in lists.given or (len(parts) > 1 and parts[0] in lists.given):
        flags.append("given")
    if low in lists.family or (len(parts) > 1 and parts[-1] in lists.family):
        flags.append("family")
    for flag, found in (
        ("place", low in lists.place_words),
        ("country", low in lists.countries),
        ("title", low in cues.TITLES),
        ("greeting", low in cues.GREETINGS),
        ("signoff", low in cues.SIGN_OFFS),
        ("namelabel", low in cues.NAME_LABELS),
        ("placelabel", low in cues.PLACE_LABELS),
        ("orglabel", low in cues.ORG_LABELS),
        ("orgend", low in cues.ORG_ENDS),
        ("street", low in cues.STREETS or low.endswith(("strasse", "straße", "straat", "gatan"))),
        ("before", low in cues.BEFORE_NAME),
        ("in", low in cues.BEFORE_PLACE),
        ("after", low in cues.AFTER_NAME),
        ("particle", low in cues.PARTICLES),
        ("ordinary", lists.is_ordinary(low)),
    ):
        if found:
            flags.append(flag)
    return flags or ["unknown"]


def place_features(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """First or last in its line or sentence, and the last word of the line before."""
    place, last, before = 0, "", "none"
    for index, word in enumerate(words):
        if word == "\n":
            yield ("n",)
            before, place = last or before, 0
            last = ""
            continue
        row = [f"at={min(place, 3)}", "b=" + before]
        if index + 1 == len(words) or words[index + 1] == "\n":
            row.append("ends")
        if last in (".", "!", "?"):
            row.append("opens")
        yield tuple(row)
        place += 1
        last = word.lower()
