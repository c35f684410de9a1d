"""Ids in a shuffled order that everybody walks round from a place of their own."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import chain
from zlib import crc32

_FEW = 1_000
"""So many changes are made one by one; for more the ring is sorted anew."""


class Ring:
    """Ids in an order shuffled by a seed, walked round from a place that a name gives."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._members: set[str] = set()
        self._order: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, example_id: str) -> bool:
        return example_id in self._members

    def replace(self, ids: Iterable[str]) -> None:
        """Hold exactly these ids."""
        members = set(ids)
        if len(members ^ self._members) <= _FEW:
            for example_id in members ^ self._members:
                self.put(example_id, example_id in members)
        else:
            self._members = members
            self._order = sorted((self._key(example_id), example_id) for example_id in members)

    def put(self, example_id: str, inside: bool) -> None:
        """Hold this id, or not."""
        if inside == (example_id in self._members):
            return
        entry = (self._key(example_id), example_id)
        if inside:
            self._members.add(example_id)
            insort(self._order, entry)
        else:
            self._members.remove(example_id)
            del self._order[bisect_left(self._order, entry)]

    def walk(self, name: str) -> Iterator[str]:
        """Every id once, from the place of this name."""
        begin = bisect_left(self._order, (self._key(name), ""))
        for index in chain(range(begin, len(self._order)), range(begin)):
            yield self._order[index][1]

    def _key(self, text: str) -> int:
        return crc32(f"{self._seed}\0{text}".encode())
