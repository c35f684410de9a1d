"""What a surrogate must fit: the ones chosen before it in the same example, and its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from curation.privacy.surrogates.draw import Draw

_DRAWS = 30
LEAST_TAIL = 3
"""Fewer equal last digits are a coincidence."""


@dataclass(slots=True, kw_only=True)
class Known:
    """What is settled in one example.

    `words` maps parts of names in lower case to their surrogates; `codes` holds the digits of
    numbers with those of their surrogates. `allows` says whether a word may be chosen: one that
    the texts hold may not. `seed` is the example's; `attempt` counts, from 0, how often what was
    made before did not fit.
    """

    seed: bytes
    attempt: int = 0
    allows: Callable[[str], bool] = lambda word: True
    words: dict[str, str] = field(default_factory=dict)
    codes: list[tuple[str, str]] = field(default_factory=list)

    def word(self, pool: Sequence[str], draw: Draw) -> str:
        """A word of the pool that may be chosen; after many draws any."""
        for _ in range(_DRAWS):
            if self.allows(word := draw.pick(pool)):
                break
        return word

    def following(self, characters: str) -> str | None:
        """The letters and digits of a number that is the end of one settled before, or another
        way to write it: the end of that one's surrogate. None when it is neither.

        "4321" follows a card that ends so; "030 901820" follows "+49 30 901820", its own first
        digits kept.
        """
        for before, surrogate in self.codes:
            if len(characters) >= LEAST_TAIL and before.endswith(characters):
                return surrogate[-len(characters) :]
            common = _common_end(before, characters)
            if common >= 6 and len(characters) - common <= 4:
                return characters[:-common] + surrogate[-common:]
        return None


Make = Callable[[str, Draw, Known], str]
"""A surrogate for a value as it is written first, another one for another draw."""


def _common_end(one: str, other: str) -> int:
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count
