"""Which examples of one label to keep: those that together stand for all of them."""

import heapq
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

BLOCK = 1_500
"""Texts that are compared with one another; more are dealt into several blocks."""

WORTH = 0.25
"""What full quality counts beside what an example covers: a text unlike all others covers 1."""


def cover(
    ids: Sequence[str],
    count: int,
    texts: Mapping[str, str],
    quality: Mapping[str, float],
) -> list[str]:
    """So many of the examples, the most telling first; a larger `count` only adds to a smaller.

    Facility location over TF-IDF: each next one adds most to the sum, over all texts, of the
    cosine with the likest one taken, and of WORTH times its quality (0 to 1). The greedy choice is
    within 1 - 1/e of the best one (Nemhauser, Wolsey, Fisher 1978). Ties go by the order of `ids`.
    Of more than BLOCK texts, which are dealt out in their order, each block gives its share.
    """
    if count >= len(ids):
        return list(ids)
    table = _table([texts.get(example_id, "") for example_id in ids])
    blocks = -(-len(ids) // BLOCK)
    ranked: list[tuple[float, int]] = []
    for block in range(blocks):
        own = np.arange(block, len(ids), blocks)
        worth = np.array([WORTH * quality.get(ids[place], 0.0) for place in own.tolist()])
        wanted = min(len(own), -(-count // blocks) + 1)
        for rank, place in enumerate(_greedy(table[own], worth, wanted)):
            ranked.append(((rank + 1) / len(own), int(own[place])))
    return [ids[place] for _, place in sorted(ranked)[:count]]


def _table(texts: Sequence[str]) -> Any:
    """TF-IDF of words as a sparse table of rows of length 1; texts without a word have none."""
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(any(letter.isalnum() for letter in text) for text in texts):
        return csr_matrix((len(texts), 1), dtype=np.float32)
    vectoriser = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+", dtype=np.float32)
    return vectoriser.fit_transform(texts)


def _greedy(table: Any, worth: np.ndarray, count: int) -> list[int]:
    """The first so many rows by what each adds; lazily, for what a row adds only shrinks."""
    likeness = np.asarray((table @ table.T).todense(), dtype=np.float32)
    covered = np.zeros(len(worth), dtype=np.float32)
    gains = likeness.sum(axis=1, dtype=np.float64) + worth
    heap = [(-float(gain), place, 0) for place, gain in enumerate(gains.round(6))]
    heapq.heapify(heap)
    taken: list[int] = []
    while len(taken) < count:
        _, place, seen = heapq.heappop(heap)
        if seen == len(taken):
            taken.append(place)
            np.maximum(covered, likeness[place], out=covered)
            continue
        more = np.maximum(likeness[place] - covered, 0).sum(dtype=np.float64) + worth[place]
        heapq.heappush(heap, (-round(float(more), 6), place, len(taken)))
    return taken
