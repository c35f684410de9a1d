"""What texts are compared by: the pairs of words that stand side by side in a sentence.

Each pair is a number, each text a set of them; MinHash (Broder 1997) tells which sets may be alike
and the Jaccard coefficient how much they are.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

import numpy as np

BANDS, ROWS = 32, 4
"""128 smallest numbers of a text, in bands (Leskovec, Rajaraman, Ullman, chapter 3)."""

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?\n]")
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,:/-][0-9]+)*|[.!?\n]")
"""The same for small ASCII letters, in half the time."""
_ENDS = ".!?\n"
_OWNER_BITS = 20
_PAIR_BITS = 15
_AT_ONCE = 2**_PAIR_BITS
_MIX = np.uint64(0x9E3779B97F4A7C15)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in small letters, and the ends of its sentences."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return _TOKEN.findall(plain)


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of the words that stand between two blanks, 0 for the end of a sentence.

    The same word has the same one in every set of texts: what is alike here is alike there. However
    many texts have it, it is taken apart once.
    """

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        self[chunk] = tuple(map(_number, words_of(chunk)))
        return self[chunk]


def _number(word: str) -> int:
    if word in _ENDS:
        return 0
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") or 1


def shingles(texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """The different pairs of neighbouring words of all texts: whose, and a number for the pair.

    They stand in the order of the texts and of the numbers. A sentence of one word counts as that
    word alone.
    """
    known = _Numbers()
    flat: list[int] = []
    ends = [0]
    for text in texts:
        flat.extend(chain.from_iterable(map(known.__getitem__, text.split(" "))))
        flat.append(0)
        ends.append(len(flat))
    tokens = np.array([0, *flat, 0], dtype=np.uint64)
    whose = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
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


def summed(owner: np.ndarray, shingle: np.ndarray, texts: int) -> list[int]:
    """A number for each text that is the same for the same set of shingles; 0 for an empty one."""
    sums = np.zeros(texts, dtype=np.uint64)
    np.add.at(sums, owner, _mixed(shingle))
    result: list[int] = sums.tolist()
    return result


def min_hashes(shingle: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """For each set, beginning at `starts`, a number for each band; of shape (sets, BANDS).

    Two sets agree in one band with a chance of their likeness to the power of ROWS.
    """
    random = np.random.default_rng(20261120)
    found = np.zeros((BANDS, len(starts)), dtype=np.uint64)
    spread = np.empty_like(shingle)  # one for all rounds: fresh memory costs more than the sums
    for band in range(BANDS):
        for multiplier, shift in random.integers(1, 2**63, size=(ROWS, 2), dtype=np.uint64):
            # the upper half of a product with an odd number is as good as a random order
            np.bitwise_xor(shingle, shift, out=spread)
            np.multiply(spread, multiplier | np.uint64(1), out=spread)
            found[band] = _mixed(found[band] ^ np.minimum.reduceat(spread, starts))
    return found.T


def jaccard(
    shingle: np.ndarray, sizes: np.ndarray, left: np.ndarray, right: np.ndarray
) -> np.ndarray:
    """The share of all shingles of two sets that both have, for each pair `left`, `right`.

    The sets stand in `shingle` one after the other, with these sizes, none empty. The upper 49 bits
    of the numbers stand for them.
    """
    starts = np.cumsum(sizes) - sizes
    result = np.zeros(len(left))
    for begin in range(0, len(left), _AT_ONCE):
        one, other = left[begin : begin + _AT_ONCE], right[begin : begin + _AT_ONCE]
        pair = np.tile(np.arange(len(one)), 2)
        member = np.concatenate([one, other])
        count = sizes[member]
        place = np.repeat(starts[member] - np.cumsum(count) + count, count)
        place += np.arange(len(place))
        whose = np.repeat(pair, count).astype(np.uint64) << np.uint64(64 - _PAIR_BITS)
        keys = np.sort(whose | (shingle[place] >> np.uint64(_PAIR_BITS)))
        twice = keys[1:][keys[1:] == keys[:-1]] >> np.uint64(64 - _PAIR_BITS)
        both = np.bincount(twice.astype(np.int64), minlength=len(one))
        result[begin : begin + _AT_ONCE] = both / (sizes[one] + sizes[other] - both)
    return result
