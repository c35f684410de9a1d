"""Dawid and Skene's model: reviewers err in their own ways, and items have one true value."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

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
    estimate = _maximise(answers, truth, prior)
    for _ in range(ROUNDS):
        after = _maximise(answers, estimate.truth, prior)
        moved = float(np.abs(after.truth - estimate.truth).max())
        estimate = after
        if moved < ENOUGH:
            break
    return estimate


def _maximise(answers: AnswerTable, truth: Floats, prior: Prior) -> Estimate:
    """One round: prevalence and errors from the truth, then the truth from them."""
    prevalence = truth.mean(axis=0)
    errors = _errors(answers, truth, prior)
    with np.errstate(divide="ignore"):
        log_errors, log_prevalence = np.log(errors), np.log(prevalence)
    weight = np.tile(log_prevalence, (len(answers.items), 1))
    per_answer = log_errors[answers.reviewer, :, answers.value]
    for true in range(len(answers.values)):
        weight[:, true] += np.bincount(
            answers.item, weights=per_answer[:, true], minlength=len(answers.items)
        )
    top = weight.max(axis=1, keepdims=True)
    share = np.exp(weight - top)
    total = share.sum(axis=1, keepdims=True)
    return Estimate(
        truth=share / total,
        prevalence=prevalence,
        errors=errors,
        log_likelihood=float((top + np.log(total)).sum()),
    )


def _errors(answers: AnswerTable, truth: Floats, prior: Prior) -> Floats:
    people, width = len(answers.reviewers), len(answers.values)
    counts = np.empty((people, width, width))
    given = answers.reviewer * width + answers.value
    for true in range(width):
        counts[:, true, :] = np.bincount(
            given, weights=truth[answers.item, true], minlength=people * width
        ).reshape(people, width)
    counts += prior.smoothing / max(width, 1) + prior.right * np.eye(width)
    total = counts.sum(axis=2, keepdims=True)
    return counts / np.where(total > 0, total, 1)
