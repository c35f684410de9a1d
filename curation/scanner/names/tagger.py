"""The trained model at work: names, places and companies in a text.

A linear-chain conditional random field. Every feature of a word is a row of weights, one for each
label; what a word adds to the words around it is summed once and kept.
"""

import hashlib
import json
import lzma
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from typing import Any

import numpy as np

from curation.scanner.names.features import around, place_features
from curation.scanner.names.gazetteers import FOLDER, MANIFEST, gazetteers
from curation.scanner.names.viterbi import Viterbi
from curation.scanner.names.words import split_words

MODEL = FOLDER / "names.json.xz"

Tagged = tuple[str, int, int]
"""PERSON, LOCATION or ORGANIZATION, and where it begins and ends."""

BEAM = 8.0
"""A label whose own weight is so far behind the best is not followed: a word that looks like a name
by itself is not argued away by the words around it, so more is found, in less time."""

_MOST_KEPT = 20_000
_AROUND = (-2, -1, 0, 1, 2)
_EDGE = 0
"""The row of what stands before the first word of a text and behind its last one."""
_MANY = 8
"""From so many texts on it is faster to follow them side by side."""
_SIDE_BY_SIDE = 16_000
"""Words at most that are weighed together, with the gaps below shorter texts."""


class _Kept:
    """The weights of what was seen, each summed once: a row for each, behind the `edge`'s."""

    def __init__(self, edge: Any) -> None:
        self.rows = np.zeros((_MOST_KEPT, *np.shape(edge)))
        self.rows[_EDGE] = edge
        self._numbers: dict[Hashable, int] = {}

    def numbers(self, seen: Sequence[Hashable], make: Callable[[Any], Any]) -> list[int]:
        """The row of each thing seen; `make` is asked for those that are not kept yet."""
        known = self._numbers
        fresh = [key for key in dict.fromkeys(seen) if key not in known]
        if len(known) + len(fresh) >= _MOST_KEPT:
            known.clear()
            fresh = list(dict.fromkeys(seen))
        for key in fresh:
            known[key] = len(known) + 1
            self.rows[known[key]] = make(key)
        return [known[key] for key in seen]


class Tagger:
    """Labels words; build one per process."""

    def __init__(self) -> None:
        packed = MODEL.read_bytes()
        told = json.loads(MANIFEST.read_text())["model"]["sha256"]
        if hashlib.sha256(packed).hexdigest() != told:
            raise ValueError(f"{MODEL.name} is not the file that its manifest describes.")
        model = json.loads(lzma.decompress(packed))
        self.labels: list[str] = model["labels"]
        self._viterbi = Viterbi(np.array(model["steps"]), BEAM)
        self._weights = {name: np.array(row) for name, row in model["weights"].items()}
        self._lists = gazetteers()
        self._words = _Kept([self._sum((f"{-step}none",)) for step in _AROUND])
        self._places = _Kept(self._sum(()))

    def label(self, texts: Sequence[Sequence[str]]) -> list[list[str]]:
        """The likeliest label of each word of each text; at most 8,000 words a text."""
        order = [number for number, text in enumerate(texts) if text]
        order.sort(key=lambda number: -len(texts[number]))
        labels: list[list[str]] = [[] for _ in texts]
        while order:
            count = max(1, _SIDE_BY_SIDE // len(texts[order[0]]))
            together, order = order[:count], order[count:]
            weights = self._own_weights([texts[number] for number in together])
            lengths = [len(texts[number]) for number in together]
            if len(together) < _MANY:
                ways = [
                    self._viterbi.way(weights[:length, column])
                    for column, length in enumerate(lengths)
                ]
            else:
                ways = self._viterbi.ways(weights, lengths).T.tolist()
            for number, way in zip(together, ways, strict=True):
                labels[number] = [self.labels[label] for label in way[: len(texts[number])]]
        return labels

    def _own_weights(self, texts: Sequence[Sequence[str]]) -> Any:
        """Word by text by label: what a word, its neighbours and its place weigh."""
        longest, gap = len(texts[0]), max(map(abs, _AROUND))
        places = np.zeros((longest, len(texts)), dtype=np.intp)
        words = np.full((longest + 2 * gap, len(texts)), _EDGE, dtype=np.intp)
        known = iter(self._words.numbers([word for text in texts for word in text], self._around))
        seen = [place for text in texts for place in place_features(text)]
        told = iter(self._places.numbers(seen, self._sum))
        for column, text in enumerate(texts):
            words[gap : gap + len(text), column] = list(islice(known, len(text)))
            places[: len(text), column] = list(islice(told, len(text)))
        sums = self._places.rows[places]
        rows = self._words.rows
        for step in (0, -2, -1, 1, 2):
            sums += rows[words[gap + step : gap + step + longest], gap - step]
        return sums

    def _around(self, word: str) -> Any:
        """What a word adds two words before it, one, at itself, one after it and two."""
        told = around(word, self._lists)
        return [self._sum(told[step]) for step in _AROUND]

    def _sum(self, features: Sequence[str]) -> Any:
        rows = [self._weights[feature] for feature in features if feature in self._weights]
        return sum(rows, np.zeros(len(self.labels)))


@cache
def tagger() -> Tagger:
    """This process's, built at the first call.

    Raises ValueError when the model is not the one in the manifest.
    """
    return Tagger()


_prepared: dict[str, list[str]] = {}


@contextmanager
def labelled_together(texts: Iterable[str]) -> Iterator[None]:
    """Inside, `tag` knows these texts: together they take less time than one by one."""
    distinct = list(dict.fromkeys(texts))
    words = [[word.text for word in split_words.__wrapped__(text)] for text in distinct]
    try:
        with suppress(Exception):  # then each text is tried, and fails, by itself
            _prepared.update(zip(distinct, tagger().label(words), strict=True))
        yield
    finally:
        _prepared.clear()


def _labels(text: str) -> list[str]:
    if text in _prepared:
        return _prepared[text]
    (labels,) = tagger().label([[word.text for word in split_words(text)]])
    return labels


def tag(text: str) -> Iterator[Tagged]:
    """Every place that the model takes for a name, in order."""
    words = split_words(text)
    entity, begins, ends = "", 0, 0
    for word, told in zip(words, _labels(text), strict=True):
        if told.startswith("I-") and told[2:] == entity:
            if word.text != "\n":
                ends = word.ends
            continue
        if entity:
            yield entity, begins, ends
        entity = "" if told == "O" or word.text == "\n" else told[2:]
        begins, ends = word.begins, word.ends
    if entity:
        yield entity, begins, ends
