"""What training and test have in common, looked for in the lines as they are written."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from curation.balance.apportion import Part
from curation.balance.near import AUTOMATIC, SUGGESTED
from curation.balance.shingles import jaccard, shingles, words_of

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_BLOCK = 200
_LOOKED_AT = 10
_WORK = 15_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line as the report sees it: its part, its prompt as it is written, and its group."""

    part: Part
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The training example that is likest to a test example, by the pairs of words they share.

    `likeness` is the Jaccard coefficient, 0 to 1; `train` is empty where nothing is shared.
    """

    test: str
    train: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakReport:
    """What test and training share.

    `neighbours` has each test example with its likest training example, the likest pairs first.
    `shared_groups`, `shared_prompts` and `shared_templates` count groups, texts and patterns
    (texts whose numbers may differ) that stand on both sides.
    """

    tested: int
    trained: int
    neighbours: tuple[Neighbour, ...]
    shared_groups: int
    shared_prompts: int
    shared_templates: int

    @property
    def near(self) -> tuple[Neighbour, ...]:
        """The test examples whose neighbour is as like as copies are."""
        return tuple(one for one in self.neighbours if one.likeness >= AUTOMATIC)

    @property
    def alike(self) -> int:
        """How many test examples have a neighbour that a person should look at."""
        return sum(one.likeness >= SUGGESTED for one in self.neighbours)

    @property
    def is_clean(self) -> bool:
        """True when no group, no prompt and no copy stands on both sides."""
        return not (self.shared_groups or self.shared_prompts or self.near)


def find_leaks(lines: Mapping[str, Placed]) -> LeakReport:
    """The report on lines by their names; empty when there is nothing to test or train on."""
    test = [name for name, line in lines.items() if line.part is Part.TEST]
    train = [name for name, line in lines.items() if line.part is Part.TRAIN]
    words = {name: [w for w in words_of(lines[name].text) if w[0] not in ".!?\n"] for name in lines}
    return LeakReport(
        tested=len(test),
        trained=len(train),
        neighbours=_neighbours(test, train, words),
        shared_groups=_shared({lines[n].group for n in test}, {lines[n].group for n in train}),
        shared_prompts=_shared(_joined(test, words), _joined(train, words)),
        shared_templates=_shared(
            {_NUMBER.sub("0", text) for text in _joined(test, words)},
            {_NUMBER.sub("0", text) for text in _joined(train, words)},
        ),
    )


def _shared(one: Collection[str], other: Collection[str]) -> int:
    return len((set(one) & set(other)) - {""})


def _joined(names: Sequence[str], words: Mapping[str, Sequence[str]]) -> set[str]:
    return {" ".join(words[name]) for name in names}


def _neighbours(
    test: Sequence[str], train: Sequence[str], words: Mapping[str, Sequence[str]]
) -> tuple[Neighbour, ...]:
    """Candidates share most of the rarer pairs of words; the exact coefficient decides."""
    if not test or not train:
        return ()
    owner, pair = shingles(" ".join(words[name]) for name in (*test, *train))
    sizes = np.bincount(owner, minlength=len(test) + len(train))
    asks, answers = _tables(owner, pair, len(test), len(train))
    left, right = _candidates(asks, answers, sizes)
    likeness = jaccard(pair, sizes, left, right)
    order = np.lexsort((right, -likeness, left))
    first = np.flatnonzero(np.diff(left[order], prepend=-1))
    best = dict.fromkeys(range(len(test)), ("", 0.0))
    for place in order[first].tolist():
        if likeness[place]:
            name = train[right[place] - len(test)]
            best[int(left[place])] = name, float(likeness[place])
    found = [Neighbour(test=test[row], train=n, likeness=alike) for row, (n, alike) in best.items()]
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.test)))


def _tables(owner: np.ndarray, pair: np.ndarray, tested: int, trained: int) -> tuple[Any, Any]:
    """Which test and which training example has which pair that a test example has, but the
    frequent ones; as sparse tables, the second on its side.
    """
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_array

    asked = owner < tested
    known, column = np.unique(pair[asked], return_inverse=True)
    place = np.minimum(np.searchsorted(known, pair[~asked]), max(0, len(known) - 1))
    shared = known[place] == pair[~asked] if len(known) else np.zeros(len(place), dtype=bool)
    rows = owner[~asked][shared] - tested
    columns = place[shared]
    rare = _rare(
        np.bincount(column, minlength=len(known)), np.bincount(columns, minlength=len(known))
    )
    asks, answers = rare[column], rare[columns]
    return (
        csr_array(_ones(owner[asked][asks], column[asks]), shape=(tested, len(known))),
        csr_array(_ones(columns[answers], rows[answers]), shape=(len(known), trained)),
    )


def _ones(rows: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    return np.ones(len(rows), dtype=np.int32), (rows, columns)


def _rare(asked: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Which pairs tell most: the rarest, as many as may be multiplied in a few seconds."""
    work = asked.astype(np.int64) * answered
    order = np.argsort(work, kind="stable")
    kept = np.zeros(len(work), dtype=bool)
    kept[order[: max(1, int((np.cumsum(work[order]) <= _WORK).sum()))]] = True
    return kept


def _candidates(asks: Any, answers: Any, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The few training examples that share most with each test example, as they are numbered.

    Test examples come first in the numbers, training examples after them.
    """
    tested = asks.shape[0]
    left, right = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for begin in range(0, tested, _BLOCK):
        both = (asks[begin : begin + _BLOCK] @ answers).tocsr()
        for row in range(both.shape[0]):
            at = slice(both.indptr[row], both.indptr[row + 1])
            places, shared = both.indices[at], both.data[at]
            score = shared / (sizes[begin + row] + sizes[tested + places] - shared)
            if len(places) > _LOOKED_AT:
                places = places[np.argpartition(-score, _LOOKED_AT)[:_LOOKED_AT]]
            left.append(np.full(len(places), begin + row))
            right.append(tested + places.astype(np.int64))
    return np.concatenate(left), np.concatenate(right)
