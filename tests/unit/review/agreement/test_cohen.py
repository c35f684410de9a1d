"""Cohen's kappa against published figures."""

import numpy as np
import pandas as pd
import pytest

from curation.review.agreement.cohen import cohen_kappa, cohen_pairs
from curation.review.agreement.ratings import encode_ratings
from tests.unit.review.tables import contingency, long


@pytest.mark.parametrize(
    ("table", "published"),
    [
        ([[20, 5], [10, 15]], 0.400),  # Wikipedia, 50 grant proposals
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492),  # Cohen 1960, N = 200
        ([[106, 10, 4], [22, 28, 10], [2, 12, 6]], 0.429),  # Fleiss, Cohen and Everitt 1969
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842),  # SAS documentation
        ([[13, 0, 0], [0, 20, 7], [0, 4, 56]], 0.796),  # Gwet, abstractors
        ([[40, 9], [6, 45]], 0.70),  # Feinstein and Cicchetti 1990
        ([[80, 10], [5, 5]], 0.32),
        ([[45, 15], [25, 15]], 0.13),
        ([[25, 35], [5, 35]], 0.26),
        ([[118, 5], [2, 0]], -0.023),
    ],
)
def test_published_tables(table, published):
    found = cohen_kappa(encode_ratings(contingency(table)))
    digits = len(str(published).split(".")[1])
    assert found == pytest.approx(published, abs=6 * 10 ** -(digits + 1))


def test_a_pair_that_shares_nothing_is_left_out():
    table = long([("1", "a", "x"), ("1", "b", "y"), ("2", "c", "x")])
    [pair] = cohen_pairs(encode_ratings(table))
    assert (pair.first, pair.second, pair.shared) == ("a", "b", 1)


def test_a_pair_with_one_value_has_no_kappa():
    table = long([("1", "a", "x"), ("1", "b", "x")])
    [pair] = cohen_pairs(encode_ratings(table))
    assert pair.kappa is None


def test_the_margins_of_a_pair_are_those_of_what_it_shares():
    """Ann's 20 other answers change her overall shares, but nothing between her and Ben."""
    shared = contingency([[20, 5], [10, 15]])
    alone = long([(f"alone{n}", "a", "1") for n in range(20)])
    assert cohen_kappa(encode_ratings(pd.concat([shared, alone]))) == pytest.approx(0.4)


def test_the_figure_is_the_mean_over_pairs():
    rows = [("1", "a", "x"), ("1", "b", "x"), ("2", "a", "y"), ("2", "b", "y")]
    rows += [("1", "c", "y"), ("2", "c", "x")]
    assert cohen_kappa(encode_ratings(long(rows))) == pytest.approx((1 - 1 - 1) / 3)


def test_counting_and_multiplying_give_the_same_pairs(monkeypatch):
    rng = np.random.default_rng(3)
    rows = [
        (str(item), str(person), str(rng.integers(4)))
        for item in rng.permutation(60)
        for person in rng.choice(7, size=rng.integers(1, 6), replace=False)
    ]
    rng.shuffle(rows)
    ratings = encode_ratings(long(rows))
    counted = cohen_pairs(ratings)
    monkeypatch.setattr("curation.review.agreement.cohen.MOST_NEIGHBOURS", 0)
    assert cohen_pairs(ratings) == counted
