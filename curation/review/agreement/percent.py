"""Percent agreement: how often two reviewers of one item gave the same answer."""

import numpy as np

from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats


def percent(profiles: Profiles, times: Floats, weights: Floats | None = None) -> Floats:
    """The share of agreeing pairs, averaged over items, for each row of `times`: 0 to 1.

    `weights` gives part of the credit to values that are near each other (see `weight_matrix`).
    NaN where no item counts. Source: Gwet (2014), Handbook of Inter-Rater Reliability, chapter 2.
    """
    near = profiles.counts if weights is None else profiles.counts @ weights
    together = np.asarray(profiles.counts.multiply(near).sum(axis=1), dtype=np.float64).ravel()
    per_item = (together - profiles.size) / (profiles.size * (profiles.size - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((times @ per_item) / times.sum(axis=1), dtype=np.float64)
