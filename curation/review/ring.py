"""Ids in an order that everybody walks: shuffled, round from a place of one's own, or by places."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from zlib import crc32

_FEW = 1_000
"""So many changes are made one by one; for more the ring is sorted anew."""


class Ring:
    """Ids by their places, those of the same place in an order shuffled by a seed.

    Where all have the same place, everybody walks round from a place that their name gives.
    """

    def __init__(self, seed: str) -> None:
        self._start = crc32(f"{seed}\0".encode())  # a sum goes on from the sum of what is before
        self._members: dict[str, float] = {}
        self._order: list[tuple[float, int, str]] = []

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, example_id: str) -> bool:
        return example_id in self._members

    def replace(self, ids: Iterable[str], places: Mapping[str, float]) -> None:
        """Hold exactly these ids; one without a place has 0."""
        members = {example_id: places.get(example_id, 0.0) for example_id in ids}
        gone = (e for e in self._members if e not in members)
        moved = (e for e, place in members.items() if self._members.get(e) != place)
        changed = list(islice(chain(gone, moved), _FEW + 1))
        if len(changed) <= _FEW:
            for example_id in changed:
                self.put(example_id, example_id in members, members.get(example_id, 0.0))
        else:
            self._members = members
            start = self._start  # as `_entry`, which is a third of the time as 100,000 calls
            keys = [crc32(example_id.encode(), start) for example_id in members]
            self._order = sorted(zip(members.values(), keys, members, strict=True))

    def put(self, example_id: str, inside: bool, place: float = 0.0) -> None:
        """Hold this id at this place, or not at all."""
        known = self._members.get(example_id)
        if known == (place if inside else None):
            return
        if known is not None:
            del self._members[example_id]
            del self._order[bisect_left(self._order, self._entry(example_id, known))]
        if inside:
            self._members[example_id] = place
            insort(self._order, self._entry(example_id, place))

    def walk(self, name: str) -> Iterator[str]:
        """Every id once: from the place of this name, or from the first place where there are
        several.
        """
        several = bool(self._order) and self._order[0][0] != self._order[-1][0]
        first = self._order[0][0] if self._order else 0.0
        begin = 0 if several else bisect_left(self._order, (first, self._key(name), ""))
        for index in chain(range(begin, len(self._order)), range(begin)):
            yield self._order[index][2]

    def _entry(self, example_id: str, place: float) -> tuple[float, int, str]:
        return place, self._key(example_id), example_id

    def _key(self, text: str) -> int:
        return crc32(text.encode(), self._start)
