import numpy as np
import pytest

from curation.evaluation.bootstrap import FEWEST_PAIRS, paired_bootstrap


def test_below_fifty_pairs_there_is_no_interval():
    assert paired_bootstrap([0.1] * (FEWEST_PAIRS - 1), seed=1) is None


def test_the_same_seed_gives_the_same_interval():
    gains = list(np.linspace(-1, 1, 60))
    assert paired_bootstrap(gains, seed=7) == paired_bootstrap(gains, seed=7)


def test_equal_gains_leave_no_doubt():
    interval = paired_bootstrap([0.25] * 50, seed=1)
    assert (interval.low, interval.high) == (0.25, 0.25)


def test_a_large_sample_comes_near_the_normal_interval():
    """400 gains of mean .1 and deviation .5: .1 ± 1.96 * .5 / 20."""
    gains = np.random.default_rng(3).normal(0, 1, 400)
    gains = (gains - gains.mean()) / gains.std() * 0.5 + 0.1
    interval = paired_bootstrap(list(gains), seed=5, rounds=4000)
    assert (interval.low, interval.high) == pytest.approx((0.051, 0.149), abs=0.004)


def test_whole_groups_are_drawn():
    """100 groups of two equal gains, half +1 and half -1: the mean is (2 B - 100) / 100 with B
    binomial(100, 1/2), whose 2.5 and 97.5 % points are 40 and 60: -.2 to .2. Drawing pairs on
    their own would give .14.
    """
    gains = [sign for sign in (1.0, -1.0) for _ in range(100)]
    groups = [number // 2 for number in range(200)]
    interval = paired_bootstrap(gains, seed=1, rounds=4000, groups=groups)
    alone = paired_bootstrap(gains, seed=1, rounds=4000)
    assert (interval.low, interval.high) == pytest.approx((-0.2, 0.2), abs=0.011)
    assert (alone.low, alone.high) == pytest.approx((-0.14, 0.14), abs=0.011)


def test_too_few_groups_have_no_interval():
    assert paired_bootstrap([0.5] * 60, seed=1, groups=[n % 19 for n in range(60)]) is None


def test_it_agrees_with_the_bootstrap_of_scipy():
    from scipy.stats import bootstrap

    gains = np.random.default_rng(5).beta(2, 5, 80) - 0.2
    other = bootstrap(
        (gains,), np.mean, method="percentile", n_resamples=4000, rng=np.random.default_rng(1)
    ).confidence_interval
    interval = paired_bootstrap(list(gains), seed=2, rounds=4000)
    assert (interval.low, interval.high) == pytest.approx((other.low, other.high), abs=0.003)
