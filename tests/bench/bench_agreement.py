"""Agreement on a million answers, beside scikit-learn and statsmodels on the same table."""

import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import combinations

import duckdb
import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.cohen import cohen_kappa
from curation.review.agreement.fleiss import fleiss_kappa
from curation.review.agreement.profiles import count_profiles
from curation.review.agreement.ratings import Ratings, encode_ratings
from curation.review.consensus.dawid_skene import PRIORS, dawid_skene
from tests.bench.goals import Goal, print_goals

ITEMS, EACH, PEOPLE, LABELS = 100_000, 10, 50, 5


def make_table() -> pd.DataFrame:
    """100,000 items, each answered by 10 of 50 reviewers, right four times in five."""
    rng = np.random.default_rng(1)
    item = np.repeat(np.arange(ITEMS), EACH)
    reviewer = np.tile(np.arange(EACH), ITEMS) + EACH * rng.integers(0, PEOPLE // EACH, len(item))
    truth = np.repeat(rng.integers(0, LABELS, ITEMS), EACH)
    value = np.where(rng.random(len(item)) < 0.8, truth, rng.integers(0, LABELS, len(item)))
    return pd.DataFrame(
        {
            "item": "item " + pd.Series(item).astype(str),
            "reviewer": "reviewer " + pd.Series(reviewer).astype(str),
            "value": "label " + pd.Series(value).astype(str),
        }
    )


def make_small_table() -> pd.DataFrame:
    """A real project: 2,000 items, each answered by 3 of 6 reviewers."""
    rng = np.random.default_rng(2)
    item = np.repeat(np.arange(2000), 3)
    reviewer = np.concatenate([rng.permutation(6)[:3] for _ in range(2000)])
    truth = np.repeat(rng.integers(0, LABELS, 2000), 3)
    value = np.where(rng.random(len(item)) < 0.8, truth, rng.integers(0, LABELS, len(item)))
    return pd.DataFrame({"item": item, "reviewer": reviewer, "value": value}).astype(str)


def scikit_learn_kappa(ratings: Ratings) -> float:
    """The mean of scikit-learn's kappa over all pairs, from the codes of the same table."""
    wide = np.full((ratings.items, ratings.reviewers), -1)
    wide[ratings.item, ratings.reviewer] = ratings.value
    kappas = []
    for a, b in combinations(range(ratings.reviewers), 2):
        both = (wide[:, a] >= 0) & (wide[:, b] >= 0)
        if both.any():
            kappas.append(cohen_kappa_score(wide[both, a], wide[both, b]))
    return float(np.mean(kappas))


def statsmodels_figures(ratings: Ratings) -> tuple[float, float]:
    """Fleiss' kappa, and the mean of Cohen's over all pairs, from the codes of the same table."""
    from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

    width = len(ratings.values)
    counts = np.bincount(ratings.item * width + ratings.value, minlength=ratings.items * width)
    wide = np.full((ratings.items, ratings.reviewers), -1)
    wide[ratings.item, ratings.reviewer] = ratings.value
    kappas = []
    for a, b in combinations(range(ratings.reviewers), 2):
        both = (wide[:, a] >= 0) & (wide[:, b] >= 0)
        joint = np.bincount(wide[both, a] * width + wide[both, b], minlength=width**2)
        if both.any():
            kappas.append(cohens_kappa(joint.reshape(width, width)).kappa)
    return float(fleiss_kappa(counts.reshape(ratings.items, width))), float(np.mean(kappas))


def print_statsmodels(ratings: Ratings, ours: float) -> None:
    """Its figures and time, where it is installed: it is no part of the project."""
    if find_spec("statsmodels") is None:
        print("  statsmodels is not installed: pip install statsmodels shows it here")
        return
    statsmodels_figures(encode_ratings(make_small_table()))  # its import does not count
    seconds, (fleiss, cohen) = timed(lambda: statsmodels_figures(ratings), times=1)
    profiles = count_profiles(ratings)
    own = float(fleiss_kappa(profiles, profiles.times[None, :])[0])
    print(f"  statsmodels, Fleiss and all pairs {seconds:6.2f} s")
    print(f"  Fleiss differs by {abs(own - fleiss):.1e}, Cohen by {abs(ours - cohen):.1e}")


SQL_PROFILES = """
with counted as (select item, {counts} from answers group by item)
select {names}, count(*) as times from counted group by all
"""


def count_in_sql(table: pd.DataFrame) -> dict[tuple[int, ...], int]:
    """How many items have each count of the values, by one pass of DuckDB over the same table."""
    values = sorted(table["value"].unique())
    names = [f"v{place}" for place in range(len(values))]
    counts = [
        f"count(*) filter (value = '{value}') as {name}"
        for value, name in zip(values, names, strict=True)
    ]
    with duckdb.connect() as connection:
        connection.register("answers", table)
        sql = SQL_PROFILES.format(counts=", ".join(counts), names=", ".join(names))
        return {row[:-1]: row[-1] for row in connection.execute(sql).fetchall()}


def timed(work: Callable[[], object], *, times: int = 3) -> tuple[float, object]:
    """The best of some runs, in seconds of the processor, and the result."""
    best, result = float("inf"), None
    for _ in range(times):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return best, result


def main() -> None:
    """Print seconds, and ratios to scikit-learn in the same run."""
    table = make_table()
    ratings = encode_ratings(table)
    coding, _ = timed(lambda: encode_ratings(table))
    counting, profiles = timed(lambda: count_profiles(ratings))
    in_sql, counted = timed(lambda: count_in_sql(table))
    same = {
        tuple(int(count) for count in counts): int(times)
        for counts, times in zip(profiles.counts.toarray(), profiles.times, strict=True)
    }
    print(f"profiles counted in SQL are the same: {'yes' if counted == same else 'NO'}")
    own, ours = timed(lambda: cohen_kappa(ratings))
    peer, theirs = timed(lambda: scikit_learn_kappa(ratings), times=1)
    points, found = timed(lambda: measure_agreement(table, rounds=0))
    everything, _ = timed(lambda: measure_agreement(table))
    modelled, _ = timed(lambda: dawid_skene(table, prior=PRIORS["expert"]))
    small = make_small_table()
    live, _ = timed(lambda: measure_agreement(small))
    print(f"{len(table):,} answers, {len(profiles.times):,} profiles, {found.reviewers} reviewers")
    print(f"reading the table into codes        {coding:6.2f} s")
    print(f"counting profiles                   {counting:6.2f} s")
    print(f"  in SQL, from the same table       {in_sql:6.2f} s   {in_sql / counting:.1f} x")
    print(f"Cohen's kappa of all pairs          {own:6.2f} s")
    print(f"  scikit-learn, from the same codes {peer:6.2f} s   {peer / own:.1f} x")
    print(f"  the two differ by                 {abs(ours - theirs):.1e}")
    print_statsmodels(ratings, float(str(ours)))
    print(f"all figures from the long table     {points:6.2f} s")
    print(f"all figures and 2,000 rounds        {everything:6.2f} s")
    print(f"2,000 items x 3 of 6, 2,000 rounds  {live:6.2f} s")
    print(f"Dawid and Skene, expert prior       {modelled:6.2f} s")
    print_goals(
        [
            Goal(name="Dawid and Skene, s", value=modelled, bound=2.0, at_most=True),
            Goal(
                name="point figures of a million answers, s", value=points, bound=0.3, at_most=True
            ),
            Goal(name="with 2,000 rounds, s", value=everything, bound=1.5, at_most=True),
            Goal(name="kappa of 1,225 pairs, s", value=own, bound=0.5, at_most=True),
            Goal(name="times faster than scikit-learn for the pairs", value=peer / own, bound=1.0),
        ]
    )


if __name__ == "__main__":
    main()
