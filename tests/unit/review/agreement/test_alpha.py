"""Krippendorff's alpha against published figures."""

import pytest

from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.ratings import Level
from tests.unit.review.tables import (
    FLEISS_1971,
    KRIPPENDORFF_2011,
    WIKIPEDIA_ALPHA,
    digits,
    from_file,
    grid,
    long,
)


def alpha(table, level="nominal"):
    return measure_agreement(table, level=Level(level), rounds=0).alpha


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.7434), ("ordinal", 0.8154), ("interval", 0.8491), ("ratio", 0.7974)],
)
def test_krippendorff_2011(level, published):
    assert alpha(grid(KRIPPENDORFF_2011), level) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.6914), ("interval", 0.8108)])
def test_wikipedia_with_gaps(level, published):
    assert alpha(grid(WIKIPEDIA_ALPHA), level) == pytest.approx(published, abs=5e-5)


def test_fleiss_1971_by_another_program():
    assert alpha(digits(FLEISS_1971)) == pytest.approx(0.4334, abs=5e-5)


def test_snow_2008_textual_entailment(shared):
    """800 pairs, 164 workers; the figure was computed with three other libraries."""
    table = from_file(shared / "annotations" / "snow2008" / "rte.csv")
    assert alpha(table) == pytest.approx(0.2415, abs=5e-5)


def test_the_numbers_count_at_interval_not_their_spelling():
    one = [("1", "a", "1"), ("1", "b", "2"), ("2", "a", "3"), ("2", "b", "3")]
    other = [("1", "a", "1.0"), ("1", "b", "2.00"), ("2", "a", "3"), ("2", "b", "3.0")]
    assert alpha(long(one), "interval") == alpha(long(other), "interval")


def test_ordinal_depends_on_the_order_of_the_values_only():
    small = long([("1", "a", "1"), ("1", "b", "2"), ("2", "a", "3"), ("2", "b", "3")])
    large = long([("1", "a", "10"), ("1", "b", "200"), ("2", "a", "3000"), ("2", "b", "3000")])
    assert alpha(small, "ordinal") == pytest.approx(alpha(large, "ordinal"))


def test_two_zeros_are_equal_as_ratios():
    table = long([("1", "a", "0"), ("1", "b", "0"), ("2", "a", "5"), ("2", "b", "5")])
    assert alpha(table, "ratio") == 1
