"""Texts as rows of numbers, one for each word."""

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np


class _Numbers(dict[str, int]):
    """A number for each text that is asked about, in the order in which they are."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return len(self) - 1


def _counted(listed: Iterable[Sequence[str]], numbers: _Numbers) -> Any:
    """How often each text is in each list, as a sparse table with a row for each list."""
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_matrix

    flat, ends = array("i"), array("q", [0])
    for own in listed:
        flat.extend(map(numbers.__getitem__, own))
        ends.append(len(flat))
    return csr_matrix(
        (np.ones(len(flat), dtype=np.float32), np.frombuffer(flat, dtype=np.int32), ends),
        shape=(len(ends) - 1, max(1, len(numbers))),
    )


def word_table(texts: Sequence[str], words: re.Pattern[str], *, most: float = 1.0) -> Any:
    """The TF-IDF of each text as a row of a sparse table, of length 1 or, without a word, empty.

    The weight of a word is (1 + ln times) (1 + ln (1 + texts) / (1 + texts with it)), as
    scikit-learn has it with `sublinear_tf`, in a third of the time. Words in more than the share
    `most` of the texts are left out. A word has no blank in it: what stands between two blanks is
    taken apart once, however many texts have it.
    """
    from scipy.sparse import csr_matrix

    chunks, columns = _Numbers(), _Numbers()
    rows = _counted([text.lower().split() for text in texts], chunks)
    table = csr_matrix(rows @ _counted(map(words.findall, list(chunks)), columns))
    if not columns:
        table = csr_matrix((len(texts), 1), dtype=np.float32)
    table.sum_duplicates()
    counts = np.bincount(table.indices, minlength=table.shape[1])
    rarity = np.log((1 + len(texts)) / (1 + counts)) + 1
    rarity[counts > most * len(texts)] = 0
    table.data = ((1 + np.log(table.data)) * rarity[table.indices]).astype(np.float32)
    table.eliminate_zeros()
    rows = np.repeat(np.arange(len(texts)), np.diff(table.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=table.data**2, minlength=len(texts)))
    table.data /= lengths[rows].astype(np.float32)
    return table
