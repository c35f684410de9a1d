"""What training and test have in common, looked for in the lines as they are written."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from curation.balance.apportion import Part
from curation.balance.near import AUTOMATIC, SUGGESTED, words_of

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_BLOCK = 500


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
    if not test or not train:
        return ()
    # imported here: it takes longer to import than the app needs to start
    from scipy.sparse import csr_array

    column: dict[tuple[str, ...], int] = {}
    asked = [_pairs(words[name]) for name in test]
    for own in asked:
        for pair in own:
            column.setdefault(pair, len(column))
    held = [_pairs(words[name]) for name in train]
    known = [[column[pair] for pair in own if pair in column] for own in held]
    tables = []
    for rows in ([[column[pair] for pair in own] for own in asked], known):
        ends = np.cumsum([0, *map(len, rows)])
        flat = np.fromiter((c for row in rows for c in row), dtype=np.int32, count=ends[-1])
        ones = np.ones(len(flat), dtype=np.int32)
        tables.append(csr_array((ones, flat, ends), shape=(len(rows), max(1, len(column)))))
    asks, answers = tables[0], tables[1].T.tocsr()
    sizes = np.array([len(own) for own in held])
    found = []
    for begin in range(0, len(test), _BLOCK):
        both = (asks[begin : begin + _BLOCK] @ answers).tocsr()
        for row in range(both.shape[0]):
            at = slice(both.indptr[row], both.indptr[row + 1])
            places, shared = both.indices[at], both.data[at]
            name = test[begin + row]
            if not len(places):
                found.append(Neighbour(test=name, train="", likeness=0.0))
                continue
            likeness = shared / (len(asked[begin + row]) + sizes[places] - shared)
            best = int(np.lexsort((places, -likeness))[0])
            found.append(
                Neighbour(test=name, train=train[places[best]], likeness=float(likeness[best]))
            )
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.test)))


def _pairs(words: list[str]) -> set[tuple[str, ...]]:
    """The pairs of neighbouring words; a text of one word is that word."""
    return set(pairwise(words)) if len(words) != 1 else {(words[0],)}
