"""Which training examples are nearest to a text, and which texts are far from all of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

FAR = 0.99
"""The share of training examples that are nearer to another one than a far text is."""
BLOCK = 1000


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
        if self._table is None:
            return []
        likeness = (self._table @ self._words.transform([text]).T).toarray()[:, 0]
        order = np.argsort(-likeness, kind="stable")[:count]
        return [(int(place), float(likeness[place])) for place in order if likeness[place] > 0]

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
        found: list[tuple[int, float]] = []
        for begin in range(0, table.shape[0], BLOCK):
            likeness = (table[begin : begin + BLOCK] @ self._table.T).toarray()
            if own:
                rows = np.arange(likeness.shape[0])
                likeness[rows, rows + begin] = 0
            best = likeness.max(axis=1)
            places = np.where(best > 0, likeness.argmax(axis=1), -1)
            found += zip(places.tolist(), best.tolist(), strict=True)
        return found
