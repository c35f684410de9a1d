"""Labels over time and people's sums: what counts, how it is put together, and for whom."""

from datetime import date, timedelta

import pytest

from curation.errors import NotAllowed
from curation.workflow.overview.team_work import labels_over_time, work_of_people
from tests.makers import ANN, CURATOR
from tests.workflow.reviewed import THEN, review, stage


@pytest.fixture
def task(workspace):
    return workspace.task("support-replies")


def test_an_answer_counts_once_by_its_day_and_newest_label(workspace, task):
    first, second = stage(workspace, 2)
    review(workspace, first, "ann", label="refund")
    review(workspace, first, "ann", label="delivery")
    review(workspace, first, "ben", decision="reject")
    review(workspace, second, "ben", label="delivery")
    found = labels_over_time(workspace, CURATOR, task)
    assert [(one.day, one.label, one.answers) for one in found] == [
        (date(2026, 1, 2), "delivery", 2),
        (date(2026, 1, 2), "rejected", 1),
    ]


def test_rare_labels_are_put_together(workspace, task):
    for number, example in enumerate(stage(workspace, 12)):
        review(workspace, example, "ann", label=f"label {min(number, 9)}")
    counts = {one.label: one.answers for one in labels_over_time(workspace, CURATOR, task)}
    assert (counts["label 9"], counts["other labels"], len(counts)) == (3, 2, 9)


def test_many_days_are_told_by_week(workspace, task):
    first, second = stage(workspace, 2)
    review(workspace, first, "ann")
    row = workspace.store.read("select * exclude (sequence) from review")[0]
    later = THEN + timedelta(days=61)
    copied = {**row, "review_id": "later", "example_id": second.id, "recorded_at": later}
    workspace.store.append("review", [copied])
    days = [one.day for one in labels_over_time(workspace, CURATOR, task)]
    assert days == [date(2025, 12, 29), date(2026, 3, 2)]  # Mondays


def test_the_sums_of_people(workspace, task):
    first, second = stage(workspace, 2)
    review(workspace, first, "ann")
    review(workspace, second, "ann", decision="skip")
    review(workspace, second, "ben")
    found = work_of_people(workspace, CURATOR, task)
    assert [(one.reviewer, one.judged, one.lately, one.seconds) for one in found] == [
        ("ann", 1, 0, 4.0),
        ("ben", 1, 0, 4.0),
    ]


def test_reviewers_see_nobody_elses_work(workspace, task):
    for ask in (labels_over_time, work_of_people):
        with pytest.raises(NotAllowed):
            ask(workspace, ANN, task)
