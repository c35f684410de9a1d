"""TF-IDF vectors of texts, as scikit-learn makes them, without its long import.

A term's weight in a text is (1 + ln tf) x (ln((1 + n) / (1 + df)) + 1), where tf counts it in the
text, df the texts that have it, and n all texts; every vector is then scaled to length 1. These are
`TfidfVectorizer(sublinear_tf=True)` with `analyzer="word"` or `"char_wb"`; a test holds them equal.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

_WORD = re.compile(r"\w+|[^\w\s]")

Terms = Callable[[str], Iterator[str]]
"""What is counted in a text."""


def words(text: str) -> Iterator[str]:
    """The words and marks of a text, in lower case."""
    return iter(_WORD.findall(text.lower()))


def words_and_pairs(text: str) -> Iterator[str]:
    """The words and marks of a text, then each two that follow one another, in lower case."""
    found = _WORD.findall(text.lower())
    yield from found
    for left, right in pairwise(found):
        yield f"{left} {right}"


def runs(text: str) -> Iterator[str]:
    """Runs of 3 and 4 characters inside each word with a blank before and after it.

    A word that is shorter than a run is a run itself, once.
    """
    for word in text.lower().split():
        padded = f" {word} "
        for size in (3, 4):
            if len(padded) <= size:
                yield padded
                break
            for begins in range(len(padded) - size + 1):
                yield padded[begins : begins + size]


class Vectors:
    """Known texts as vectors of length 1 (all zeros for a text without a term), one a row."""

    def __init__(self, texts: Sequence[str], terms: Terms) -> None:
        self._terms = terms
        counted = [Counter(terms(text)) for text in texts]
        spread = Counter(term for counts in counted for term in counts)
        self._columns = {term: column for column, term in enumerate(spread)}
        self._rarity = [math.log((1 + len(texts)) / (1 + df)) + 1 for df in spread.values()]
        self.matrix = self._rows(counted)

    def of(self, texts: Sequence[str]) -> Any:
        """The vectors of other texts; terms that no known text has are passed over."""
        return self._rows([Counter(self._terms(text)) for text in texts])

    def with_all(self, vectors: Any) -> Any:
        """The cosines of vectors with those of all known texts, as an array."""
        return (vectors @ self.matrix.T).toarray()

    def _rows(self, counted: Sequence[Counter[str]]) -> Any:
        from scipy.sparse import csr_matrix  # at the first use: the server starts without it

        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for counts in counted:
            weights = [
                ((1 + math.log(count)) * self._rarity[self._columns[term]], self._columns[term])
                for term, count in counts.items()
                if term in self._columns
            ]
            length = math.sqrt(sum(weight * weight for weight, _ in weights))
            values += [weight / length for weight, _ in weights]
            columns += [column for _, column in weights]
            ends.append(len(values))
        shape = (len(counted), max(1, len(self._columns)))
        return csr_matrix((values, columns, ends), shape=shape)
