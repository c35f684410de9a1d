"""Mismatch with reference figures."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from curation.balance.mismatch import (
    effective_size,
    expected_index,
    jensen_shannon,
    measure_mismatch,
    mix_of,
    stability_index,
    total_variation,
)
from curation.balance.target import to_shares

NOW = mix_of({"a": 600, "b": 150, "c": 120, "d": 80, "e": 50})
WANTED = to_shares({"a": 50, "b": 350, "c": 300, "d": 200, "e": 100})


def test_total_variation_of_the_reference_case():
    """a is 55 points too high: exactly these must move."""
    assert total_variation(NOW, WANTED) == pytest.approx(0.55)


def test_jensen_shannon_of_the_reference_case():
    """.2816 bits; scipy gives the distance, whose square it is."""
    assert jensen_shannon(NOW, WANTED) == pytest.approx(0.2816, abs=5e-5)


def test_jensen_shannon_agrees_with_scipy():
    labels = sorted(NOW)
    distance = jensenshannon(
        [float(NOW[k]) for k in labels], [float(WANTED[k]) for k in labels], base=2
    )
    assert jensen_shannon(NOW, WANTED) == pytest.approx(distance**2)


@pytest.mark.parametrize("measure", [total_variation, jensen_shannon])
def test_mixes_without_a_common_label_are_one_apart(measure):
    assert measure(to_shares({"x": 1}), to_shares({"y": 1})) == 1


@pytest.mark.parametrize("measure", [total_variation, jensen_shannon])
def test_an_empty_mix_is_one_away_from_any_other(measure):
    assert measure({}, to_shares({"x": 1})) == 1


def test_the_effective_size_of_a_mix_that_is_met_is_its_size():
    assert effective_size({"x": 30, "y": 10}, to_shares({"x": 3, "y": 1})) == pytest.approx(40)


def test_the_effective_size_counts_what_the_rarest_label_allows():
    """Halves from 90 and 10: 1 / (0.25 / 90 + 0.25 / 10) = 36."""
    assert effective_size({"x": 90, "y": 10}, to_shares({"x": 1, "y": 1})) == pytest.approx(36)


def test_the_effective_size_is_nothing_without_a_wanted_label():
    assert effective_size({"x": 90}, {"x": Fraction(1, 2), "y": Fraction(1, 2)}) == 0


def test_the_stability_index_of_the_reference_case():
    counts = {"a": 600, "b": 150, "c": 120, "d": 80, "e": 50}
    assert stability_index(counts, WANTED) == pytest.approx(1.8457, abs=5e-5)


def test_the_expected_index_is_what_chance_makes_of_equal_mixes():
    """Drawn 2,000 times: K = 10, n = m = 500 expect 9 (1/500 + 1/500) = .036, within 10 %."""
    random = np.random.default_rng(1)
    even = np.full(10, 0.1)
    labels = "abcdefghij"
    drawn = [
        [dict(zip(labels, counts, strict=True)) for counts in pair]
        for pair in random.multinomial(500, even, size=(2000, 2)).tolist()
    ]
    found = [stability_index(one, mix_of(other)) for one, other in drawn]
    expected = expected_index(drawn[0][0], mix_of(drawn[0][1]), sample=500)
    assert expected == pytest.approx(0.036)
    assert np.mean(found) == pytest.approx(expected, rel=0.1)


def test_the_index_stays_finite_where_a_label_is_missing():
    assert 0 < stability_index({"x": 10}, to_shares({"x": 9, "y": 1})) < 1


def test_the_widest_gap_is_named_with_its_direction():
    found = measure_mismatch({"x": 8, "y": 2}, to_shares({"x": 6, "y": 3, "z": 1}))
    assert (found.widest, round(found.gap, 6), round(found.moved, 6)) == ("x", 0.2, 0.2)


def test_nothing_at_all_is_as_far_off_as_can_be():
    found = measure_mismatch({}, to_shares({"x": 1}))
    assert (found.moved, found.bits, found.excess) == (1, 1, 0)
