"""The likeliest labels of words in a row, by Viterbi's algorithm: of one text, or of many at once.

A. J. Viterbi, Error bounds for convolutional codes, IEEE Transactions on Information Theory 13
(1967) 260-269. Where two ways weigh the same, the label with the smaller number is taken.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from operator import neg
from typing import Any

import numpy as np


class Viterbi:
    """Finds ways through weights; `steps` weighs a label (row) before a label (column).

    A label whose own weight is more than `beam` behind the best one of its word is not followed.
    """

    def __init__(self, steps: Any, beam: float) -> None:
        self._beam = beam
        self._from, self._into = steps[:, None, :], steps.T.copy()
        self._rows: list[list[float]] = self._into.tolist()
        count = len(steps)
        self._powers = 1 << np.arange(count)
        self._followed = [
            tuple(label for label in range(count) if code >> label & 1)
            for code in range(1 << count)
        ]

    def way(self, weights: Any) -> list[int]:
        """The labels of one text; `weights` is word by label, of one word at least."""
        near = weights >= weights.max(axis=1, keepdims=True) - self._beam
        best: list[tuple[int, float]] = []
        behind: list[dict[int, int]] = []
        for row, code in zip(weights.tolist(), (near @ self._powers).tolist(), strict=True):
            here: list[tuple[int, float]] = []
            ways: dict[int, int] = {}
            for label in self._followed[code]:
                into = self._rows[label]
                before, score = -1, 0.0 if not best else -inf
                for other, told in best:
                    reached = told + into[other]
                    if reached > score:
                        before, score = other, reached
                ways[label] = before
                here.append((label, score + row[label]))
            best = here
            behind.append(ways)
        label = max(best, key=lambda entry: entry[1])[0]
        way = [label]
        for ways in reversed(behind[1:]):
            label = ways[label]
            way.append(label)
        return way[::-1]

    def ways(self, weights: Any, lengths: Sequence[int]) -> Any:
        """Word by text: the labels of many texts, the longest first.

        `weights` is word by text by label and is written over; what is behind a text's end counts
        for nothing. With fifty texts this takes a third of the time of one after another.
        """
        going = [bisect_left(lengths, -place, key=neg) for place in range(lengths[0])]
        weights[weights < weights.max(axis=2, keepdims=True) - self._beam] = -inf
        for place in range(1, lengths[0]):
            before = weights[place - 1, : going[place]].T
            weights[place, : going[place]] += (before[:, :, None] + self._from).max(axis=0)
        ways = weights.argmax(axis=2)
        for place in range(lengths[0] - 2, -1, -1):
            count = going[place + 1]
            into = self._into[ways[place + 1, :count]]
            ways[place, :count] = (weights[place, :count] + into).argmax(axis=1)
        return ways
