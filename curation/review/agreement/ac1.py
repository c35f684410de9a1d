"""Gwet's AC1, which stays meaningful when nearly all answers are the same."""

import numpy as np

from curation.review.agreement.percent import percent
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats


def ac1(profiles: Profiles, times: Floats) -> Floats:
    """Gwet's AC1 for each row of `times`; NaN where only one value was given.

    The number of categories is the number of different values that were given. Source: Gwet
    (2008), Computing inter-rater reliability in the presence of high agreement.
    """
    shares = profiles.prevalence(times)
    categories = np.count_nonzero(shares, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_chance = (shares * (1 - shares)).sum(axis=1) / (categories - 1)
        kappa = (percent(profiles, times) - by_chance) / (1 - by_chance)
    return np.where(categories > 1, kappa, np.nan)
