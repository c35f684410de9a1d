"""The interval: against drawing the items one by one, and what it refuses to say."""

import numpy as np
import pandas as pd
import pytest

from curation.review.agreement.agreement import measure_agreement
from tests.unit.review.tables import from_file, long


def some_answers(items, seed=1, share=0.7):
    rng = np.random.default_rng(seed)
    rows = []
    for item in range(items):
        truth = rng.integers(3)
        for reviewer in "abc":
            value = truth if rng.random() < share else rng.integers(3)
            rows.append((str(item), reviewer, str(value)))
    return long(rows)


def test_the_same_seed_gives_the_same_interval():
    table = some_answers(60)
    assert measure_agreement(table, seed=3) == measure_agreement(table, seed=3)


def test_the_published_interval_of_snow_2008(shared):
    table = from_file(shared / "annotations" / "snow2008" / "rte.csv")
    interval = measure_agreement(table).interval
    assert (interval.low, interval.high) == pytest.approx((0.220, 0.262), abs=0.003)


def test_drawing_profiles_is_drawing_items():
    """Alpha by its definition over 20,000 draws of the items themselves."""
    table = some_answers(150)
    interval = measure_agreement(table, rounds=20_000).interval
    counts = pd.crosstab(table["item"], table["value"]).to_numpy()
    drawn = np.random.default_rng(5).multinomial(150, np.full(150, 1 / 150), size=20_000)
    size = counts.sum(axis=1)
    observed = drawn @ ((size**2 - (counts**2).sum(axis=1)) / (size - 1))
    totals = drawn @ counts
    answers = totals.sum(axis=1)
    expected = (answers**2 - (totals**2).sum(axis=1)) / (answers - 1)
    low, high = np.quantile(1 - observed / expected, [0.025, 0.975])
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.01)


def test_the_interval_narrows_with_more_items():
    def width(items):
        interval = measure_agreement(some_answers(items)).interval
        return interval.high - interval.low

    assert width(400) < width(100) < width(40)


def test_one_item_has_no_interval():
    table = long([("1", "a", "x"), ("1", "b", "y")])
    assert measure_agreement(table).interval is None


def test_items_that_were_all_answered_alike_have_no_interval():
    table = long([(str(n), r, v) for n in range(40) for r, v in (("a", "x"), ("b", "y"))])
    assert measure_agreement(table).interval is None


def test_an_interval_that_is_often_undefined_is_none():
    """One item of 40 holds the only other answer: more than a third of the draws are without it."""
    rows = [(str(n), r, "x" if n else "y") for n in range(40) for r in "ab"]
    found = measure_agreement(long(rows))
    assert (found.alpha, found.interval) == (1.0, None)
