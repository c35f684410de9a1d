"""Draws that look random and are always the same: a stream of numbers from a keyed hash."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"


class Draw:
    """Numbers that follow from a seed and a name, equal in every run, process and version.

    Without the seed nobody can tell from what is drawn what it was drawn for: HMAC-SHA256 of the
    name, then SHA-256 in counter mode.
    """

    def __init__(self, seed: bytes, *name: str) -> None:
        message = "\0".join(name).encode("utf-8", "surrogatepass")
        self._key = hmac.new(seed, message, hashlib.sha256).digest()
        self._counter = 0

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, not including, `bound`."""
        self._counter += 1
        block = hashlib.sha256(self._key + self._counter.to_bytes(8)).digest()
        return int.from_bytes(block[:8]) % bound

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def digits(self, count: int) -> str:
        """So many digits."""
        return "".join(self.pick(DIGITS) for _ in range(count))
