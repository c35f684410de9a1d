"""The table of measures."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from curation.review.agreement.ac1 import ac1
from curation.review.agreement.alpha import alpha
from curation.review.agreement.bootstrap import Statistic
from curation.review.agreement.cohen import cohen_kappa
from curation.review.agreement.fleiss import fleiss_kappa
from curation.review.agreement.percent import percent
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Ratings

Measure = Callable[[Ratings, Profiles], float | None]
"""One figure from -1 to 1; None where it is undefined."""


def _by_profiles(statistic: Statistic) -> Measure:
    def measure(ratings: Ratings, profiles: Profiles) -> float | None:
        if not profiles.items:
            return None
        value = float(statistic(profiles, profiles.times[None, :])[0])
        return None if np.isnan(value) else value

    return measure


def _cohen(ratings: Ratings, profiles: Profiles) -> float | None:
    return cohen_kappa(ratings)


MEASURES: Mapping[str, Measure] = {
    "alpha": _by_profiles(alpha),
    "fleiss_kappa": _by_profiles(fleiss_kappa),
    "cohen_kappa": _cohen,
    "ac1": _by_profiles(ac1),
    "percent": _by_profiles(percent),
}
"""Every measure by the name it has in Agreement."""


def figures(ratings: Ratings, profiles: Profiles) -> dict[str, Any]:
    """Every measure of the table, by name; None where one is undefined."""
    return {name: measure(ratings, profiles) for name, measure in MEASURES.items()}
