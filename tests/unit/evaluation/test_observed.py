"""Alerts on real questions: CLINC150, drifted and not."""

import json
from datetime import datetime

import numpy as np
import pytest

from curation.evaluation.observed import AlertLimits, Observed, Trained, report_drift

NOW = datetime.fromisoformat("2026-11-21T12:00:00")
SIZE = 500


@pytest.fixture(scope="module")
def clinc(shared):
    rows = json.loads((shared / "tickets/clinc150/clinc150_small_train.json").read_text())
    return np.array(rows["train"], dtype=object)


def seen(question, label="", **changes):
    values = {
        "id": question, "question": question, "answer": "yes", "label": label, "model": "m",
        "rating": None, "rejected": False, "valid": None, "replaced": 0, "occurred_at": NOW,
    }  # fmt: skip
    return Observed(**values | changes)


def report(trained, requests, limits=None, age=1):
    return report_drift(
        [Trained(question=question, label=label) for question, label in trained],
        requests,
        limits or AlertLimits(),
        age_days=age,
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_drifted_sample_alerts_and_an_undrifted_one_does_not(clinc, seed):
    """In the drifted one a third of the requests are of one tenth of the intents."""
    order = np.random.default_rng(seed).permutation(len(clinc))
    trained, other = clinc[order[:SIZE]], clinc[order[SIZE:]]
    intents = sorted({label for _, label in clinc})
    favoured = set(np.random.default_rng(seed).permutation(intents)[:15].tolist())
    more = [row for row in other[SIZE:] if row[1] in favoured][: SIZE // 3]
    drifted = [*more, *other[: SIZE - len(more)]]
    same = report(trained, [seen(*row) for row in other[:SIZE]])
    moved = report(trained, [seen(*row) for row in drifted])
    assert same.alerts == ()
    assert any(alert.startswith("Labels") for alert in moved.alerts)


def test_requests_without_labels_are_compared_by_their_nearest_examples(clinc):
    order = np.random.default_rng(1).permutation(len(clinc))
    trained, other = clinc[order[:SIZE]], clinc[order[SIZE:]]
    same = report(trained, [seen(question) for question, _ in other[:SIZE]])
    one = [row for row in other if row[1] == other[0][1]] * 4
    moved = report(trained, [seen(q) for q, _ in [*one, *other[:300]]])
    assert same.alerts == ()
    assert any(alert.startswith("Labels") for alert in moved.alerts)


def test_requests_about_something_else_are_far(clinc):
    lines = [f"xylograph{n} zymurgy quokka vexillology" for n in range(200)]
    found = report(clinc[:2000], [seen(line) for line in lines])
    assert found.far == 200
    assert any("unlike every training example" in alert for alert in found.alerts)


def test_rising_rejections_are_told(clinc):
    requests = [seen(q, label, rejected=n >= 90) for n, (q, label) in enumerate(clinc[:120])]
    found = report(clinc[:120], requests)
    assert found.rejections.at == 96
    assert any("Rejections have risen" in alert for alert in found.alerts)


def test_reminders_come_by_age_and_by_rejections():
    found = report([("hello", "x")], [seen("hello", rejected=True)] * 3,
                   AlertLimits(days=10, rejections=3), age=10)  # fmt: skip
    assert len(found.reminders) == 2
    assert report([("hello", "x")], [seen("hello")], age=1).reminders == ()


def test_ratings_are_averaged_over_those_that_were_rated():
    found = report([("a", "")], [seen("a", rating=5.0), seen("b", rating=2.0), seen("c")])
    assert (found.rated, found.rating) == (2, 3.5)


def test_broken_answers_are_a_mix_of_their_own():
    trained = [Trained(question=f"q{n}", label="", valid=True) for n in range(200)]
    requests = [seen(f"q{n}", valid=n % 3 > 0) for n in range(200)]
    found = report_drift(trained, requests, AlertLimits(), age_days=1)
    assert any(alert.startswith("Shape of the answers") for alert in found.alerts)


def test_no_requests_say_nothing():
    found = report([("a", "x")], [])
    assert (found.requests, found.mixes, found.alerts, found.rating) == (0, (), (), None)
