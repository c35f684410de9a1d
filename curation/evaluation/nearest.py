"""Which training examples are nearest to a text, and which texts are far from all of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

FAR = 0.99
"""The share of training examples that are nearer to another one than a far text is."""
BLOCK = 1000
CELLS = 20_000_000
"""So many rows, and so many likenesses, are held in memory at once."""


class Nearest:
    """The texts of training examples, ready to be compared.

    Likeness is the cosine of TF-IDF weights of words (Manning, Raghavan, Schütze 2008, chapter 6),
    0 where no word is shared. Texts without a word are like nothing.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        # imported here: it takes longer to import than the app needs to start
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._size = len(texts)
        self._words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+", dtype=np.float32)
        found = any(any(letter.isalnum() for letter in text) for text in texts)
        self._table: Any = self._words.fit_transform(texts) if found else None

    def find(self, text: str, count: int = 3) -> list[tuple[int, float]]:
        """The places of the nearest texts with their likeness, the likest first; none unlike."""
        return self.find_all([text], count)[0]

    def find_all(self, texts: Sequence[str], count: int = 3) -> list[list[tuple[int, float]]]:
        """The same for many texts."""
        if self._table is None or not texts:
            return [[] for _ in texts]
        return self._find(self._words.transform(texts), count, own=False)

    def best(self, texts: Sequence[str]) -> list[float]:
        """The likeness of each text to the training example it is nearest to."""
        if self._table is None or not texts:
            return [0.0] * len(texts)
        return self._best(self._words.transform(texts), own=False)

    def far_below(self) -> float:
        """The likeness below which a text is far: so unlike all others is 1 training text in 100.

        0 below two texts.
        """
        if self._table is None or self._size < 2:
            return 0.0
        return float(np.quantile(self._best(self._table, own=True), 1 - FAR))

    def places(self, texts: Sequence[str]) -> list[int]:
        """The place of the training text that each text is nearest to; -1 where none is alike."""
        if self._table is None or not texts:
            return [-1] * len(texts)
        return [place for place, _ in self._nearest(self._words.transform(texts), own=False)]

    def others(self) -> list[int]:
        """The place of the other training text that each training text is nearest to, or -1."""
        if self._table is None:
            return [-1] * self._size
        return [place for place, _ in self._nearest(self._table, own=True)]

    def _best(self, table: Any, *, own: bool) -> list[float]:
        return [likeness for _, likeness in self._nearest(table, own=own)]

    def _nearest(self, table: Any, *, own: bool) -> list[tuple[int, float]]:
        """The nearest text to each row; with `own` the rows are the texts, less themselves."""
        return [found[0] if found else (-1, 0.0) for found in self._find(table, 1, own=own)]

    def _find(self, table: Any, count: int, *, own: bool) -> list[list[tuple[int, float]]]:
        """The nearest texts to each row; of equally near ones the first. `own` as above."""
        found: list[list[tuple[int, float]]] = []
        rows = max(1, min(BLOCK, CELLS // self._size))
        for begin in range(0, table.shape[0], rows):
            likeness = (table[begin : begin + rows] @ self._table.T).toarray()
            if own:
                here = np.arange(likeness.shape[0])
                likeness[here, here + begin] = 0
            found += _best(likeness, min(count, self._size))
        return found


def _best(likeness: Any, count: int) -> list[list[tuple[int, float]]]:
    """Of each row the places of its largest values with these, the largest first; none of 0."""
    if count == 1:
        places = likeness.argmax(axis=1)[:, None]
    else:
        places = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
    values = np.take_along_axis(likeness, places, axis=1)
    return [
        sorted(
            ((place, value) for place, value in zip(*row, strict=True) if value > 0),
            key=lambda pair: (-pair[1], pair[0]),
        )
        for row in zip(places.tolist(), values.tolist(), strict=True)
    ]
