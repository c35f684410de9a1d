"""Which further answer tells most: the expected information gain over item and reviewer."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from curation.review.consensus.answer_table import AnswerTable, Floats
from curation.review.consensus.estimate import Estimate

AT_RANDOM = 0.1
"""This share of what is asked is drawn blindly, so that agreement can be measured on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One more answer wanted from a reviewer: the example is to have `wanted` answers then.

    `gain` is the expected gain in bits. `at_random` says that it was drawn blindly.
    """

    example_id: str
    reviewer: str
    wanted: int
    gain: float
    at_random: bool


def expected_gains(answers: AnswerTable, estimate: Estimate) -> Floats:
    """Items x reviewers: how many bits an answer is expected to tell of the item's true value.

    It is the entropy of the true value less the mean entropy after each answer that the reviewer
    may give (Lindley, 1956); 0 where the reviewer has answered the item.
    """
    entropy = _entropy(estimate.truth)
    gains = np.empty((len(answers.items), len(answers.reviewers)))
    for reviewer, errors in enumerate(estimate.errors):
        joint = estimate.truth[:, :, None] * errors[None, :, :]  # item, true, said
        said = joint.sum(axis=1)
        after = joint / np.where(said > 0, said, 1)[:, None, :]
        left = (said * _entropy(after.transpose(0, 2, 1))).sum(axis=1)
        gains[:, reviewer] = np.maximum(entropy - left, 0)
    gains[answers.item, answers.reviewer] = 0
    return gains


def choose_asks(
    answers: AnswerTable,
    estimate: Estimate,
    *,
    count: int,
    items: Collection[str],
    reviewers: Collection[str],
    judged: Collection[tuple[str, str]] = (),
    seed: int,
) -> list[Ask]:
    """Up to `count` answers to ask for, of these items and reviewers, one of each item.

    Not of who has `judged` an item (item and reviewer) in whatever way: who rejected it gave no
    answer to the question, and is not asked again.

    The most telling first; one in ten is drawn blindly among all others, at least one where two
    are asked for. The same seed chooses the same.
    """
    gains = expected_gains(answers, estimate)
    may = np.zeros_like(gains, dtype=np.bool_)
    rows = [n for n, name in enumerate(answers.items) if name in items]
    columns = [n for n, name in enumerate(answers.reviewers) if name in reviewers]
    may[np.ix_(rows, columns)] = True
    may[answers.item, answers.reviewer] = False
    row_of = {name: row for row, name in enumerate(answers.items)}
    column_of = {name: column for column, name in enumerate(answers.reviewers)}
    for item, reviewer in judged:
        if item in row_of and reviewer in column_of:
            may[row_of[item], column_of[reviewer]] = False
    gains = np.where(may, gains, -1.0)
    best = gains.argmax(axis=1)
    top = gains[np.arange(len(gains)), best] if gains.size else np.empty(0)
    possible = np.flatnonzero(top >= 0)
    ranked = possible[np.argsort(-top[possible], kind="stable")]
    count = min(count, len(ranked))
    blind = 0 if count < 2 else max(1, round(AT_RANDOM * count))
    told = [int(item) for item in ranked[: count - blind]]
    rng = np.random.default_rng(seed)
    drawn = rng.permutation(np.setdiff1d(possible, told))[:blind]
    answered = np.bincount(answers.item, minlength=len(answers.items))

    def ask(item: int, reviewer: int, *, at_random: bool) -> Ask:
        return Ask(
            example_id=answers.items[item],
            reviewer=answers.reviewers[reviewer],
            wanted=int(answered[item]) + 1,
            gain=float(gains[item, reviewer]),
            at_random=at_random,
        )

    asks = [ask(item, int(best[item]), at_random=False) for item in told]
    for item in drawn:
        anybody = rng.choice(np.flatnonzero(may[item]))
        asks.append(ask(int(item), int(anybody), at_random=True))
    return asks


def _entropy(shares: Floats) -> Floats:
    """In bits, over the last axis."""
    logs = np.log2(np.where(shares > 0, shares, 1))
    return np.asarray(-(shares * logs).sum(axis=-1), dtype=np.float64)
