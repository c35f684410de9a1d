"""The standard errors that published tables print beside the figures.

They come from formulas for many items, not from drawing items again and again: the interval of
`bootstrap` is the better one for few items. They are here to be held against other programs.
"""

import numpy as np
from scipy.sparse import csr_array, vstack

from curation.review.agreement.cohen import pair_table
from curation.review.agreement.profiles import Profiles
from curation.review.agreement.ratings import Floats, Level, Ratings

NAMES = ("alpha", "fleiss_kappa", "ac1", "brennan_prediger", "cohen_kappa")
"""The figures that have one: those that count equal answers only, and Cohen's for two reviewers."""


def standard_errors(ratings: Ratings, profiles: Profiles) -> dict[str, float | None]:
    """The standard error of each figure of NAMES over items.

    Alpha's is for the nominal level alone, Cohen's for exactly two reviewers. None otherwise, where
    a figure is undefined, and with fewer than two items that two reviewers answered. Source:
    Gwet (2014), Handbook of Inter-Rater Reliability, chapters 5 and 6 (linearisation); for Cohen's
    Fleiss, Cohen and Everitt (1969), equation 13.
    """
    found: dict[str, float | None] = dict.fromkeys(NAMES)
    if profiles.items < 2 or np.count_nonzero(profiles.counts.T @ profiles.times) < 2:
        return found
    if ratings.level is Level.NOMINAL:
        found["alpha"] = _of_alpha(profiles)
    found.update(_of_kappas(profiles))
    if ratings.reviewers == 2:
        found["cohen_kappa"] = _of_cohen(ratings)
    return found


def _of_kappas(profiles: Profiles) -> dict[str, float]:
    """Those of the kappas that take chance from the shares of all answers."""
    counts, size, times = _with_singles(profiles)
    n, several = times.sum(), size > 1
    pairs = np.where(several, size * (size - 1), 1)
    agreed = (_squares(counts) - size) / pairs
    percent = float(times @ agreed / times[several].sum())
    shares = counts.T @ (times / size) / n
    width = int(np.count_nonzero(shares))
    by_chance = {
        "fleiss_kappa": (shares @ shares, counts @ shares / size),
        "ac1": (
            (shares * (1 - shares)).sum() / (width - 1),
            counts @ (1 - shares) / size / (width - 1),
        ),
        "brennan_prediger": (1 / width, np.full(len(size), 1 / width)),
    }
    found = {}
    for name, (chance, own) in by_chance.items():
        kappa = (percent - chance) / (1 - chance)
        each = (n / times[several].sum()) * (agreed - chance * several) / (1 - chance)
        each = each - 2 * (1 - kappa) * (own - chance) / (1 - chance)
        found[name] = _spread(each, kappa, times)
    return found


def _of_alpha(profiles: Profiles) -> float:
    counts, size, times = profiles.counts, profiles.size, profiles.times
    n = times.sum()
    mean = float(times @ size / n)
    own = (_squares(counts) - size) / (mean * (size - 1))
    plain = float(times @ own / n)
    agreed = plain + (1 - plain) / (n * mean)  # Krippendorff's correction for few answers
    shares = counts.T @ times / (n * mean)
    chance = float(shares @ shares)
    kappa = (plain - chance) / (1 - chance)
    longer = (size - mean) / mean  # items with many answers weigh more
    each = (own - agreed * longer - chance) / (1 - chance)
    by_chance = counts @ shares / mean - chance * longer
    return _spread(each - 2 * (1 - kappa) * (by_chance - chance) / (1 - chance), kappa, times)


def _of_cohen(ratings: Ratings) -> float | None:
    table, width = pair_table(ratings), len(ratings.values)
    first = table.a < table.b
    mine, other = table.mine[first], table.other[first]
    n = table.counts[first].sum()
    joint = table.counts[first] / n
    rows = np.bincount(mine, joint, width)
    columns = np.bincount(other, joint, width)
    agreed, chance = float(joint[mine == other].sum()), float(rows @ columns)
    if chance > 1 - 1e-12:
        return None
    kappa = (agreed - chance) / (1 - chance)
    away = (mine == other) - (1 - kappa) * (columns[mine] + rows[other])
    spread = float(joint @ away**2) - (agreed - 2 * (1 - kappa) * chance) ** 2
    return float(np.sqrt(max(spread, 0.0) / n) / (1 - chance))


def _with_singles(profiles: Profiles) -> tuple[csr_array, Floats, Floats]:
    """Counts, size and times of the profiles and of the items with one answer."""
    alone = np.flatnonzero(profiles.singles)
    place = (np.arange(len(alone)), alone)
    one = csr_array((np.ones(len(alone)), place), shape=(len(alone), len(profiles.singles)))
    return (
        csr_array(vstack([profiles.counts, one])),
        np.concatenate([profiles.size, np.ones(len(alone))]),
        np.concatenate([profiles.times, profiles.singles[alone]]),
    )


def _squares(counts: csr_array) -> Floats:
    return np.asarray(counts.power(2).sum(axis=1), dtype=np.float64).ravel()


def _spread(each: Floats, whole: float, times: Floats) -> float:
    """The standard error of a figure from the part of it that each item stands for."""
    n = times.sum()
    return float(np.sqrt((times * (each - whole) ** 2).sum() / (n * (n - 1))))
