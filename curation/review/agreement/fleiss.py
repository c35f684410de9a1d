"""Fleiss' kappa, for any number of answers per item."""

import numpy as np

from curation.review.agreement.percent import percent
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats


def fleiss_kappa(profiles: Profiles, times: Floats, weights: Floats | None = None) -> Floats:
    """Fleiss' kappa for each row of `times`; NaN where only one value was given.

    Items with one answer count in the prevalence of the values, not in the agreement. Source:
    Fleiss (1971); with gaps and `weights` as Gwet (2014), Handbook of Inter-Rater Reliability,
    chapters 2 and 3.
    """
    shares = profiles.prevalence(times)
    near = shares if weights is None else shares @ weights
    by_chance = (shares * near).sum(axis=1)
    several = np.count_nonzero(shares, axis=1) > 1
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = (percent(profiles, times, weights) - by_chance) / (1 - by_chance)
    return np.where(several, kappa, np.nan)


def fleiss_by_value(profiles: Profiles) -> Floats:
    """Fleiss' kappa of each value against all others, as if those were one.

    NaN where a value was never given, or nothing else was. Source: Fleiss (1971), equation 15.
    """
    weight = profiles.times
    shares = profiles.prevalence(weight[None, :])[0]
    own = profiles.counts.multiply(1 / (profiles.size * (profiles.size - 1))[:, None])
    differing = np.asarray(
        own.multiply(profiles.size[:, None] - profiles.counts.toarray()).T @ weight
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = shares * (1 - shares) * weight.sum()
        return np.where(chance > 0, 1 - differing / chance, np.nan)
