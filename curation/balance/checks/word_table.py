"""Texts as rows of numbers, one for each word."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np


def word_table(texts: Sequence[str], words: re.Pattern[str], *, most: float = 1.0) -> Any:
    """The TF-IDF of each text as a row of a sparse table, of length 1 or, without a word, empty.

    The weight of a word is (1 + ln times) (1 + ln (1 + texts) / (1 + texts with it)), as
    scikit-learn has it with `sublinear_tf`, in a third of the time. Words in more than the share
    `most` of the texts are left out.
    """
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_matrix

    column: dict[str, int] = {}
    flat: list[int] = []
    ends = [0]
    for text in texts:
        flat += [column.setdefault(word, len(column)) for word in words.findall(text.lower())]
        ends.append(len(flat))
    table = csr_matrix(
        (np.ones(len(flat), dtype=np.float32), np.array(flat, dtype=np.int32), ends),
        shape=(len(texts), max(1, len(column))),
    )
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
