"""Whole public sets of answers, with the figures their authors and others give."""

import numpy as np
import pandas as pd
import pytest

from curation.review.agreement.agreement import measure_agreement
from curation.review.agreement.cohen import cohen_pairs
from curation.review.agreement.ratings import Level, encode_ratings
from curation.review.consensus.majority import majority
from tests.unit.review.tables import from_file, pandalm


@pytest.fixture(scope="module")
def preferences(shared):
    return pandalm(shared / "preferences" / "pandalm" / "pandalm_testset.json")


def test_pandalm_pairs(preferences):
    """Half of the PandaLM test set; its README gives .85 .88 .86 for the whole."""
    kappas = [pair.kappa for pair in cohen_pairs(encode_ratings(preferences))]
    assert kappas == pytest.approx([0.8704, 0.9012, 0.8545], abs=5e-5)


def test_pandalm_alpha(preferences):
    assert measure_agreement(preferences, rounds=0).alpha == pytest.approx(0.8754, abs=5e-5)


def test_wordsim_mean_ratings_follow_the_gold(shared):
    """Snow et al. (2008): the mean of ten ratings correlates with the gold at .952."""
    rows = pd.read_csv(shared / "annotations" / "snow2008" / "wordsim.csv")
    means = rows.groupby("item")[["label", "gold"]].mean()
    assert np.corrcoef(means["label"], means["gold"])[0, 1] == pytest.approx(0.952, abs=5e-4)


def test_wordsim_agreement_by_definition(shared):
    """Interval alpha, counted pair by pair from the file."""
    rows = pd.read_csv(shared / "annotations" / "snow2008" / "wordsim.csv")
    within = [
        ((own[:, None] - own[None, :]) ** 2).sum() / (len(own) - 1)
        for own in (group["label"].to_numpy() for _, group in rows.groupby("item"))
    ]
    every = rows["label"].to_numpy()
    chance = ((every[:, None] - every[None, :]) ** 2).sum() / (len(every) - 1)
    table = from_file(shared / "annotations" / "snow2008" / "wordsim.csv")
    found = measure_agreement(table, level=Level.INTERVAL, rounds=0).alpha
    assert found == pytest.approx(1 - sum(within) / chance)


def test_nobody_decides_where_pandalm_ties(preferences):
    labels = majority(preferences).labels
    votes = preferences.groupby("item")["value"].nunique()
    assert {item for item, label in labels.items() if label is None} == set(votes[votes == 3].index)
