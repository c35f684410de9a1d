"""Krippendorff's alpha for nominal, ordinal, interval and ratio values, with gaps.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Alpha is one minus the
observed over the expected disagreement of pairs of answers to one item.
"""

import numpy as np
from scipy.sparse import csr_array

from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats, Level

CELLS = 4_000_000
"""How many numbers a block of drawn tables may hold at a time."""

MOST_RATIOS = 3_000
"""With more different values the ratio distances of all pairs would not fit in memory."""


def alpha(profiles: Profiles, times: Floats) -> Floats:
    """Krippendorff's alpha for each row of `times`, which says how often each profile counts.

    NaN in a row where fewer than two different values were given, and for ratio everywhere when
    there are more than 3,000 different values.
    """
    width = max(1, *profiles.counts.shape)
    step = max(1, CELLS // width)
    blocks = [_block(profiles, times[i : i + step]) for i in range(0, len(times), step)]
    return np.concatenate(blocks) if blocks else np.empty(0)


def _block(profiles: Profiles, times: Floats) -> Floats:
    if profiles.level is Level.RATIO and len(profiles.numbers) > MOST_RATIOS:
        return np.full(len(times), np.nan)
    totals = np.asarray((profiles.counts.T @ times.T).T)  # how often each value was given
    observed, expected = _DISAGREEMENTS[profiles.level](profiles, times, totals)
    several = (totals > 0).sum(axis=1) > 1
    with np.errstate(divide="ignore", invalid="ignore"):
        answers = totals.sum(axis=1)
        return np.where(several, 1 - observed * (answers - 1) / expected, np.nan)


def _nominal(profiles: Profiles, times: Floats, totals: Floats) -> tuple[Floats, Floats]:
    per_item = (profiles.size**2 - _row_sums(profiles.counts.power(2))) / (profiles.size - 1)
    expected = totals.sum(axis=1) ** 2 - (totals**2).sum(axis=1)
    return times @ per_item, expected


def _interval(profiles: Profiles, times: Floats, totals: Floats) -> tuple[Floats, Floats]:
    scores = profiles.numbers - profiles.numbers.mean() if len(profiles.numbers) else np.zeros(1)
    sums, squares = profiles.counts @ scores, profiles.counts @ scores**2
    per_item = 2 * (profiles.size * squares - sums**2) / (profiles.size - 1)
    return times @ per_item, _squared_distances(totals, scores)


def _ordinal(profiles: Profiles, times: Floats, totals: Floats) -> tuple[Floats, Floats]:
    """As interval, over the values' middle ranks among the answers: the same by definition."""
    ranks = np.cumsum(totals, axis=1) - totals / 2 - totals.sum(axis=1, keepdims=True) / 2
    sums, squares = profiles.counts @ ranks.T, profiles.counts @ (ranks**2).T
    size = profiles.size[:, None]
    per_item = 2 * (size * squares - sums**2) / (size - 1)
    return (times * per_item.T).sum(axis=1), _squared_distances(totals, ranks)


def _ratio(profiles: Profiles, times: Floats, totals: Floats) -> tuple[Floats, Floats]:
    column, row = profiles.numbers[:, None], profiles.numbers[None, :]
    both = column + row
    distance = np.divide(column - row, both, out=np.zeros_like(both), where=both > 0) ** 2
    spread = np.asarray(profiles.counts @ distance)
    per_item = _row_sums(profiles.counts.multiply(spread)) / (profiles.size - 1)
    return times @ per_item, ((totals @ distance) * totals).sum(axis=1)


def _squared_distances(totals: Floats, scores: Floats) -> Floats:
    """The sum of squared distances over all ordered pairs of answers."""
    answers = totals.sum(axis=1)
    spread = answers * (totals * scores**2).sum(axis=1) - (totals * scores).sum(axis=1) ** 2
    return np.asarray(2 * spread, dtype=np.float64)


def _row_sums(matrix: csr_array) -> Floats:
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


_DISAGREEMENTS = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _ordinal,
    Level.INTERVAL: _interval,
    Level.RATIO: _ratio,
}
