"""Fleiss' kappa, for any number of answers per item."""

import numpy as np

from curation.review.agreement.percent import percent
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats


def fleiss_kappa(profiles: Profiles, times: Floats) -> Floats:
    """Fleiss' kappa for each row of `times`; NaN where only one value was given.

    Items with one answer count in the prevalence of the values, not in the agreement. Source:
    Fleiss (1971); with gaps as Gwet (2014), Handbook of Inter-Rater Reliability, chapter 2.
    """
    shares = profiles.prevalence(times)
    by_chance = (shares**2).sum(axis=1)
    several = np.count_nonzero(shares, axis=1) > 1
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = (percent(profiles, times) - by_chance) / (1 - by_chance)
    return np.where(several, kappa, np.nan)
