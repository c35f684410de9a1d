"""What sways people who compare two replies: where a reply stands, and how long it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from curation.review.preference import Choice, Preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """Of `of` choices for one of two replies, `chosen` went one way; half would be no lean."""

    chosen: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leans:
    """Choices for the reply shown as A, choices for the longer reply, and ties of all answers."""

    shown_first: Lean
    longer: Lean
    ties: Lean


def measure_leans(given: Iterable[tuple[Preference, int, int]]) -> Leans:
    """The leans of preferences, each with the lengths of the first and the second reply.

    Ties and both bad choose nothing; replies of one length and unknown orders say nothing either.
    """
    every = list(given)
    decided = [one for one in every if one[0].choice in (Choice.FIRST, Choice.SECOND)]
    first = [p.chose_a for p, _, _ in decided if p.chose_a is not None]
    longer = [(p.choice is Choice.FIRST) == (a > b) for p, a, b in decided if a != b]
    return Leans(
        shown_first=Lean(chosen=sum(first), of=len(first)),
        longer=Lean(chosen=sum(longer), of=len(longer)),
        ties=Lean(chosen=sum(p.choice is Choice.TIE for p, _, _ in every), of=len(every)),
    )
