"""What came out of a task: the newest release, training and figures, as a line of cards."""

import streamlit as st

from curation.balance.apportion import Part
from curation.evaluation.comparison import Verdict, verdict_sentence
from curation.figures import percent
from curation.people import Role, may
from curation.release.release import Release
from curation.task import Task
from curation.training.job import Job
from curation.ui.page import Visit
from curation.ui.privacy.value_list import counted
from curation.ui.show import ago, page_link
from curation.workflow.evaluation.evaluation_results import Result
from curation.workflow.explore.explore import state_name
from curation.workflow.overview.milestones import Milestones, read_milestones

_KNOWN = "milestones"  # by task: the state they were read in, and what was found


def show_milestones(visit: Visit, task: Task) -> None:
    """Three cards, for curators, once there is a release."""
    if not may(visit.actor, Role.CURATOR):
        return
    found = _read(visit, task)
    if found.release is None:
        return
    cards = st.grid(3, border=True, min_column_width=260)
    with cards.cell():
        _show_release(visit, found.release, found.releases)
        page_link("pages/release.py", "Release & train ›", task=task, icon="")
    with cards.cell():
        _show_job(visit, found.job, found.paid)
    with cards.cell():
        _show_score(found.result, found.glance)
        page_link("pages/evaluate.py", "Evaluate ›", task=task, icon="")


def _read(visit: Visit, task: Task) -> Milestones:
    """Not read again while nothing is written: figures of a large evaluation take a second."""
    state = (state_name(visit.workspace), task)
    known = st.session_state.setdefault(_KNOWN, {})
    if known.get(task.id, (None,))[0] != state:
        known[task.id] = (state, read_milestones(visit.workspace, task))
    found: Milestones = known[task.id][1]
    return found


def _show_release(visit: Visit, release: Release, releases: int) -> None:
    st.metric(f"Release {release.number}, {release.method.upper()}", counted(release.lines, "line"))
    parts = ", ".join(f"{release.counts.get(part, 0):,} {part}" for part in Part)
    when = ago(release.recorded_at, visit.workspace.now())
    st.caption(f"{parts}. Cut {when}; {counted(releases, 'release')} so far.")


def _show_job(visit: Visit, job: Job | None, paid: float | None) -> None:
    if job is None:
        st.metric("Training", "none yet")
        return
    st.metric(f"Training on release {job.number}", str(job.status).capitalize())
    bill = "" if paid is None else f" It cost {paid:,.2f} dollars." if paid else " It was free."
    st.caption(f"Last seen {ago(job.changed_at, visit.workspace.now())}.{bill}")
    st.text(job.fine_tuned_model or job.model)


def _show_score(result: Result | None, costs: str) -> None:
    if result is None:
        st.metric("Right answers", "not measured yet")
        return
    last, first = result.scores[-1], result.scores[0]
    change = last.share - first.share
    shown = result.comparison and result.comparison.verdict is not Verdict.NOT_SHOWN
    st.metric(
        f"Right answers, release {result.evaluation.number}",
        percent(last.share),
        delta=f"{100 * change:+.0f} points" if len(result.scores) > 1 else None,
        delta_color="normal" if shown else "off",
    )
    if comparison := result.comparison:
        st.caption(verdict_sentence(comparison))
    if costs:
        st.caption(costs)
