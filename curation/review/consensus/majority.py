"""The answer that most reviewers gave."""

import numpy as np
import pandas as pd

from curation.review.consensus.answer_table import Floats, encode_answers, likeliest, probabilities
from curation.review.consensus.consensus import Consensus, Reliability
from curation.review.consensus.reliability import share_interval


def majority(table: pd.DataFrame) -> Consensus:
    """The most frequent value of each item in a long table; None for a tie.

    `confidence` is the share of the answers that gave it. A reviewer's reliability is how often
    they gave the majority of the *others*, ties left out: the own vote would flatter the weak.
    """
    answers = encode_answers(table)
    votes = answers.votes()
    total = votes.sum(axis=1, keepdims=True)
    shares = votes / np.maximum(total, 1)
    labels, confidence = likeliest(answers, shares)
    others = votes[answers.item]
    others[np.arange(len(others)), answers.value] -= 1
    agreed, counted = _with_the_others(others, answers.value)
    people = len(answers.reviewers)
    right = np.bincount(answers.reviewer, weights=agreed, minlength=people)
    judged = np.bincount(answers.reviewer, weights=counted, minlength=people)
    given = np.bincount(answers.reviewer, minlength=people)
    return Consensus(
        labels=labels,
        confidence=confidence,
        probabilities=probabilities(answers, shares),
        reviewers={
            name: _reliability(int(given[i]), float(right[i]), int(judged[i]))
            for i, name in enumerate(answers.reviewers)
        },
        prevalence=dict(
            zip(answers.values, shares.mean(axis=0).tolist() if len(shares) else [], strict=True)
        ),
    )


def _reliability(given: int, right: float, judged: int) -> Reliability:
    share = right / judged if judged else None
    return Reliability(
        answers=given,
        share=share,
        shared=judged,
        against_others=share,
        interval=share_interval(right, judged) if judged else None,
    )


def _with_the_others(others: Floats, value: np.ndarray) -> tuple[Floats, Floats]:
    """For each answer: 1 if the others' majority is the same, and 1 if they have a majority."""
    if not len(others):
        return np.empty(0), np.empty(0)
    top = others.max(axis=1)
    alone = ((others == top[:, None]).sum(axis=1) == 1) & (top > 0)
    same = alone & (others.argmax(axis=1) == value)
    return same.astype(np.float64), alone.astype(np.float64)
