"""Weighted kappas, AC2 and the less used figures, against published ones."""

import numpy as np
import pandas as pd
import pytest

from curation.review.agreement.ac1 import ac1, brennan_prediger
from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.cohen import cohen_kappa
from curation.review.agreement.fleiss import fleiss_by_value, fleiss_kappa
from curation.review.agreement.profiles import count_profiles
from curation.review.agreement.ratings import Level, encode_ratings
from curation.review.agreement.weights import Weighting, weight_matrix
from tests.unit.review.tables import GWET, SAS, contingency, counted, long

COHEN_1968 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def weighted(statistic, weighting):
    ratings = encode_ratings(GWET, Level.ORDINAL)
    profiles = count_profiles(ratings)
    weights = weight_matrix(ratings.numbers, weighting)
    return statistic(profiles, profiles.times[None, :], weights)[0]


@pytest.mark.parametrize(
    ("statistic", "weighting", "published"),
    [
        (ac1, Weighting.LINEAR, 0.859),
        (ac1, Weighting.QUADRATIC, 0.914),
        (ac1, Weighting.ORDINAL, 0.899),
        (fleiss_kappa, Weighting.LINEAR, 0.818),
        (fleiss_kappa, Weighting.QUADRATIC, 0.865),
        (fleiss_kappa, Weighting.ORDINAL, 0.850),
    ],
)
def test_gwet_four_raters_with_weights(statistic, weighting, published):
    assert weighted(statistic, weighting) == pytest.approx(published, abs=5e-4)


def test_gwet_four_raters_conger_and_brennan_prediger():
    found = measure_agreement(GWET, rounds=0)
    assert found.conger_kappa == pytest.approx(0.76282, abs=5e-6)
    assert found.brennan_prediger == pytest.approx(0.77273, abs=5e-6)


def test_ac2_of_ordered_values_is_the_quadratic_one():
    assert measure_agreement(GWET, level=Level.ORDINAL, rounds=0).ac2 == pytest.approx(
        0.914, abs=5e-4
    )


def test_cohen_linear_as_sas_prints_it():
    found = measure_agreement(contingency(SAS), level=Level.ORDINAL, rounds=0)
    assert found.cohen_linear == pytest.approx(0.4701, abs=5e-5)
    assert found.cohen_kappa == pytest.approx(0.4842, abs=5e-5)


def test_cohen_1968_with_weights_of_its_own():
    """Disagreement counts 0 1 3 / 1 0 6 / 3 6 0: published .348."""
    weights = 1 - np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]]) / 6
    ratings = encode_ratings(contingency(COHEN_1968), Level.ORDINAL)
    assert cohen_kappa(ratings, weights) == pytest.approx(0.348, abs=5e-4)


def test_quadratic_cohen_is_the_intraclass_correlation_of_fleiss_and_cohen():
    """By hand: values 1, 2, 3; observed mean square 1/2, by chance 10/8."""
    table = long(
        [
            (str(i), r, v)
            for i, (a, b) in enumerate(["11", "12", "23", "33"])
            for r, v in zip("ab", (a, b), strict=True)
        ]
    )
    by_chance = np.mean([(x - y) ** 2 for x in (1, 1, 2, 3) for y in (1, 2, 3, 3)])
    found = measure_agreement(table, level=Level.INTERVAL, rounds=0).cohen_quadratic
    assert found == pytest.approx(1 - 0.5 / by_chance)


def test_plain_values_have_no_weights():
    found = measure_agreement(GWET, rounds=0)
    assert (found.ac2, found.cohen_linear, found.cohen_quadratic) == (None, None, None)


@pytest.mark.parametrize(
    ("table", "fixed", "free"),
    [([[7, 1], [3, 5]], 0.161905, 0.214286), ([[6, 1, 0], [0, 7, 0]], 0.708333, 0.785714)],
)
def test_randolph(table, fixed, free):
    """Randolph (2005): kappa with fixed and with free margins; items x counts of the values."""
    ratings = encode_ratings(counted(table))
    profiles = count_profiles(ratings)
    once = profiles.times[None, :]
    assert fleiss_kappa(profiles, once)[0] == pytest.approx(fixed, abs=5e-7)
    found = brennan_prediger(profiles, once, possible=len(table[0]))[0]
    assert found == pytest.approx(free, abs=5e-7)


def test_fleiss_of_each_value_averages_to_the_whole():
    """Fleiss (1971): kappa is the mean of its values' kappas, weighted by p (1 - p)."""
    profiles = count_profiles(encode_ratings(contingency(COHEN_1968)))
    shares = profiles.prevalence(profiles.times[None, :])[0]
    whole = fleiss_kappa(profiles, profiles.times[None, :])[0]
    mean = np.average(fleiss_by_value(profiles), weights=shares * (1 - shares))
    assert mean == pytest.approx(whole)


def test_every_figure_has_an_interval_around_it():
    found = measure_agreement(
        contingency([[40, 9, 1], [6, 45, 4], [2, 3, 30]]), level=Level.ORDINAL
    )
    for name, interval in found.intervals.items():
        if name != "conger_kappa":
            assert interval.low < getattr(found, name) < interval.high


def test_the_interval_of_cohen_is_that_of_drawing_items():
    table = contingency([[40, 20], [30, 60]])
    found = measure_agreement(table).intervals["cohen_kappa"]
    rng = np.random.default_rng(4)
    cells = rng.multinomial(150, np.array([40, 20, 30, 60]) / 150, size=4000) / 150
    agreed = cells[:, 0] + cells[:, 3]
    first, second = cells[:, 0] + cells[:, 1], cells[:, 0] + cells[:, 2]
    chance = first * second + (1 - first) * (1 - second)
    low, high = np.quantile((agreed - chance) / (1 - chance), [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.02)


def test_one_pair_of_many_without_a_kappa_does_not_hide_the_others():
    rows = [(str(n), r, v) for n in range(40) for r, v in (("a", "xy"[n % 2]), ("b", "xy"[n % 2]))]
    rows += [(f"other{n}", r, "x") for n in range(5) for r in "cd"]
    found = measure_agreement(pd.DataFrame(rows, columns=["item", "reviewer", "value"]))
    assert found.cohen_kappa == 1
