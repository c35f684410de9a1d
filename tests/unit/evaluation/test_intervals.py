"""Sources are named at each figure."""

import pytest

from curation.evaluation.intervals import Pairs, newcombe_interval, wilson_interval


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [
        (16, 20, 0.584, 0.919),
        (18, 20, 0.699, 0.972),
        (20, 20, 0.839, 1.0),
        (22, 30, 0.556, 0.858),
        (28, 30, 0.787, 0.982),
        (30, 30, 0.886, 1.0),
        (80, 100, 0.711, 0.867),
        (400, 500, 0.763, 0.833),
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17:857, method 3
        (15, 148, 0.0624, 0.1605),  # the same
        (0, 20, 0.0, 0.1611),  # the same
        (1, 29, 0.0061, 0.1718),  # the same
    ],
)
def test_wilson_is_the_published_interval(passed, n, low, high):
    interval = wilson_interval(passed, n)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=6e-4)


def test_wilson_ends_exactly_at_nothing_and_at_all():
    assert (wilson_interval(0, 6).low, wilson_interval(6, 6).high) == (0, 1)


def test_wilson_of_nothing_allows_everything():
    interval = wilson_interval(0, 0)
    assert (interval.low, interval.high) == (0, 1)


@pytest.mark.parametrize(
    ("pairs", "low", "high"),
    [
        # Altman (2000), Statistics with Confidence, p. 52: thallium stress test
        (Pairs(both=14, only_first=0, only_second=5, neither=22), 0.011, 0.226),
        # Fagerland, Lydersen and Laake (2014): Bentur et al. 2009, with the sign of our order
        (Pairs(both=1, only_first=7, only_second=1, neither=12), -0.507, -0.026),
        # the same: Cavo et al. 2012
        (Pairs(both=59, only_first=16, only_second=6, neither=80), -0.1186, -0.0046),
    ],
)
def test_newcombe_is_the_published_interval(pairs, low, high):
    interval = newcombe_interval(pairs)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=6e-4)


def test_newcombe_turns_its_sign_with_the_order():
    one = newcombe_interval(Pairs(both=8, only_first=2, only_second=5, neither=3))
    other = newcombe_interval(Pairs(both=8, only_first=5, only_second=2, neither=3))
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


def test_newcombe_of_nothing_allows_everything():
    interval = newcombe_interval(Pairs(both=0, only_first=0, only_second=0, neither=0))
    assert (interval.low, interval.high) == (-1, 1)


def test_newcombe_of_models_that_are_always_right_holds_zero():
    assert newcombe_interval(Pairs(both=20, only_first=0, only_second=0, neither=0)).holds_zero


@pytest.mark.parametrize("n", [1, 5, 50])
def test_newcombe_never_leaves_minus_one_to_one(n):
    interval = newcombe_interval(Pairs(both=0, only_first=0, only_second=n, neither=0))
    assert -1 <= interval.low < interval.high <= 1
