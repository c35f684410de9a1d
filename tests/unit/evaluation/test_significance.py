"""Sources are named at each figure."""

import numpy as np
import pytest
from scipy.stats import chi2

from curation.evaluation.significance import (
    PAIRS_FOR_FIVE_POINTS,
    mcnemar_exact,
    mcnemar_mid_p,
    power_of_test,
    smallest_gain,
)


@pytest.mark.parametrize(
    ("only_first", "only_second", "p"),
    [
        (3, 10, 0.0923),  # 2 * binomial(13, 1/2) up to 3 = 2 * 378 / 8192
        (12, 2, 0.0129),  # Armitage and Berry (1994) p. 127, tuberculosis media; StatsDirect
        (1, 7, 0.0703),  # Fagerland et al. (2013), airway hyper-responsiveness
        (6, 16, 0.0525),  # Fagerland et al. (2013), complete response: .052
    ],
)
def test_exact_p_is_the_published_one(only_first, only_second, p):
    assert mcnemar_exact(only_first, only_second) == pytest.approx(p, abs=5e-5)


@pytest.mark.parametrize(
    ("only_first", "only_second", "p"),
    [
        (1, 7, 0.039),  # Fagerland et al. (2013), airway hyper-responsiveness
        (6, 16, 0.035),  # Fagerland et al. (2013), complete response
        (3, 10, 0.0574),  # .0923 less binomial(13, 1/2) at 3 = 286 / 8192
    ],
)
def test_mid_p_is_the_published_one(only_first, only_second, p):
    assert mcnemar_mid_p(only_first, only_second) == pytest.approx(p, abs=5e-4)


def test_with_many_pairs_mid_p_comes_near_the_chi_square_test():
    """Agresti, Categorical Data Analysis, approval ratings: 86 against 150, chi² 17.356."""
    assert mcnemar_mid_p(86, 150) == pytest.approx(chi2.sf(17.356, 1), rel=0.1)


@pytest.mark.parametrize(("only_first", "only_second"), [(0, 0), (4, 4), (1, 1)])
def test_an_even_count_is_no_surprise(only_first, only_second):
    assert mcnemar_exact(only_first, only_second) == 1


def test_mid_p_of_no_difference_is_one():
    assert mcnemar_mid_p(0, 0) == 1


def test_p_does_not_depend_on_the_order():
    assert mcnemar_mid_p(3, 10) == mcnemar_mid_p(10, 3)


@pytest.mark.parametrize(
    ("n", "differing", "gain"),
    [
        (134, 0.05, 0.05),
        (306, 0.10, 0.05),
        (627, 0.20, 0.05),
        (66, 0.10, 0.10),
        (152, 0.20, 0.10),
        (33, 0.20, 0.20),
        (53, 0.30, 0.20),
    ],
)
def test_pairs_needed_for_four_fifths_power(n, differing, gain):
    """The project's own table of pairs needed: enough at n, not enough two per cent below."""
    assert power_of_test(n, gain=gain, differing=differing) >= 0.8
    assert power_of_test(int(n * 0.98), gain=gain, differing=differing) < 0.8


@pytest.mark.parametrize(("n", "power"), [(25, 0.59), (30, 0.71)])
def test_a_guides_72_to_94_per_cent_is_often_missed_with_few_examples(n, power):
    shown = power_of_test(n, gain=0.22, differing=0.26)
    assert shown == pytest.approx(power, abs=0.006)


def test_25_pairs_hardly_ever_show_five_points():
    assert power_of_test(25, gain=0.05, differing=0.10) == pytest.approx(0.02, abs=0.005)


def test_no_pairs_have_no_power():
    assert power_of_test(0, gain=0.5, differing=0.5) == 0


@pytest.mark.parametrize("n", [0, 1, 4])
def test_four_pairs_can_show_nothing(n):
    """Four wins of four give a mid-p of 1/16."""
    assert smallest_gain(n) is None


def test_five_pairs_can_show_that_nearly_everything_changed():
    """Five wins of five are needed: the gain g with g^5 = .8 is .956."""
    assert smallest_gain(5) == 96


def test_more_pairs_show_smaller_gains():
    gains = [smallest_gain(n) for n in (10, 25, 50, 100, 200, 627)]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] == 5


@pytest.mark.parametrize("n", [60, 200])
def test_simulated_comparisons_show_the_smallest_gain_in_four_of_five_cases(n):
    """2,000 drawn test sets, each compared as an evaluation does."""
    gain = smallest_gain(n) / 100
    differing = max(gain, 0.2)
    shares = [(differing - gain) / 2, (differing + gain) / 2, 1 - differing]
    drawn = np.random.default_rng(11).multinomial(n, shares, size=2000)
    shown = sum(
        int(count) * (wins > losses and mcnemar_mid_p(losses, wins) < 0.05)
        for (losses, wins), count in zip(
            *np.unique(drawn[:, :2], axis=0, return_counts=True), strict=True
        )
    )
    power = power_of_test(n, gain=gain, differing=differing)
    assert shown / 2000 == pytest.approx(power, abs=0.03)
    assert power >= 0.8


def test_five_points_need_the_pairs_that_are_said():
    for n, differing in zip(PAIRS_FOR_FIVE_POINTS, (0.1, 0.2), strict=True):
        assert power_of_test(n, gain=0.05, differing=differing) >= 0.8
