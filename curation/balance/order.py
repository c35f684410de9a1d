"""A seeded order that depends on nothing but the seed and the names."""

import hashlib
from collections.abc import Iterable


def seeded_order(names: Iterable[str], seed: int) -> list[str]:
    """The names in an order that looks random and is the same for the same seed, everywhere.

    Sorted by blake2b of seed and name, so adding a name moves no other two past each other.
    """
    return sorted(names, key=lambda name: (_rank(seed, name), name))


def _rank(seed: int, name: str) -> bytes:
    return hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=16).digest()
