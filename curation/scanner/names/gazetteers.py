"""The word lists of names and places, as they ship: one compressed file, read once."""

import hashlib
import json
import lzma
import random
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path

from curation.scanner.names.ordinary import may_be_ordinary

FOLDER = Path(__file__).resolve().parent
LISTS = FOLDER / "gazetteers.json.xz"
MANIFEST = FOLDER / "manifest.json"
"""What shipped files were made from: seeds, sums, recipe, hyperparameters."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteers:
    """Words in lower case; towns and countries are whole names of one to four words."""

    given: frozenset[str]
    family: frozenset[str]
    places: frozenset[str]
    place_words: frozenset[str]
    countries: frozenset[str]
    ordinary: frozenset[str]

    @property
    def country_words(self) -> frozenset[str]:
        """The first words of countries."""
        return _first_words(self.countries)

    def forgetting(self, share: float, seed: int) -> "Gazetteers":
        """These lists without a share (0 to 1) of their words, the same for the same seed."""
        drawn = random.Random(seed)
        kept = {
            field.name: frozenset(
                word for word in sorted(getattr(self, field.name)) if drawn.random() >= share
            )
            for field in fields(self)
        }
        return Gazetteers(**kept)

    @lru_cache(maxsize=50_000)  # noqa: B019  there is one, for as long as the process lives
    def is_ordinary(self, word: str) -> bool:
        """True for a word of English that is more often not a name."""
        low = word.lower().replace("’", "'")
        if low in self.ordinary or (low.endswith("'s") and low[:-2] in self.ordinary):
            return True
        if low in self.given or low in self.family:
            return False
        return may_be_ordinary(low, self.ordinary)

    def may_be_name(self, word: str) -> bool:
        """True for a word that someone is called by, ordinary or not: Mark, Grace, Unity."""
        low = word.lower()
        return low in self.given or low in self.family

    def is_name(self, word: str) -> bool:
        """True for a given or family name that is not an ordinary word too."""
        return self.may_be_name(word) and word.lower() not in self.ordinary


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


@cache
def _first_words(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.split()[0] for name in names)
