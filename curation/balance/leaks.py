"""What training and test have in common, looked for in the lines as they are written."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from curation.balance.apportion import Part
from curation.balance.near import AUTOMATIC, SUGGESTED
from curation.balance.shingles import words_of

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
    test: Sequence[str], train: Sequence[str], words: Mapping[str, list[str]]
) -> tuple[Neighbour, ...]:
    """Candidates share most of the rarer pairs of words; the exact coefficient decides."""
    if not test or not train:
        return ()
    asked = [_pairs(words[name]) for name in test]
    held = [_pairs(words[name]) for name in train]
    column: dict[tuple[str, ...], int] = {}
    for own in asked:
        for pair in own:
            column.setdefault(pair, len(column))
    asks, answers = (_table(rows, column) for rows in (asked, held))
    rare = _rare(asks, answers)
    asks, answers = asks[:, rare], answers[:, rare].T.tocsr()
    sizes = np.array([len(own) for own in held])
    found = []
    for begin in range(0, len(test), _BLOCK):
        both = (asks[begin : begin + _BLOCK] @ answers).tocsr()
        for row in range(both.shape[0]):
            at = slice(both.indptr[row], both.indptr[row + 1])
            places, shared = both.indices[at], both.data[at]
            own = asked[begin + row]
            score = shared / (len(own) + sizes[places] - shared)
            first = np.lexsort((places, -score)) if len(places) <= _LOOKED_AT else None
            if first is None:
                first = np.argpartition(-score, _LOOKED_AT)[:_LOOKED_AT]
            likest = max(
                ((_jaccard(own, held[place]), -int(place)) for place in places[first]),
                default=(0.0, 1),
            )
            name = train[-likest[1]] if likest[0] else ""
            found.append(Neighbour(test=test[begin + row], train=name, likeness=likest[0]))
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.test)))


def _jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _table(rows: Sequence[set[tuple[str, ...]]], column: Mapping[tuple[str, ...], int]) -> Any:
    """Which row has which of the known pairs, as a sparse table."""
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_array

    known = [sorted(column[pair] for pair in own if pair in column) for own in rows]
    ends = np.cumsum([0, *map(len, known)])
    flat = np.fromiter((c for row in known for c in row), dtype=np.int32, count=ends[-1])
    ones = np.ones(len(flat), dtype=np.int32)
    return csr_array((ones, flat, ends), shape=(len(rows), max(1, len(column))))


def _rare(asks: Any, answers: Any) -> np.ndarray:
    """The columns that tell most: the rarest, as many as may be multiplied in a few seconds."""
    width = asks.shape[1]
    work = np.bincount(asks.indices, minlength=width).astype(np.int64)
    work *= np.bincount(answers.indices, minlength=width)
    order = np.argsort(work, kind="stable")
    result: np.ndarray = np.sort(order[: max(1, int((np.cumsum(work[order]) <= _WORK).sum()))])
    return result


def _pairs(words: list[str]) -> set[tuple[str, ...]]:
    """The pairs of neighbouring words; a text of one word is that word."""
    return set(pairwise(words)) if len(words) != 1 else {(words[0],)}
