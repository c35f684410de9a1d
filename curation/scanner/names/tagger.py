"""The trained model at work: names, places and companies in a text.

A linear-chain conditional random field. Every feature of a word is a row of weights, one for each
label; what a word adds to the words around it is summed once and kept.
"""

import hashlib
import json
import lzma
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache
from math import inf
from typing import Any

import numpy as np

from curation.scanner.names.features import around, place_features
from curation.scanner.names.gazetteers import FOLDER, MANIFEST, gazetteers
from curation.scanner.names.words import split_words

MODEL = FOLDER / "names.json.xz"

Tagged = tuple[str, int, int]
"""PERSON, LOCATION or ORGANIZATION, and where it begins and ends."""

BEAM = 8.0
"""A label whose own weight is so far behind the best is not followed: a word that looks like a name
by itself is not argued away by the words around it, so more is found, in less time."""

_MOST_KEPT = 20_000
_AROUND = (-2, -1, 0, 1, 2)


class _Kept:
    """The weights of what was seen, each summed once: a row for each, of the given shape."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.rows = np.zeros((_MOST_KEPT, *shape))
        self._numbers: dict[Hashable, int] = {}

    def numbers(self, seen: Sequence[Hashable], make: Callable[[Any], Any]) -> list[int]:
        """The row of each thing seen; `make` is asked for those that are not kept yet."""
        if len(self._numbers) + len(seen) > _MOST_KEPT:
            self._numbers.clear()
        known = self._numbers
        for key in [key for key in dict.fromkeys(seen) if key not in known]:
            self.rows[len(known)] = make(key)
            known[key] = len(known)
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
        self._into: list[list[float]] = [list(row) for row in zip(*model["steps"], strict=True)]
        count = len(self.labels)
        self._powers = 1 << np.arange(count)
        self._followed = [
            tuple(label for label in range(count) if code >> label & 1)
            for code in range(1 << count)
        ]
        self._weights = {name: np.array(row) for name, row in model["weights"].items()}
        self._lists = gazetteers()
        self._words = _Kept((len(_AROUND), len(self.labels)))
        self._places = _Kept((len(self.labels),))
        self._none = [self._sum((f"{step}none",)) for step in (-2, -1, 1, 2)]

    def label(self, words: Sequence[str]) -> list[str]:
        """The likeliest label of each word, by Viterbi's algorithm; at most 8,000 words."""
        weights = self._own_weights(words)
        near = weights >= weights.max(axis=1, keepdims=True) - BEAM
        best: list[tuple[int, float]] = []
        behind: list[dict[int, int]] = []
        for row, code in zip(weights.tolist(), (near @ self._powers).tolist(), strict=True):
            labels = self._followed[code]
            if len(labels) == 1 >= len(best):  # one way only: its weight compares with none
                behind.append({labels[0]: best[0][0]} if best else {})
                best = [(labels[0], 0.0)]
                continue
            here: list[tuple[int, float]] = []
            ways: dict[int, int] = {}
            for label in labels:
                into = self._into[label]
                before, score = -1, 0.0 if not best else -inf
                for other, told in best:
                    reached = told + into[other]
                    if reached > score:
                        before, score = other, reached
                ways[label] = before
                here.append((label, score + row[label]))
            best = here
            behind.append(ways)
        return self._way_back(best, behind)

    def _way_back(
        self, best: Sequence[tuple[int, float]], behind: Sequence[dict[int, int]]
    ) -> list[str]:
        label = max(best, key=lambda entry: entry[1])[0]
        way = [label]
        for ways in reversed(behind[1:]):
            label = ways[label]
            way.append(label)
        return [self.labels[label] for label in reversed(way)]

    def _own_weights(self, words: Sequence[str]) -> Any:
        """Word by label: what the word, its neighbours and its place weigh."""
        sums = self._places.rows[self._places.numbers(list(place_features(words)), self._sum)]
        seen = self._words.rows[self._words.numbers(words, self._around)]
        sums += seen[:, 2]
        for step, none in zip((-2, -1, 1, 2), self._none, strict=True):
            if step < 0:
                sums[-step:] += seen[:step, 2 - step]
                sums[:-step] += none
            else:
                sums[:-step] += seen[step:, 2 - step]
                sums[-step:] += none
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


def tag(text: str) -> Iterator[Tagged]:
    """Every place that the model takes for a name, in order."""
    words = split_words(text)
    if not words:
        return
    entity, begins, ends = "", 0, 0
    for word, told in zip(words, tagger().label([w.text for w in words]), strict=True):
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
