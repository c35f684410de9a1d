"""Which texts are nearly the same, and which only look so: pairs by the words they share.

MinHash finds the candidates (Broder 1997), 128 numbers in 32 bands of 4 (Leskovec, Rajaraman,
Ullman, chapter 3), and the exact Jaccard coefficient decides. What is counted are pairs of words
that stand side by side in a sentence, so sentences in another order are the same text.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from curation.balance.contrast import is_contrast
from curation.balance.grouping import components

AUTOMATIC = 0.7
"""From here on two texts are taken for one without asking."""

SUGGESTED = 0.5
"""From here on a person is asked; below, texts share at most a sentence."""

BANDS, ROWS = 32, 4
MOST_IN_BUCKET = 40
"""Of more texts in one bucket each is compared with the first and with its two neighbours."""

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?\n]")
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,:/-][0-9]+)*|[.!?\n]")
"""The same for small ASCII letters, in half the time."""
_ENDS = ".!?\n"
_OWNER_BITS = 20
_MIX = np.uint64(0x9E3779B97F4A7C15)


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


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in small letters, and the ends of its sentences."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return _TOKEN.findall(plain)


def near_pairs(texts: Mapping[str, str], *, least: float = AUTOMATIC) -> list[NearPair]:
    """The pairs of texts, given by name, that are alike at least so much; the likest first.

    Texts without a word are like no other. Of texts with the same words each is paired with the
    first of them only: `duplicate_groups` brings them together.
    """
    names = list(texts)
    words = [words_of(texts[name]) for name in names]
    owner, shingle = _shingles(words)
    if not len(owner):
        return []
    first, alone = _same(owner, shingle, len(names))
    pairs = [(int(first[index]), index, 1.0) for index in np.flatnonzero(first >= 0)]
    left, right = _candidates(owner[alone[owner]], shingle[alone[owner]], len(names), least)
    likeness = _jaccard(owner, shingle, left, right, len(names))
    near = likeness >= least
    pairs += zip(left[near].tolist(), right[near].tolist(), likeness[near].tolist(), strict=True)
    found = [
        NearPair(
            one=names[one],
            other=names[other],
            likeness=float(value),
            contrast=is_contrast(words[one], words[other]),
        )
        for one, other, value in pairs
    ]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.one, pair.other))


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


class _Numbers(dict[str, int]):
    """A number for each word, the same in every set of texts: what is alike here is alike there."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = int.from_bytes(digest, "big") or 1
        return self[word]


