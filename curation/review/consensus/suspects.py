"""Accepted answers that the answers of all make improbable."""

from collections.abc import Mapping
from dataclasses import dataclass

from curation.review.consensus.answer_table import AnswerTable
from curation.review.consensus.estimate import Estimate

LIKELY = 0.5
"""An accepted answer at least as probable as this is no suspect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """The answer `accepted` of an item is only so `probable`; `likeliest` is so at `instead`."""

    item: str
    accepted: str
    probable: float
    likeliest: str
    instead: float


def find_suspects(
    answers: AnswerTable, estimate: Estimate, accepted: Mapping[str, str]
) -> list[Suspect]:
    """The items whose accepted answer is less probable than LIKELY, the least probable first.

    An answer that no reviewer gave to any item is 0 probable. Items without answers are left out.
    """
    column = {value: place for place, value in enumerate(answers.values)}
    found = []
    for row, item in enumerate(answers.items):
        if item not in accepted:
            continue
        shares = estimate.truth[row]
        place = column.get(accepted[item])
        probable = 0.0 if place is None else float(shares[place])
        best = int(shares.argmax())
        if probable < LIKELY and answers.values[best] != accepted[item]:
            found.append(
                Suspect(
                    item=item,
                    accepted=accepted[item],
                    probable=probable,
                    likeliest=answers.values[best],
                    instead=float(shares[best]),
                )
            )
    return sorted(found, key=lambda one: (one.probable, -one.instead))
