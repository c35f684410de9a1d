"""Fleiss' kappa against published figures."""

import pytest

from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.fleiss import fleiss_by_value
from curation.review.agreement.profiles import count_profiles
from curation.review.agreement.ratings import encode_ratings
from tests.unit.review.tables import (
    FLEISS_1971,
    FLEISS_WIKIPEDIA,
    KRIPPENDORFF_2011,
    counted,
    digits,
    grid,
)


def fleiss(table):
    return measure_agreement(table, rounds=0).fleiss_kappa


def test_wikipedia_ten_items_fourteen_raters():
    assert fleiss(counted(FLEISS_WIKIPEDIA)) == pytest.approx(0.20993, abs=5e-6)


def test_fleiss_1971_thirty_patients_six_psychiatrists():
    found = measure_agreement(digits(FLEISS_1971), rounds=0)
    assert found.fleiss_kappa == pytest.approx(0.43024, abs=5e-6)
    assert found.percent == pytest.approx(0.5556, abs=5e-5)


def test_fleiss_1971_each_diagnosis():
    profiles = count_profiles(encode_ratings(digits(FLEISS_1971)))
    published = [0.245, 0.245, 0.520, 0.471, 0.566]
    assert fleiss_by_value(profiles) == pytest.approx(published, abs=5e-4)


def test_gwet_four_raters_with_gaps():
    """Gwet, Handbook of Inter-Rater Reliability: 0.76117, a lone answer counting in the shares."""
    assert fleiss(grid(KRIPPENDORFF_2011)) == pytest.approx(0.76117, abs=5e-6)
