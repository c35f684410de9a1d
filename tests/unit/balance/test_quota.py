"""Quotas with published and hand-computed figures."""

from fractions import Fraction

import pytest

from curation.balance.quota import allocate, largest_size, shortfall, size_curve
from curation.balance.target import to_shares

AVAILABLE = {"a": 600, "b": 150, "c": 120, "d": 80, "e": 50}
TARGET = to_shares({"a": 5, "b": 35, "c": 30, "d": 20, "e": 10})


def test_the_largest_subset_of_the_reference_case():
    """d limits it: 80 / 0.2 = 400, and 403 * 0.2 = 80.6 may still be rounded down to 80."""
    assert largest_size(AVAILABLE, TARGET) == 403


def test_the_quotas_of_the_reference_case():
    """403 p = 20.15, 141.05, 120.9, 80.6, 40.3; the last one left goes to a: c and d are full,
    and e (40.3, raised to 41 first) is further below its share than a is after it."""
    assert allocate(AVAILABLE, TARGET, 403) == {"a": 21, "b": 141, "c": 120, "d": 80, "e": 41}


@pytest.mark.parametrize(("points", "size"), [(1, 413), (2, 428), (3, 434), (5, 444), (10, 470)])
def test_a_tolerance_lets_the_subset_grow(points, size):
    assert largest_size(AVAILABLE, TARGET, tolerance=Fraction(points, 100)) == size


def test_the_curve_has_the_sizes_of_the_reference_case():
    points = [Fraction(n, 100) for n in (0, 1, 2, 3, 5, 10)]
    sizes = [size for _, size in size_curve(AVAILABLE, TARGET, points)]
    assert sizes == [403, 413, 428, 434, 444, 470]


@pytest.mark.parametrize("points", [1, 2, 3, 5, 10])
def test_quotas_within_a_tolerance_make_the_whole_size(points):
    tolerance = Fraction(points, 100)
    size = largest_size(AVAILABLE, TARGET, tolerance=tolerance)
    assert sum(allocate(AVAILABLE, TARGET, size, tolerance=tolerance).values()) == size


@pytest.mark.parametrize(("size", "seats"), [(10, [4, 4, 2]), (11, [5, 5, 1])])
def test_largest_remainders_show_the_alabama_paradox(size, seats):
    """One seat more, and the smallest state loses one: 11 * 2/14 = 1.57 < 11 * 6/14 = 4.71."""
    target = to_shares({"x": 6, "y": 6, "z": 2})
    plenty = {"x": 99, "y": 99, "z": 99}
    assert list(allocate(plenty, target, size).values()) == seats


def test_decimal_shares_are_exact():
    """As floats 0.1 * 3 is above 0.3; as fractions 10 of each 100 are just enough."""
    target = to_shares({"x": 0.1, "y": 0.2, "z": 0.7})
    assert largest_size({"x": 10, "y": 20, "z": 70}, target) == 100


def test_a_label_outside_the_target_gets_nothing():
    assert allocate({"x": 5, "other": 50}, to_shares({"x": 1}), 5) == {"x": 5, "other": 0}


def test_a_size_that_cannot_be_had_leaves_the_rest_open():
    """20 in halves wants 10 of y; 4 are there."""
    quotas = allocate({"x": 50, "y": 4}, to_shares({"x": 1, "y": 1}), 20)
    assert quotas == {"x": 10, "y": 4}


def test_the_shortfall_says_how_many_are_missing_of_which_label():
    assert shortfall({"x": 50, "y": 4}, to_shares({"x": 1, "y": 1}), 20) == {"y": 6}


def test_a_wanted_label_without_examples_allows_only_sizes_below_its_share():
    """With 1 % wanted and none there, 99 examples round to 0 of it and 100 do not."""
    target = to_shares({"x": 99, "y": 1})
    assert largest_size({"x": 1000}, target) == 99


@pytest.mark.parametrize("available", [{}, {"x": 0, "y": 0}, {"other": 9}])
def test_nothing_available_makes_nothing(available):
    assert largest_size(available, to_shares({"x": 1, "y": 1})) == 0
