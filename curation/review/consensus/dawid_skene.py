"""Dawid and Skene's model: reviewers err in their own ways, and items have one true value."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from curation.review.consensus.answer_table import (
    AnswerTable,
    Floats,
    encode_answers,
    likeliest,
    probabilities,
    require_cells,
)
from curation.review.consensus.consensus import Consensus, Reliability
from curation.review.consensus.estimate import Estimate
from curation.review.consensus.reliability import stand

ROUNDS = 500
ENOUGH = 1e-9
"""The estimate stands when no probability moves by more than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """Answers that every reviewer is thought to have given before, for each true value.

    `smoothing` answers are spread evenly over all values, `right` more are the right one.
    """

    smoothing: float
    right: float


PRIORS = {
    "none": Prior(smoothing=0.0, right=0.0),
    "expert": Prior(smoothing=2.0, right=3.0),
}
"""`none` is the model as published. `expert` says that reviewers are mostly right: with few answers
(some hundred by a handful of experts) the published model does worse than a majority, this not. It
weighs the same however many values there are."""


def dawid_skene(table: pd.DataFrame, *, prior: Prior = PRIORS["none"]) -> Consensus:
    """The likeliest value of each item in a long table, weighing reviewers by how they err.

    `confidence` is its probability. A reviewer's reliability is the probability of the right
    answer under the estimated prevalence; against the others, that of `stand`. Source: Dawid and
    Skene (1979), Applied Statistics 28.
    """
    answers = encode_answers(table)
    if not answers.items:
        return Consensus(labels={}, confidence={}, probabilities={}, reviewers={}, prevalence={})
    estimate = fit(answers, prior=prior)
    labels, confidence = likeliest(answers, estimate.truth)
    given = np.bincount(answers.reviewer, minlength=len(answers.reviewers))
    right = np.einsum("k,rkk->r", estimate.prevalence, estimate.errors)
    others = {one.reviewer: one for one in stand(answers, estimate)}
    return Consensus(
        labels=labels,
        confidence=confidence,
        probabilities=probabilities(answers, estimate.truth),
        reviewers={
            name: Reliability(
                answers=int(given[i]),
                share=float(right[i]),
                shared=others[name].shared,
                against_others=others[name].share,
                interval=others[name].interval,
            )
            for i, name in enumerate(answers.reviewers)
        },
        prevalence=dict(zip(answers.values, estimate.prevalence.tolist(), strict=True)),
        log_likelihood=estimate.log_likelihood,
    )


def fit(answers: AnswerTable, *, prior: Prior = PRIORS["none"]) -> Estimate:
    """The estimate by expectation and maximisation, begun from the shares of the votes.

    It is deterministic. A reviewer who never judged an item of some value has the prior's row
    for it, and without a prior a row of zeros. Raises InputRefused where there are too many
    different values.
    """
    require_cells(len(answers.reviewers) * len(answers.values) ** 2, len(answers.values))
    votes = answers.votes()
    truth = votes / votes.sum(axis=1, keepdims=True)
    gave = _who_gave_what(answers)
    by_item = csr_array(gave.T)
    estimate = _maximise(gave, by_item, truth, prior)
    for _ in range(ROUNDS):
        after = _maximise(gave, by_item, estimate.truth, prior)
        moved = float(np.abs(after.truth - estimate.truth).max())
        estimate = after
        if moved < ENOUGH:
            break
    return estimate


def _who_gave_what(answers: AnswerTable) -> csr_array:
    """Items x (reviewers times values): 1 where the reviewer gave the item the value.

    Products with it are several times as fast as counting answer by answer.
    """
    width = len(answers.values)
    cells = (answers.item, answers.reviewer * width + answers.value)
    shape = (len(answers.items), len(answers.reviewers) * width)
    return csr_array((np.ones(len(answers.item)), cells), shape=shape)


def _maximise(gave: csr_array, by_item: csr_array, truth: Floats, prior: Prior) -> Estimate:
    """One round: prevalence and errors from the truth, then the truth from them.

    `by_item` is `gave` with its axes exchanged.
    """
    width = truth.shape[1]
    prevalence = truth.mean(axis=0)
    errors = _errors(by_item @ truth, width, prior)
    with np.errstate(divide="ignore"):
        log_errors, log_prevalence = np.log(errors), np.log(prevalence)
    weight = gave @ log_errors.transpose(0, 2, 1).reshape(-1, width) + log_prevalence
    top = weight.max(axis=1, keepdims=True)
    share = np.exp(weight - top)
    total = share.sum(axis=1, keepdims=True)
    return Estimate(
        truth=share / total,
        prevalence=prevalence,
        errors=errors,
        log_likelihood=float((top + np.log(total)).sum()),
    )


def _errors(given: Floats, width: int, prior: Prior) -> Floats:
    """Reviewers x true x given values: how probable each answer is, from how often it was given."""
    counts = given.reshape(-1, width, width).transpose(0, 2, 1)
    counts = counts + prior.smoothing / max(width, 1) + prior.right * np.eye(width)
    total = counts.sum(axis=2, keepdims=True)
    return np.asarray(counts / np.where(total > 0, total, 1))
