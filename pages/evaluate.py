"""Evaluate: a base model and a tuned one answer the examples that were held out."""

from collections.abc import Sequence

import streamlit as st

from curation.people import Role
from curation.release.release import Release
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.evaluation.evaluation import show_answers, show_power, show_scores
from curation.ui.evaluation.evaluation_criteria import show_criteria, show_outcome
from curation.ui.evaluation.evaluation_order import choose_order, show_start
from curation.ui.evaluation.evaluation_rule import choose_rule
from curation.ui.evaluation.failures import show_failures
from curation.ui.evaluation.payback import show_payback
from curation.ui.evaluation.people_grading import show_people
from curation.ui.evaluation.traffic import show_traffic
from curation.ui.page import Visit, open_page, refusals_shown
from curation.ui.show import empty_state
from curation.workflow.background import latest_activity
from curation.workflow.evaluation.evaluate import KIND, read_yardstick, subject_of
from curation.workflow.evaluation.evaluation_results import list_evaluations, read_result
from curation.workflow.release.release import list_releases

TEST, IN_USE = "Test examples", "In use"


def choose_release(releases: Sequence[Release]) -> Release:
    """The release whose test examples are asked; the newest until somebody chooses."""
    titles = {
        release.number: f"Release {release.number}: {release.method.upper()}, "
        f"{release.counts.get('test', 0):,} test examples"
        for release in releases
    }
    number = st.selectbox("Release", list(titles), format_func=titles.__getitem__, key="release")
    return next(release for release in releases if release.number == number)


def show_release(visit: Visit, release: Release) -> None:
    """What can be shown with this release, the models to choose, and what was found."""
    yardstick = read_yardstick(visit.workspace, release.number)
    show_power(yardstick)
    rule = choose_rule(visit, release)
    show_criteria(visit, release, rule)
    order = choose_order(visit, release)
    done = next(
        (
            evaluation
            for evaluation in list_evaluations(visit.workspace, release.number)
            if evaluation.contestants == order.contestants and evaluation.grader == rule
        ),
        None,
    )
    activity = latest_activity(visit.workspace, kind=KIND, subject=subject_of(release.number))
    running = activity is not None and not activity.is_over
    if done is None:
        show_start(visit, release, order, rule, wait=running)
    if running or done is None:
        show_activity(visit, activity)
    if done is not None:
        result = read_result(visit.workspace, done)
        show_scores(visit, result)
        show_outcome(visit, result)
        show_people(visit, result)
        show_payback(visit, result)
        show_failures(visit, result)
        show_answers(visit, result)


def show_task(visit: Visit, task: Task) -> None:
    """The releases of a task, or the way to cut the first one."""
    releases = list_releases(visit.workspace, task_id=task.id)
    if not releases:
        empty_state(
            "Nothing to evaluate yet",
            "Cut a release first: a part of its examples is held out and never trained on.",
            to="pages/release.py",
            label="Release & train",
        )
        return
    shown = st.segmented_control(
        "What is looked at", [TEST, IN_USE], default=TEST, required=True, key="evaluate_view"
    )
    if shown == IN_USE:
        show_traffic(visit, task)
    else:
        show_release(visit, choose_release(releases))


visit = open_page(
    "Evaluate",
    at_least=Role.CURATOR,
    lead="Both models answer examples that neither was trained on. The ideal answers are known.",
)
task = choose_task(visit)
with refusals_shown():
    show_task(visit, task)
