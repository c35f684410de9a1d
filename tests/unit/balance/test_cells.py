"""Several attributes at once, held against the exact scan of one and against their own ranges."""

from fractions import Fraction
from random import Random

import pytest

from curation.balance.cells import largest_cut, nearest_cut
from curation.balance.quota import bounds_of
from curation.balance.target import to_shares

AVAILABLE = {("a",): 600, ("b",): 150, ("c",): 120, ("d",): 80, ("e",): 50}
TARGET = to_shares({"a": 5, "b": 35, "c": 30, "d": 20, "e": 10})


@pytest.mark.parametrize(("points", "size"), [(0, 403), (1, 413), (3, 434), (10, 470)])
def test_one_attribute_has_the_sizes_of_the_exact_scan(points, size):
    assert largest_cut(AVAILABLE, [TARGET], tolerance=Fraction(points, 100)).size == size


@pytest.fixture(scope="module")
def pool():
    """2,000 examples with three attributes of 6, 4 and 3 labels, skewed; and even targets."""
    random = Random(1)
    counts = {}
    for _ in range(2000):
        cell = tuple(str(min(k - 1, int(random.expovariate(1) * k / 3))) for k in (6, 4, 3))
        counts[cell] = counts.get(cell, 0) + 1
    targets = [to_shares({str(label): label + 1 for label in range(k)}) for k in (6, 4, 3)]
    return counts, targets


@pytest.mark.parametrize("points", [0, 2])
def test_every_margin_is_in_its_range_and_nothing_above_what_there_is(pool, points):
    counts, targets = pool
    tolerance = Fraction(points, 100)
    cut = largest_cut(counts, targets, tolerance=tolerance)
    assert cut.size > 0
    assert all(count <= counts[cell] for cell, count in cut.counts.items())
    for place, target in enumerate(targets):
        for label, share in target.items():
            taken = sum(n for cell, n in cut.counts.items() if cell[place] == label)
            low, high = bounds_of(2000, share, cut.size, tolerance)
            assert low <= taken <= high


def test_the_same_cells_give_the_same_cut(pool):
    assert largest_cut(*pool).counts == largest_cut(*pool).counts


def test_a_tolerance_lets_the_subset_grow_within_several_attributes_too(pool):
    assert largest_cut(*pool, tolerance=Fraction(1, 20)).size > largest_cut(*pool).size


def test_a_wanted_size_that_fits_is_met(pool):
    assert nearest_cut(*pool, 40).size == 40


def test_a_label_without_a_share_is_not_taken():
    cells = {("x", "l"): 5, ("y", "l"): 5}
    cut = largest_cut(cells, [to_shares({"x": 1}), to_shares({"l": 1})])
    assert cut.counts == {("x", "l"): 5, ("y", "l"): 0}


@pytest.mark.parametrize("cells", [{}, {("z", "z"): 3}])
def test_nothing_that_is_wanted_makes_nothing(cells):
    cut = largest_cut(cells, [to_shares({"x": 1}), to_shares({"l": 1})])
    assert (cut.size, cut.bound) == (0, 0)
