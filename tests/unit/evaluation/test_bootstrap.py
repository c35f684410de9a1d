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