def _shingles(words: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """The different pairs of neighbouring words of all texts: whose, and a number for the pair.

    A sentence of one word counts as that word alone.
    """
    known = _Numbers(dict.fromkeys(_ENDS, 0))
    flat: list[int] = []
    for own in words:
        flat += map(known.__getitem__, own)
        flat.append(0)
    tokens = np.array([0, *flat, 0], dtype=np.uint64)
    sizes = [len(own) + 1 for own in words]
    whose = np.repeat(np.arange(len(words)), sizes)
    before, word, after = tokens[:-2], tokens[1:-1], tokens[2:]
    taken = (word > 0) & ((after > 0) | (before == 0))
    owner = whose[taken]
    mixed = _mixed(_mixed(word[taken]) + after[taken])
    order = _by_owner(owner, mixed)
    owner, mixed = owner[order], mixed[order]
    fresh = np.ones(len(owner), dtype=bool)
    fresh[1:] = (owner[1:] != owner[:-1]) | (mixed[1:] != mixed[:-1])
    return owner[fresh], mixed[fresh]


def _by_owner(owner: np.ndarray, mixed: np.ndarray) -> np.ndarray:
    """The order by owner, then by number; one key of both sorts faster than two."""
    if len(owner) and int(owner[-1]) >= 2**_OWNER_BITS:
        return np.lexsort((mixed, owner))
    bits = np.uint64(64 - _OWNER_BITS)
    key = (owner.astype(np.uint64) << bits) | (mixed >> np.uint64(_OWNER_BITS))
    return np.argsort(key)


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Numbers spread over 64 bits (the finish of splitmix64)."""
    spread = numbers + _MIX
    spread = (spread ^ (spread >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    spread = (spread ^ (spread >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: np.ndarray = spread ^ (spread >> np.uint64(31))
    return result


def _same(owner: np.ndarray, shingle: np.ndarray, texts: int) -> tuple[np.ndarray, np.ndarray]:
    """For each text the first one with the same shingles, -1 if none; and which stand for others.

    Sums of the mixed numbers are the same for the same sets.
    """
    sums = np.zeros(texts, dtype=np.uint64)
    np.add.at(sums, owner, _mixed(shingle))
    first = np.full(texts, -1)
    alone = np.zeros(texts, dtype=bool)
    seen: dict[int, int] = {}
    for index in np.unique(owner).tolist():
        at = seen.setdefault(int(sums[index]), index)
        alone[index] = at == index
        if at != index:
            first[index] = at
    return first, alone


def _candidates(
    owner: np.ndarray, shingle: np.ndarray, texts: int, least: float
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of texts that agree in all numbers of enough bands.

    Two texts that are alike by .7 agree in two bands or more with a chance of .998; where less is
    asked for, one band is enough.
    """
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    members = owner[starts]
    random = np.random.default_rng(20261120)
    found: list[np.ndarray] = []
    spread = np.empty_like(shingle)  # one for all rounds: fresh memory costs more than the sums
    for _ in range(BANDS):
        band = np.zeros(len(members), dtype=np.uint64)
        for multiplier, shift in random.integers(1, 2**63, size=(ROWS, 2), dtype=np.uint64):
            # the upper half of a product with an odd number is as good as a random order
            np.bitwise_xor(shingle, shift, out=spread)
            np.multiply(spread, multiplier | np.uint64(1), out=spread)
            smallest = np.minimum.reduceat(spread, starts)
            band = _mixed(band ^ smallest)
        found.append(_pairs_in(band, members, texts))
    pairs = np.sort(np.concatenate(found))
    again = 1 if least >= AUTOMATIC else 0
    fresh = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]][: len(pairs)])
    pairs = pairs[fresh[np.diff(np.r_[fresh, len(pairs)]) > again]]
    return pairs // texts, pairs % texts


def _pairs_in(band: np.ndarray, members: np.ndarray, texts: int) -> np.ndarray:
    """The pairs of one band's buckets, each as one number."""
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
        found.append(_coded(members[place[here]], members[place[here] + step], texts))
    rest = large & (place > begin)
    found.append(_coded(members[begin[rest]], members[place[rest]], texts))
    return np.concatenate(found)


def _coded(one: np.ndarray, other: np.ndarray, texts: int) -> np.ndarray:
    result: np.ndarray = np.minimum(one, other) * texts + np.maximum(one, other)
    return result


def _jaccard(
    owner: np.ndarray, shingle: np.ndarray, left: np.ndarray, right: np.ndarray, texts: int
) -> np.ndarray:
    """The share of all shingles of two texts that both have.

    The upper 31 bits of their numbers stand for them, so about one pair in a million is a little
    off. Two numbers of one text that are the same by then must be one column, or the product of
    two rows takes memory for every column there could be.
    """
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_matrix

    table = csr_matrix(
        (
            np.ones(len(owner), dtype=np.int8),
            (shingle >> np.uint64(33)).astype(np.int32),
            np.r_[0, np.cumsum(np.bincount(owner, minlength=texts))],
        ),
        shape=(texts, 2**31 - 1),
    )
    table.sum_duplicates()
    table.data[:] = 1
    sizes = np.diff(table.indptr)
    result = np.zeros(len(left))
    for begin in range(0, len(left), 20_000):
        part = slice(begin, begin + 20_000)
        both = np.asarray(
            table[left[part]].multiply(table[right[part]]).sum(axis=1, dtype=np.int64)
        ).ravel()
        result[part] = both / (sizes[left[part]] + sizes[right[part]] - both)
    return result
