"""Dawid and Skene (1979): the published patients, and the expert prior."""

import numpy as np
import pandas as pd
import pytest

from curation.review.consensus.answer_table import encode_answers
from curation.review.consensus.dawid_skene import PRIORS, dawid_skene, fit
from curation.review.consensus.majority import majority
from tests.unit.review.tables import from_file, long


@pytest.fixture
def patients(shared):
    return from_file(shared / "annotations" / "dawid_skene_1979.csv")


@pytest.fixture
def estimate(patients):
    return fit(encode_answers(patients))


def test_the_published_prevalence(estimate):
    """Printed as .40 .42 .11 .07; the four places are those of two other programs."""
    assert estimate.prevalence == pytest.approx([0.3996, 0.4220, 0.1118, 0.0667], abs=5e-5)


def test_the_published_errors_of_the_first_observer(patients, estimate):
    first = encode_answers(patients).reviewers.index("1")
    published = [[0.89, 0.11, 0, 0], [0.07, 0.88, 0.05, 0], [0, 0.34, 0.66, 0], [0, 0, 0.56, 0.44]]
    assert estimate.errors[first] == pytest.approx(np.array(published), abs=0.005)


def test_the_likelihood(estimate):
    assert estimate.log_likelihood == pytest.approx(-192.8909, abs=5e-5)


def test_the_doubtful_patients(patients):
    found = dawid_skene(patients)
    doubtful = {item for item, share in found.confidence.items() if share < 0.99}
    assert doubtful == {"7", "35", "38"}


def test_how_many_patients_are_of_each_class(patients):
    labels = list(dawid_skene(patients).labels.values())
    assert [labels.count(value) for value in "1234"] == [18, 19, 5, 3]


@pytest.mark.parametrize("prior", ["none", "expert"])
def test_snow_2008_beats_the_majority(shared, prior):
    """Published: Dawid-Skene is right in 0.9275 of the 800 pairs, the majority in 0.897."""
    path = shared / "annotations" / "snow2008" / "rte.csv"
    gold = pd.read_csv(path, dtype=str).drop_duplicates("item").set_index("item")["gold"]
    found = dawid_skene(from_file(path), prior=PRIORS[prior]).labels
    assert np.mean([found[item] == value for item, value in gold.items()]) == 0.9275


def test_with_few_answers_the_expert_prior_is_no_worse_than_the_majority():
    """8 experts, 3 answers each on 50 items, 6 skewed labels: plain EM loses here."""
    better = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        truth = rng.choice(6, size=50, p=[0.45, 0.25, 0.12, 0.08, 0.06, 0.04])
        rows = []
        for item in range(50):
            for expert in rng.choice(8, size=3, replace=False):
                right = rng.random() < 0.85
                value = truth[item] if right else rng.integers(6)
                rows.append((str(item), str(expert), str(value)))
        table = long(rows)
        expert = dawid_skene(table, prior=PRIORS["expert"]).labels
        most = majority(table).labels
        right = [expert[str(i)] == str(truth[i]) for i in range(50)]
        right_most = [most[str(i)] == str(truth[i]) for i in range(50)]
        better.append(np.mean(right) - np.mean(right_most))
    assert np.mean(better) >= -0.002


def test_an_empty_table_has_no_labels():
    assert dawid_skene(long([])).labels == {}


def test_one_label_only():
    found = dawid_skene(long([("1", "a", "x"), ("2", "b", "x")]))
    assert (found.labels, found.confidence) == ({"1": "x", "2": "x"}, {"1": 1.0, "2": 1.0})


def test_two_equal_reviewers_who_differ_leave_it_open():
    found = dawid_skene(long([("1", "a", "x"), ("1", "b", "y")]))
    assert found.labels == {"1": None}
