"""Sources are named at each figure."""

from fractions import Fraction
from math import sqrt

import pytest

from curation.evaluation.comparison import Verdict
from curation.evaluation.grade import RIGHT, WRONG
from curation.evaluation.slices import compare_slices, holm, reweight


def grades(text):
    return [RIGHT if letter == "r" else WRONG for letter in text]


def test_holm_multiplies_the_smallest_most():
    """R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize("level", [0.005, 0.01, 0.05, 0.1, 0.3])
def test_adjusted_values_reject_what_the_step_down_procedure_rejects(level):
    """Holm (1979): go up from the smallest while p <= level / (hypotheses left)."""
    values = [0.001, 0.2, 0.04, 0.04, 0.9, 0.011]
    rejected = set()
    for rank, value in enumerate(sorted(values)):
        if value > level / (len(values) - rank):
            break
        rejected.add(value)
    assert {v for v, p in zip(values, holm(values), strict=True) if p <= level} == rejected


def test_nothing_is_adjusted_to_nothing():
    assert holm([]) == []


def test_each_part_is_compared_by_itself():
    large, small = compare_slices(["a", "b", "a", ""], grades("wwwr"), grades("rwrw"))
    assert (large.name, large.comparison.pairs.n, large.shares) == ("a", 2, (0.0, 1.0))
    assert (small.name, small.shares) == ("b", (0.0, 0.0))


def test_what_one_part_alone_would_show_may_not_be_shown_among_many():
    """Six wins of six: mid-p 1/64. Four parts make it 1/16."""
    one = compare_slices(["a"] * 6, grades("w" * 6), grades("r" * 6))
    names = [name for name in "abcd" for _ in range(6)]
    four = compare_slices(names, grades("w" * 24), grades("r" * 6 + "w" * 18))
    assert one[0].comparison.verdict == Verdict.BETTER
    found = {part.name: part.comparison for part in four}["a"]
    assert (found.p, found.verdict) == (pytest.approx(1 / 16), Verdict.NOT_SHOWN)


def test_a_difference_is_weighted_as_in_production():
    """Half of the tests are of a part that is a tenth of production: .1 * 1 + .9 * 0."""
    found = reweight(
        ["rare"] * 4 + ["usual"] * 4,
        grades("w" * 8),
        grades("rrrrwwww"),
        {"rare": Fraction(1, 10), "usual": Fraction(9, 10)},
    )
    # by hand: v of rare ((4 + 2) / 6 - (4 / 6)^2) / 6 = 5 / 54, of usual (2 / 6 - 0) / 6 = 1 / 18
    half = 1.959964 * sqrt(0.01 * 5 / 54 + 0.81 / 18)
    assert found.difference == pytest.approx(0.1)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (0.1 - half, 0.1 + half), abs=1e-6
    )


def test_what_was_not_tested_is_said_to_be_left_out():
    found = reweight(["a"], grades("w"), grades("r"), {"a": Fraction(1, 4), "b": Fraction(3, 4)})
    assert (found.covered, found.difference) == (0.25, 1.0)


def test_without_anything_of_production_there_is_no_figure():
    assert reweight(["a"], grades("w"), grades("r"), {"b": Fraction(1)}) is None
