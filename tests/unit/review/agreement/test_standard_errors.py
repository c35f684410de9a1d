"""Standard errors and the intervals that follow from them, against published ones."""

import pytest
from scipy.stats import norm, t

from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.ratings import Level
from tests.unit.review.tables import GWET, SAS, contingency, counted, long

PSYCHIATRISTS = ((40, 4, 4, 17), (6, 25, 2, 13), (4, 1, 21, 12), (15, 5, 9, 45))
"""Gwet, Handbook of Inter-Rater Reliability: 223 patients, diagnosed by two methods."""


@pytest.mark.parametrize(
    ("name", "published"), [("ac1", 0.143), ("alpha", 0.146), ("brennan_prediger", 0.145)]
)
def test_gwet_four_raters(name, published):
    found = measure_agreement(GWET, rounds=0).standard_errors[name]
    assert found == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "items", "published"),
    [("ac1", 12, 0.461), ("fleiss_kappa", 12, 0.424), ("alpha", 11, 0.419)],
)
def test_gwet_four_raters_lower_bounds(name, items, published):
    """By Student's t over the items that count; the upper bounds are all beyond 1."""
    found = measure_agreement(GWET, rounds=0)
    low = getattr(found, name) - t.ppf(0.975, items - 1) * found.standard_errors[name]
    assert low == pytest.approx(published, abs=5e-4)


def test_cohen_as_sas_prints_it():
    found = measure_agreement(contingency(SAS), rounds=0)
    error = found.standard_errors["cohen_kappa"]
    away = norm.ppf(0.975) * error
    assert error == pytest.approx(0.1380, abs=5e-5)
    bounds = (found.cohen_kappa - away, found.cohen_kappa + away)
    assert bounds == pytest.approx((0.2137, 0.7547), abs=5e-5)


def test_cohen_of_two_ways_to_diagnose():
    found = measure_agreement(contingency(PSYCHIATRISTS), rounds=0)
    assert found.cohen_kappa == pytest.approx(0.432, abs=6e-4)
    assert found.standard_errors["cohen_kappa"] == pytest.approx(0.046, abs=5e-4)


def test_cohen_has_none_with_three_reviewers():
    errors = measure_agreement(counted([[2, 1], [0, 3], [3, 0]]), rounds=0).standard_errors
    assert errors["cohen_kappa"] is None
    assert errors["ac1"] > 0


def test_alpha_has_none_where_distances_count():
    found = measure_agreement(GWET, level=Level.INTERVAL, rounds=0)
    assert found.standard_errors["alpha"] is None


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("1", "a", "x"), ("1", "b", "y")],
        [("1", "a", "x"), ("1", "b", "x"), ("2", "a", "x"), ("2", "b", "x")],
        [("1", "a", "x"), ("2", "b", "y")],
    ],
)
def test_without_two_items_and_two_values_there_is_none(rows):
    found = measure_agreement(long(rows), rounds=0).standard_errors
    assert set(found.values()) == {None}
