"""The word lists of names and places, as they ship: one compressed file, read once."""

import hashlib
import json
import lzma
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from curation.scanner.names.cues import ORDINARY_END

FOLDER = Path(__file__).resolve().parent
LISTS = FOLDER / "gazetteers.json.xz"
MANIFEST = FOLDER / "manifest.json"
"""What shipped files were made from: seeds, sums, recipe, hyperparameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteers:
    """Words in lower case; towns and countries are whole names of one to four words."""

    given: frozenset[str]
    family: frozenset[str]
    places: frozenset[str]
    place_words: frozenset[str]
    countries: frozenset[str]
    ordinary: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """True for a word of English that is more often not a name."""
        low = word.lower().replace("’", "'")
        if low in self.ordinary or (low.endswith("'s") and low[:-2] in self.ordinary):
            return True
        if low in self.given or low in self.family:
            return False
        return _stem_in(low, self.ordinary) or bool(ORDINARY_END.search(low))

    def is_name(self, word: str) -> bool:
        """True for a given or family name that is not an ordinary word too."""
        low = word.lower()
        return (low in self.given or low in self.family) and low not in self.ordinary


@cache
def gazetteers() -> Gazetteers:
    """The shipped lists. Raises ValueError when the file is not the one in the manifest."""
    packed = LISTS.read_bytes()
    if (
        hashlib.sha256(packed).hexdigest()
        != json.loads(MANIFEST.read_text())["gazetteers"]["sha256"]
    ):
        raise ValueError(f"{LISTS.name} is not the file that its manifest describes.")
    lists = json.loads(lzma.decompress(packed))
    words = {name: frozenset(entries) for name, entries in lists.items()}
    return Gazetteers(**words)


def _stem_in(word: str, words: frozenset[str]) -> bool:
    for ending in ("s", "es", "ed", "d", "ing", "er", "ly"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and word[: -len(ending)] in words:
            return True
    return False
