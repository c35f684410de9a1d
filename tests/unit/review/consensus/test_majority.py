"""The majority, its ties, and reviewers held against the others."""

import numpy as np
import pandas as pd
import pytest

from curation.review.consensus.majority import majority
from tests.unit.review.tables import from_file, long


def test_the_most_frequent_value_wins():
    found = majority(long([("1", "a", "x"), ("1", "b", "x"), ("1", "c", "y")]))
    assert found.labels == {"1": "x"}
    assert found.confidence["1"] == pytest.approx(2 / 3)


def test_a_tie_is_left_to_a_person():
    assert majority(long([("1", "a", "x"), ("1", "b", "y")])).labels == {"1": None}


def test_the_published_majority_of_snow_2008(shared):
    """Snow et al. (2008): 0.897 with ties as one half; 65 of the 800 pairs tie."""
    path = shared / "annotations" / "snow2008" / "rte.csv"
    gold = pd.read_csv(path, dtype=str).drop_duplicates("item").set_index("item")["gold"]
    labels = majority(from_file(path)).labels
    right = [0.5 if labels[i] is None else labels[i] == value for i, value in gold.items()]
    assert sum(value is None for value in labels.values()) == 65
    assert np.mean(right) == pytest.approx(0.896875)


def test_a_reviewer_is_held_against_the_others_only():
    rows = [("1", "a", "x"), ("1", "b", "x"), ("1", "c", "y"), ("2", "a", "y")]
    found = majority(long(rows)).reviewers
    assert found["c"].share == 0
    assert found["a"].share is None  # the others tie on 1, and 2 has no others
    assert found["a"].answers == 2


def test_an_empty_table_has_no_labels():
    assert majority(long([])).labels == {}
