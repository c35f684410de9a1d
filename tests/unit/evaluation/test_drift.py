"""Sources are named at each figure."""

from collections import Counter
from math import log

import numpy as np
import pytest

from curation.evaluation.drift import (
    bins_of,
    cusum,
    homogeneity,
    in_bins,
    mix_drift,
    more_than,
    unknown_shares,
)


def spread(counts):
    return [str(label) for label, count in enumerate(counts) for _ in range(count)]


def test_psi_and_jsd_are_the_reference_figures():
    """600/150/120/80/50 against 50/350/300/200/100: PSI 1.8457, JSD .2816 bits, TV .55, and
    chi-squared 690.62 (scipy's chi2_contingency says the same).
    """
    before, after = spread([600, 150, 120, 80, 50]), spread([50, 350, 300, 200, 100])
    assert homogeneity(Counter(before), Counter(after)) == pytest.approx(690.62, abs=0.01)
    found = mix_drift("x", before, after)
    assert (found.psi, found.jsd, found.moved) == pytest.approx((1.8457, 0.2816, 0.55), abs=5e-5)
    assert found.expected_psi == pytest.approx(4 * 2 / 1000)
    assert found.expected_jsd == pytest.approx(4 * 2 / 1000 / (8 * log(2)))
    assert found.is_alert(0.1)


def test_the_expectation_is_what_samples_without_drift_have_on_average():
    """Ten labels, 500 on either side: 9 * 2/500 = .036; p is uniform, so 5 % are below .05."""
    generator = np.random.default_rng(3)
    found = []
    for _ in range(300):
        before, after = (generator.multinomial(500, [0.1] * 10) for _ in range(2))
        found.append(mix_drift("x", spread(before), spread(after)))
    assert np.mean([one.psi for one in found]) == pytest.approx(0.036, rel=0.1)
    assert np.mean([one.p < 0.05 for one in found]) == pytest.approx(0.05, abs=0.03)
    assert not any(one.is_alert(0.1) for one in found)


def test_a_shift_that_is_no_chance_but_small_is_no_alert():
    found = mix_drift("x", spread([50_000, 50_000]), spread([52_000, 48_000]))
    assert found.p < 0.001
    assert not found.is_alert(0.1)


@pytest.mark.parametrize(("before", "after"), [([], []), (["a"], []), ([], ["a"])])
def test_nothing_drifts_nowhere(before, after):
    found = mix_drift("x", before, after)
    assert (found.psi, found.p, found.is_alert(0.0)) == (0, 1, False)


def run_lengths(share, runs, most):
    generator = np.random.default_rng(5)
    return [cusum((generator.random(most) < share).tolist()).at or most for _ in range(runs)]


@pytest.mark.parametrize(("share", "length", "runs"), [(0.2, 65, 300), (0.3, 28, 300)])
def test_the_chart_finds_rejections_as_fast_as_published(share, length, runs):
    """The project's own table: with the bound of 3.5, .20 is found after 65 and .30 after 28."""
    assert np.mean(run_lengths(share, runs, 1000)) == pytest.approx(length, rel=0.12)


def test_the_chart_rarely_cries_wolf():
    """At the usual share a false alarm comes once in 1,091 requests."""
    assert np.mean(run_lengths(0.1, 120, 8000)) == pytest.approx(1091, rel=0.25)


def test_the_chart_rises_by_its_scores():
    """Four rejections: 4 ln 2 = 2.77; a fifth is over 3.5? 3.47 is not, the sixth is."""
    assert cusum([True] * 5).at is None
    assert cusum([True] * 6).at == 6
    assert cusum([False] * 9).highest == 0
    assert cusum([True, False]).highest == pytest.approx(log(2))


def test_values_fall_into_bins_of_equal_size():
    bounds = bins_of(list(range(100)), 4)
    assert [in_bins(range(100), bounds).count(name) for name in "0123"] == [25, 25, 25, 25]
    assert in_bins([5, 5, 5], bins_of([5, 5, 5])) == ["1"] * 3 or bins_of([]) == []


def test_unknown_words_are_told_without_counting_a_text_itself():
    known = {"a": 2, "b": 1}
    assert unknown_shares([["a", "b"], []], known, own=True) == [0.5, 0.0]
    assert unknown_shares([["a", "b", "c", "c"]], known, own=False) == [0.5]


def test_more_hits_than_chance_has_a_small_p():
    """Binomial(10, 1/2): at least 9 is 11/1024."""
    assert more_than(9, 10, 0.5) == pytest.approx(11 / 1024)
    assert more_than(0, 0, 0.5) == 1
