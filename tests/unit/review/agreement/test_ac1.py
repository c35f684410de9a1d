"""Gwet's AC1 and percent agreement against published figures."""

import pytest

from curation.review.agreement.agreement import measure_agreement
from tests.unit.review.tables import KRIPPENDORFF_2011, contingency, from_file, grid


def ac1(table):
    return measure_agreement(table, rounds=0).ac1


def test_gwet_four_raters_with_gaps():
    assert ac1(grid(KRIPPENDORFF_2011)) == pytest.approx(0.77544, abs=5e-6)


def test_gwet_four_raters_percent():
    found = measure_agreement(grid(KRIPPENDORFF_2011), rounds=0).percent
    assert found == pytest.approx(0.81818, abs=5e-6)


@pytest.mark.parametrize(
    ("table", "percent", "published"),
    [
        ([[40, 9], [6, 45]], 0.85, 0.701),
        ([[80, 10], [5, 5]], 0.85, 0.808),
        ([[45, 15], [25, 15]], 0.60, 0.266),
        ([[25, 35], [5, 35]], 0.60, 0.208),
        ([[118, 5], [2, 0]], 0.944, 0.941),
    ],
)
def test_the_kappa_paradox_does_not_touch_it(table, percent, published):
    """Feinstein and Cicchetti (1990): as kappa falls with the margins, AC1 stays with percent."""
    found = measure_agreement(contingency(table), rounds=0)
    assert found.percent == pytest.approx(percent, abs=6e-4)
    assert found.ac1 == pytest.approx(published, abs=6e-4)


def test_snow_2008_textual_entailment(shared):
    table = from_file(shared / "annotations" / "snow2008" / "rte.csv")
    assert ac1(table) == pytest.approx(0.2727, abs=5e-5)
