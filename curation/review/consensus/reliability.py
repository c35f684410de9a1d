"""How reliable each reviewer is, held against the others alone, with an interval."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from curation.review.agreement.bootstrap import CONFIDENCE, Interval
from curation.review.consensus.answer_table import AnswerTable
from curation.review.consensus.estimate import Estimate

FEWEST_SHARED = 30
"""With fewer items that others answered too, nothing is said of a person."""

IMPOSSIBLE = 1e-30
"""What the model holds for impossible is so improbable: a logarithm of nothing adds to none."""

FEWEST_MIXED_UP = 3
"""A value must be expected to have been mixed up so often to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How often a reviewer is right, as far as the others' answers tell.

    `shared` is how many of their items others answered too. `share` and `interval` are None below
    30 of them. `team` is the same share for everybody else together. `mixed_up` is the pair of
    values, true and given, that they mix up most often, None when hardly ever.
    """

    reviewer: str
    shared: int
    share: float | None
    interval: Interval | None
    team: float | None
    mixed_up: tuple[str, str] | None

    @property
    def differs(self) -> bool:
        """True when the interval does not hold what the rest of the team reaches."""
        if self.interval is None or self.team is None:
            return False
        return not self.interval.low <= self.team <= self.interval.high


def share_interval(hits: float, total: float) -> Interval:
    """The 95 % interval of a share by a Beta posterior with Jeffreys' prior; `hits` may be broken.

    Source: Brown, Cai and DasGupta (2001), Interval Estimation for a Binomial Proportion.
    """
    tail = (1 - CONFIDENCE) / 2
    low, high = betaincinv(hits + 0.5, total - hits + 0.5, [tail, 1 - tail])
    return Interval(low=float(low), high=float(high))


def stand(answers: AnswerTable, estimate: Estimate) -> list[Standing]:
    """Every reviewer in the order of names, which ranks nobody.

    Each answer is held against the probabilities that follow from the others' answers to the item:
    the own vote would flatter the weak. The interval is that of a Beta posterior with Jeffreys'
    prior.
    """
    answered = np.log(np.maximum(estimate.errors, IMPOSSIBLE))[answers.reviewer, :, answers.value]
    weight = np.tile(np.log(np.maximum(estimate.prevalence, IMPOSSIBLE)), (len(answers.items), 1))
    for true in range(len(answers.values)):
        weight[:, true] += np.bincount(answers.item, answered[:, true], len(answers.items))
    weight = weight[answers.item] - answered
    others = np.exp(weight - weight.max(axis=1, keepdims=True))
    others /= others.sum(axis=1, keepdims=True)
    right = others[np.arange(len(others)), answers.value]
    met = np.bincount(answers.item)[answers.item] > 1
    people, width = len(answers.reviewers), len(answers.values)
    shared = np.bincount(answers.reviewer, weights=met, minlength=people)
    correct = np.bincount(answers.reviewer, weights=met * right, minlength=people)
    cells = np.empty((people, width, width))
    given = answers.reviewer * width + answers.value
    for true in range(width):
        weights = met * others[:, true]
        cells[:, true] = np.bincount(given, weights, people * width).reshape(people, width)
    order = sorted(range(people), key=lambda n: answers.reviewers[n])
    return [_standing(answers, n, shared=shared, correct=correct, mixed=cells[n]) for n in order]


def _standing(
    answers: AnswerTable, n: int, *, shared: np.ndarray, correct: np.ndarray, mixed: np.ndarray
) -> Standing:
    total, hits = float(shared[n]), float(correct[n])
    rest = float(shared.sum() - total)
    known = total >= FEWEST_SHARED
    wrong = mixed * (1 - np.eye(len(mixed)))
    true, said = np.unravel_index(int(wrong.argmax()), wrong.shape)
    named = known and wrong[true, said] >= FEWEST_MIXED_UP
    return Standing(
        reviewer=answers.reviewers[n],
        shared=int(total),
        share=hits / total if known else None,
        interval=share_interval(hits, total) if known else None,
        team=float(correct.sum() - hits) / rest if rest else None,
        mixed_up=(answers.values[true], answers.values[said]) if named else None,
    )
