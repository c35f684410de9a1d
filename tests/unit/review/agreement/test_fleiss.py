"""Fleiss' kappa against published figures."""

import pytest

from curation.review.agreement.agreement import measure_agreement
from tests.unit.review.tables import FLEISS_WIKIPEDIA, KRIPPENDORFF_2011, counted, grid


def fleiss(table):
    return measure_agreement(table, rounds=0).fleiss_kappa


def test_wikipedia_ten_items_fourteen_raters():
    assert fleiss(counted(FLEISS_WIKIPEDIA)) == pytest.approx(0.210, abs=5e-4)


def test_gwet_four_raters_with_gaps():
    """Gwet, Handbook of Inter-Rater Reliability: 0.76117, a lone answer counting in the shares."""
    assert fleiss(grid(KRIPPENDORFF_2011)) == pytest.approx(0.76117, abs=5e-6)
