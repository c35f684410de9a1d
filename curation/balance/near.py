"""Which texts are nearly the same, and which only look so: pairs by the words they share.

MinHash finds the candidates, the exact Jaccard coefficient decides. What is counted are pairs of
words that stand side by side in a sentence, so sentences in another order are the same text.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from curation.balance.contrast import is_contrast
from curation.balance.grouping import components
from curation.balance.shingles import BANDS, jaccard, min_hashes, shingles, summed, words_of

AUTOMATIC = 0.7
"""From here on two texts are taken for one without asking."""

SUGGESTED = 0.5
"""From here on a person is asked; below, texts share at most a sentence."""

MOST_IN_BUCKET = 40
"""Of more texts in one bucket each is compared with the first and with its two neighbours."""

SPARE = 3
"""An index that knows so many times as many texts as it is asked about is made afresh."""

_NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPair:
    """Two texts that share most of their words.

    `likeness` is the Jaccard coefficient, 0 to 1. A `contrast` differs in a negation or a number
    and is never to be merged, however alike the rest is.
    """

    one: str
    other: str
    likeness: float
    contrast: bool


class NearIndex:
    """Finds near pairs among texts, and compares with what it knows only those that are new to it.

    It keeps numbers made of the words and no text. Pairs are those that are alike at least `least`.
    """

    def __init__(self, least: float = AUTOMATIC) -> None:
        self._least = least
        self._clear()

    def __len__(self) -> int:
        """How many different texts it knows."""
        return len(self._set_of)

    def pairs(self, texts: Mapping[str, str]) -> list[NearPair]:
        """The pairs of these texts, given by name, that are alike enough; the likest first.

        Texts without a word are like no other. Of texts with the same words each is paired with the
        first of them only: `duplicate_groups` brings them together.
        """
        keys = {name: _key(text) for name, text in texts.items()}
        if len(self) > SPARE * len(keys):
            self._clear()
        self._learn({key: texts[name] for name, key in keys.items()})
        members: dict[int, list[str]] = {}
        for name, key in keys.items():
            if (number := self._set_of[key]) != _NONE:
                members.setdefault(number, []).append(name)
        found = [(own[0], name, 1.0) for own in members.values() for name in own[1:]]
        for left, right, likeness in self._near:
            if left in members and right in members:
                found.append((members[left][0], members[right][0], likeness))
        words = {name: words_of(texts[name]) for pair in found for name in pair[:2]}
        made = [
            NearPair(
                one=one,
                other=other,
                likeness=likeness,
                contrast=is_contrast(words[one], words[other]),
            )
            for one, other, likeness in found
        ]
        return sorted(made, key=lambda pair: (-pair.likeness, pair.one, pair.other))

    def _clear(self) -> None:
        self._set_of: dict[bytes, int] = {}  # by text, the number of its set of shingles
        self._by_sum: dict[int, int] = {0: _NONE}
        self._shingle = np.zeros(0, dtype=np.uint64)
        self._sizes = np.zeros(0, dtype=np.int64)
        self._bands = np.zeros((0, BANDS), dtype=np.uint64)
        self._near: list[tuple[int, int, float]] = []

    def _learn(self, texts: Mapping[bytes, str]) -> None:
        """Take in what is not known, and find what is near to it."""
        keys = [key for key in texts if key not in self._set_of]
        if not keys:
            return
        owner, shingle = shingles(texts[key] for key in keys)
        known = number = len(self._sizes)
        fresh = np.zeros(len(keys), dtype=bool)
        for place, total in enumerate(summed(owner, shingle, len(keys))):
            if total not in self._by_sum:
                self._by_sum[total] = number
                fresh[place] = True
                number += 1
            self._set_of[keys[place]] = self._by_sum[total]
        if number > known:
            sizes = np.bincount(owner, minlength=len(keys))[fresh]
            own = shingle[fresh[owner]]
            bands = min_hashes(own, np.cumsum(sizes) - sizes)
            self._shingle = np.concatenate([self._shingle, own])
            self._sizes = np.concatenate([self._sizes, sizes])
            self._bands = np.concatenate([self._bands, bands])
            self._compare(known)

    def _compare(self, known: int) -> None:
        """Hold the sets from the number `known` on against all."""
        left, right = _candidates(self._bands, known, twice=self._least >= AUTOMATIC)
        likeness = jaccard(self._shingle, self._sizes, left, right)
        near = likeness >= self._least
        found = (values[near].tolist() for values in (left, right, likeness))
        self._near += zip(*found, strict=True)


def near_pairs(texts: Mapping[str, str], *, least: float = AUTOMATIC) -> list[NearPair]:
    """The pairs of texts, given by name, that are alike at least so much; as `NearIndex.pairs`."""
    return NearIndex(least).pairs(texts)


def duplicate_groups(pairs: list[NearPair]) -> list[list[str]]:
    """The groups of texts that stand for one, each in the order of its names, the largest first.

    Contrasts join nothing: two texts with a contrast between them are in one group only where a
    third one is like both.
    """
    keys: dict[str, list[str]] = {}
    for number, pair in enumerate(pairs):
        if not pair.contrast:
            keys.setdefault(pair.one, []).append(str(number))
            keys.setdefault(pair.other, []).append(str(number))
    return sorted((sorted(group) for group in components(keys)), key=lambda g: (-len(g), g))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _candidates(bands: np.ndarray, known: int, *, twice: bool) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of sets that agree in a band, or in two of them; one at least is from `known` on.

    Two sets that are alike by .7 agree in two bands or more with a chance of .998; where less is
    asked for, one band is enough.
    """
    count = len(bands)
    fresh = np.arange(known, count)
    found: list[np.ndarray] = []
    for band in bands.T:
        members = np.r_[np.flatnonzero(np.isin(band[:known], band[known:])), fresh]
        found.append(_pairs_in(band[members], members, count))
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[pairs % count >= known]
    first = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]][: len(pairs)])
    times = np.diff(np.r_[first, len(pairs)])
    pairs = pairs[first[times > int(twice)]]
    return pairs // count, pairs % count


def _pairs_in(band: np.ndarray, members: np.ndarray, count: int) -> np.ndarray:
    """The pairs of one band's buckets, each as one number: the smaller times `count`, plus the
    larger.
    """
    order = np.argsort(band, kind="stable")
    band, members = band[order], members[order]
    begins = np.flatnonzero(np.r_[True, band[1:] != band[:-1]])
    size = np.diff(np.r_[begins, len(band)])
    begin = np.repeat(begins, size)
    place = np.arange(len(band))
    ends = np.repeat(begins + size, size)
    large = np.repeat(size > MOST_IN_BUCKET, size)
    found: list[np.ndarray] = []
    for step in range(1, MOST_IN_BUCKET):
        here = (place + step < ends) & (~large | (step <= 2))
        if not here.any():
            break
        found.append(_coded(members[place[here]], members[place[here] + step], count))
    rest = large & (place > begin)
    found.append(_coded(members[begin[rest]], members[place[rest]], count))
    return np.concatenate(found)


def _coded(one: np.ndarray, other: np.ndarray, count: int) -> np.ndarray:
    result: np.ndarray = np.minimum(one, other) * count + np.maximum(one, other)
    return result
