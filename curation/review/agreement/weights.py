"""How nearly equal two values are: the weights of the weighted kappas and of Gwet's AC2."""

from enum import StrEnum

import numpy as np

from curation.review.agreement.ratings import Floats

MOST_VALUES = 3_000
"""With more different values the weights of all pairs would not fit in memory."""


class Weighting(StrEnum):
    """How the credit for two values falls with their distance."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"
    ORDINAL = "ordinal"


def weight_matrix(numbers: Floats, weighting: Weighting) -> Floats | None:
    """The credit from 0 to 1 for each pair of these ascending numbers; 1 on the diagonal.

    `ordinal` looks at the ranks only, by the number of pairs of ranks between the two. None with
    more than 3,000 numbers. Source: Cicchetti and Allison (1971), Fleiss and Cohen (1973), and
    Gwet (2014), Handbook of Inter-Rater Reliability, chapter 3.
    """
    if len(numbers) > MOST_VALUES:
        return None
    if weighting is Weighting.ORDINAL:
        ranks = np.arange(len(numbers))
        steps = np.abs(ranks[:, None] - ranks[None, :])
        distance = (steps * (steps + 1) / 2).astype(np.float64)
    else:
        distance = np.abs(numbers[:, None] - numbers[None, :])
        if weighting is Weighting.QUADRATIC:
            distance = distance**2
    largest = distance.max(initial=0.0)
    return np.asarray(1 - distance / largest if largest > 0 else np.ones_like(distance))
