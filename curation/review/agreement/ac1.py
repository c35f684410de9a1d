"""Gwet's AC1 and AC2, which stay meaningful when nearly all answers are the same."""

import numpy as np

from curation.review.agreement.percent import percent
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats


def ac1(profiles: Profiles, times: Floats, weights: Floats | None = None) -> Floats:
    """Gwet's AC1 for each row of `times`, AC2 with `weights`; NaN where only one value was given.

    The number of categories is the number of different values that were given. Source: Gwet
    (2008), Computing inter-rater reliability in the presence of high agreement; for AC2 Gwet
    (2014), Handbook of Inter-Rater Reliability, chapter 3.
    """
    shares = profiles.prevalence(times)
    given = (shares > 0).astype(np.float64)
    categories = given.sum(axis=1)
    credit = categories if weights is None else ((given @ weights) * given).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_chance = credit * (shares * (1 - shares)).sum(axis=1) / (categories * (categories - 1))
        kappa = (percent(profiles, times, weights) - by_chance) / (1 - by_chance)
    return np.where(categories > 1, kappa, np.nan)


def brennan_prediger(
    profiles: Profiles, times: Floats, weights: Floats | None = None, *, possible: int = 0
) -> Floats:
    """Brennan and Prediger's kappa for each row of `times`: by chance all values are as likely.

    Also called free-marginal kappa (Randolph) and the S score. The values are those that were
    given; without weights `possible` says that there are more. NaN where only one value was given.
    Source: Brennan and Prediger (1981).
    """
    given = (profiles.prevalence(times) > 0).astype(np.float64)
    categories = np.maximum(given.sum(axis=1), possible)
    credit = categories if weights is None else ((given @ weights) * given).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_chance = credit / categories**2
        kappa = (percent(profiles, times, weights) - by_chance) / (1 - by_chance)
    return np.where(given.sum(axis=1) > 1, kappa, np.nan)
