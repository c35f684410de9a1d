"""The table of measures."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from curation.review.agreement.ac1 import ac1, brennan_prediger
from curation.review.agreement.alpha import alpha
from curation.review.agreement.bootstrap import Interval, Statistic, bootstrap
from curation.review.agreement.cohen import (
    cohen_intervals,
    cohen_pairs,
    conger_kappa,
    mean_kappa,
    pair_table,
)
from curation.review.agreement.fleiss import fleiss_kappa
from curation.review.agreement.percent import percent
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats, Level, Ratings
from curation.review.agreement.weights import Weighting, weight_matrix

MEASURES: Mapping[str, Statistic] = {
    "alpha": alpha,
    "fleiss_kappa": fleiss_kappa,
    "ac1": ac1,
    "brennan_prediger": brennan_prediger,
    "percent": percent,
}
"""Every measure that follows from the profiles alone, by name."""

_WEIGHTED: Mapping[str, tuple[Callable[..., Floats], Weighting]] = {
    "ac2": (ac1, Weighting.QUADRATIC),
}
_COHEN: Mapping[str, Weighting | None] = {
    "cohen_kappa": None,
    "cohen_linear": Weighting.LINEAR,
    "cohen_quadratic": Weighting.QUADRATIC,
}

NAMES = (*MEASURES, *_WEIGHTED, *_COHEN, "conger_kappa")
"""The names of all figures; those with weights are None for nominal values."""


def figures(ratings: Ratings, profiles: Profiles) -> dict[str, float | None]:
    """Every figure by name; None where one is undefined, or has no sense for the level."""
    found: dict[str, float | None] = dict.fromkeys(NAMES)
    if not profiles.items:
        return found
    for name, statistic in _statistics(profiles).items():
        value = float(statistic(profiles, profiles.times[None, :])[0])
        found[name] = None if np.isnan(value) else value
    table = pair_table(ratings)
    for name, weights in _cohen_weights(ratings).items():
        found[name] = mean_kappa(cohen_pairs(ratings, weights, table=table))
    found["conger_kappa"] = conger_kappa(ratings, found["percent"])
    return found


def intervals(
    ratings: Ratings, profiles: Profiles, *, seed: int, rounds: int
) -> dict[str, Interval | None]:
    """The 95 % interval of every figure by name, but Conger's; None where there is none."""
    return {
        **dict.fromkeys(NAMES),
        **bootstrap(profiles, _statistics(profiles), seed=seed, rounds=rounds),
        **cohen_intervals(ratings, _cohen_weights(ratings), seed=seed, rounds=rounds),
    }


def _statistics(profiles: Profiles) -> dict[str, Statistic]:
    found = dict(MEASURES)
    for name, (statistic, weighting) in _WEIGHTED.items():
        weights = _weights(profiles.numbers, profiles.level, weighting)
        if weights is not None:
            found[name] = partial(statistic, weights=weights)
    return found


def _cohen_weights(ratings: Ratings) -> dict[str, Floats | None]:
    found: dict[str, Floats | None] = {}
    for name, weighting in _COHEN.items():
        weights = None
        if weighting is not None:
            weights = _weights(ratings.numbers, ratings.level, weighting)
            if weights is None:
                continue
        found[name] = weights
    return found


def _weights(numbers: Floats, level: Level, weighting: Weighting) -> Floats | None:
    return None if level is Level.NOMINAL else weight_matrix(numbers, weighting)
