"""Evaluate: a base model and a tuned one answer the examples that were held out."""

import uuid
from collections.abc import Sequence

import streamlit as st

from curation.people import Role
from curation.release.release import Release
from curation.task import Task
from curation.training.job import Job, JobStatus
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.evaluation import show_answers, show_power, show_scores
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.show import empty_state
from curation.workflow.background import latest_activity
from curation.workflow.evaluate import KIND, read_yardstick, start_evaluation, subject_of
from curation.workflow.evaluation_results import list_evaluations, read_result
from curation.workflow.release import list_releases
from curation.workflow.train import list_jobs


def start(visit: Visit, release: Release, provider: str, models: Sequence[str]) -> None:
    """Evaluate in the background; a second click finds the first one."""
    start_evaluation(
        visit.workspace,
        visit.actor,
        release_number=release.number,
        models=models,
        provider=provider,
        request_id=st.session_state["evaluation_request"],
    )
    st.session_state["evaluation_request"] = uuid.uuid4().hex


def choose_release(releases: Sequence[Release]) -> Release:
    """The release whose test examples are asked; the newest until somebody chooses."""
    titles = {
        release.number: f"Release {release.number}: {release.method.upper()}, "
        f"{release.counts.get('test', 0):,} test examples"
        for release in releases
    }
    number = st.selectbox("Release", list(titles), format_func=titles.__getitem__, key="release")
    return next(release for release in releases if release.number == number)


def choose_models(jobs: Sequence[Job]) -> tuple[Job, list[str]]:
    """The job whose model is judged, and the two models: the base first, the tuned one last."""
    base_column, tuned_column = st.columns(2)
    tuned = {str(job.fine_tuned_model): job for job in jobs}
    with tuned_column:
        chosen = st.selectbox("Tuned model", list(tuned), key="tuned_model")
    job = tuned[chosen]
    others = [
        name for name, other in tuned.items() if name != chosen and other.provider == job.provider
    ]
    with base_column:
        base = st.selectbox("Compare with", [job.model, *others], key=f"base_model_{chosen}")
    return job, [base, chosen]


def show_release(visit: Visit, release: Release) -> None:
    """What can be shown with this release, the models to choose, and what was found."""
    show_power(read_yardstick(visit.workspace, release.number))
    jobs = [
        job
        for job in list_jobs(visit.workspace, release_number=release.number)
        if job.status == JobStatus.SUCCEEDED and job.fine_tuned_model
    ]
    if not jobs:
        empty_state(
            "No tuned model yet",
            "Train a model on this release; then it can be compared with the one it started from.",
            to="pages/release.py",
            label="Release & train",
        )
        return
    job, models = choose_models(jobs)
    done = next(
        (
            evaluation
            for evaluation in list_evaluations(visit.workspace, release.number)
            if evaluation.models == tuple(models) and evaluation.provider == job.provider
        ),
        None,
    )
    activity = latest_activity(visit.workspace, kind=KIND, subject=subject_of(release.number))
    running = activity is not None and not activity.is_over
    if done is None:
        st.button(
            "Ask both models",
            key="evaluate",
            type="primary",
            icon=":material/compare_arrows:",
            disabled=running,
            on_click=guarded(start),
            args=(visit, release, job.provider, models),
        )
    if running or done is None:
        show_activity(visit, activity)
    if done is not None:
        result = read_result(visit.workspace, done)
        show_scores(result)
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
    else:
        show_release(visit, choose_release(releases))


visit = open_page(
    "Evaluate",
    at_least=Role.CURATOR,
    lead="Both models answer examples that neither was trained on. The ideal answers are known.",
)
task = choose_task(visit)
st.session_state.setdefault("evaluation_request", uuid.uuid4().hex)
with refusals_shown():
    show_task(visit, task)
