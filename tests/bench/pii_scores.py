"""How well places found in a text agree with the places that people marked in it.

Strict: all kinds count as one, and places parted by no letter or digit are one place, as in
presidio-evaluator's binary span score (github.com/microsoft/presidio-research, SpanEvaluator):
"Rue 12, Paris" is one span however its parts are named. A found place is right when its
intersection over union with a marked one, in characters, is at least 0.75; each is matched once.
F2 weighs recall four times as much as precision: 5PR / (4P + R) (van Rijsbergen 1979).

Cover: a marked place counts as found when at least 75 % of its letters and digits lie in places
found, and a found place as right when at least 50 % of its own lie in marked ones. Recall of any
kind asks what would have left the house; recall of a kind asks whether it was named right, too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Place = tuple[int, int, str]
"""From, up to (not including), and the kind."""

LEAST_OVERLAP = 0.75
LEAST_FOUND = 0.75
LEAST_RIGHT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many were found, how many of them rightly, how many were to be found."""

    right: int
    found: int
    marked: int
    recalled: int

    @property
    def precision(self) -> float:
        """The share of the found that is right; 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the marked that was found; 0 when nothing was marked."""
        return self.recalled / self.marked if self.marked else 0.0

    @property
    def f2(self) -> float:
        """Both in one, recall weighing more; 0 when both are 0."""
        p, r = self.precision, self.recall
        return 5 * p * r / (4 * p + r) if p + r else 0.0


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over many texts; add each text once, then ask for the scores."""

    texts: int = 0
    strict_right: int = 0
    strict_found: int = 0
    strict_marked: int = 0
    any_recalled: int = 0
    any_right: int = 0
    marked: Counter[str] = field(default_factory=Counter)
    recalled: Counter[str] = field(default_factory=Counter)
    recalled_as_any: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, marked: Sequence[Place], found: Sequence[Place]) -> None:
        """Count one text."""
        self.texts += 1
        whole, whole_found = joined(text, marked), joined(text, found)
        self.strict_right += count_matches(whole, whole_found)
        self.strict_marked += len(whole)
        self.strict_found += len(whole_found)
        everything, everything_found = _signs(text, marked), _signs(text, found)
        of_kind = {kind: _signs(text, _only(marked, kind)) for _, _, kind in [*marked, *found]}
        found_of = {kind: _signs(text, _only(found, kind)) for kind in of_kind}
        for place in marked:
            own, kind = _signs(text, [place]), place[2]
            self.marked[kind] += 1
            if own and len(own & everything_found) >= LEAST_FOUND * len(own):
                self.recalled_as_any[kind] += 1
                self.any_recalled += 1
            self.recalled[kind] += bool(own) and (
                len(own & found_of[kind]) >= LEAST_FOUND * len(own)
            )
        for place in found:
            own, kind = _signs(text, [place]), place[2]
            self.found[kind] += 1
            self.any_right += len(own & everything) >= LEAST_RIGHT * max(1, len(own))
            self.right[kind] += len(own & of_kind[kind]) >= LEAST_RIGHT * max(1, len(own))

    @property
    def strict(self) -> Score:
        """All kinds as one, by overlap of whole places."""
        return Score(
            right=self.strict_right,
            found=self.strict_found,
            marked=self.strict_marked,
            recalled=self.strict_right,
        )

    @property
    def any_kind(self) -> Score:
        """By cover, whatever a place is named: what is not recalled would have left."""
        return Score(
            right=self.any_right,
            found=self.found.total(),
            marked=self.marked.total(),
            recalled=self.any_recalled,
        )

    def kind(self, kind: str) -> Score:
        """By cover, places of one kind against marks of that kind."""
        return Score(
            right=self.right[kind],
            found=self.found[kind],
            marked=self.marked[kind],
            recalled=self.recalled[kind],
        )

    def recall_as_any(self, kind: str) -> float:
        """The share of the marks of a kind that was found under any name; 0 for no marks."""
        return self.recalled_as_any[kind] / self.marked[kind] if self.marked[kind] else 0.0


def joined(text: str, places: Iterable[Place]) -> list[tuple[int, int]]:
    """The places without their kinds, those parted by no letter or digit made one, in order."""
    whole: list[tuple[int, int]] = []
    for begins, ends, _ in sorted(places):
        if whole and not any(sign.isalnum() for sign in text[whole[-1][1] : begins]):
            whole[-1] = whole[-1][0], max(ends, whole[-1][1])
        else:
            whole.append((begins, ends))
    return whole


def count_matches(marked: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> int:
    """How many places of one list have a partner in the other, each matched once.

    With an overlap above one half no place has two partners in a list of places that are apart.
    """
    return sum(any(overlap(one, other) >= LEAST_OVERLAP for other in found) for one in marked)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union in characters, from 0 to 1; 0 for two empty places."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    union = one[1] - one[0] + other[1] - other[0] - shared
    return shared / union if union else 0.0


def _signs(text: str, places: Iterable[Place]) -> set[int]:
    """Where the letters and digits of these places stand."""
    return {at for begins, ends, _ in places for at in range(begins, ends) if text[at].isalnum()}


def _only(places: Iterable[Place], kind: str) -> Iterator[Place]:
    return (place for place in places if place[2] == kind)
