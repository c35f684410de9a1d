"""Release & train: what is ready, the next numbered release, and training on it."""

import json
import uuid
from typing import Any

import streamlit as st

from curation.people import Role
from curation.release.method import TrainingMethod
from curation.release.readiness import advice
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.privacy.prove import show_proof
from curation.ui.release.choose_method import choose_method
from curation.ui.release.gates import show_gates, show_held_up
from curation.ui.release.grader import show_grader
from curation.ui.release.pictures import choose_pictures
from curation.ui.release.readiness import show_estimate, show_readiness
from curation.ui.release.release_changes import show_release_changes
from curation.ui.release.release_list import choose_release, show_files
from curation.ui.release.signing import show_signatures, show_switch
from curation.ui.show import empty_state
from curation.ui.training.training import show_training
from curation.workflow.background import Progress, latest_activity, start_in_background
from curation.workflow.release.gates import read_gates
from curation.workflow.release.preview import preview_release
from curation.workflow.release.release import cut_release, list_releases
from curation.workflow.settings.people import names
from curation.workflow.training.models import list_models


def start_cut(visit: Visit, task: Task, **settings: Any) -> None:
    """Cut in the background; a second click finds the first cut."""
    request_id = st.session_state["release_request"]
    st.session_state["release_request"] = uuid.uuid4().hex

    def work(progress: Progress) -> str:
        release = cut_release(
            visit.workspace,
            visit.actor,
            task_id=task.id,
            request_id=request_id,
            progress=progress.step,
            **settings,
        )
        return f"Release {release.number} is cut: {release.lines:,} lines."

    start_in_background(visit.workspace, visit.actor, work, kind="release", subject=task.id)


def show_next(visit: Visit, task: Task) -> bool:
    """What the next release would be, and the button that cuts it; False without examples."""
    row = st.container(horizontal=True)
    method = choose_method(row)
    models = [model for model in list_models() if method in model.methods]
    model = row.selectbox(
        "Cost for the model",
        models,
        format_func=lambda model: f"{model.name} ({model.provider})",
        key="release_model",
    )
    preview = preview_release(
        visit.workspace, task.id, method, provider=model.provider, model=model.name
    )
    if not preview.readiness.total:
        return False
    show_readiness(preview.readiness)
    if hint := advice(method, preview.readiness.ready):
        st.caption(hint)
    gates = read_gates(visit.workspace, task, method, ready=preview.readiness.ready)
    reason = show_gates(task, gates)
    if method == TrainingMethod.RFT:
        show_grader(visit, task)
    if preview.line is not None:
        with st.expander("One line as it would be written"):
            st.code(json.dumps(preview.line, ensure_ascii=False, indent=2), language="json")
        show_estimate(preview.estimate)
    pictures = choose_pictures(task, method)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.number_input(
            "Seed",
            min_value=0,
            max_value=2**31 - 1,
            value=1,
            width=160,
            key="release_seed",
            help="Of the split and the order; the same data and seed give the same files.",
        )
        st.button(
            f"Cut release {next_number(visit)}",
            key="cut_release",
            type="primary",
            icon=":material/inventory_2:",
            disabled=reason is None,
            on_click=guarded(start_cut),
            args=(visit, task),
            kwargs={"method": method, "seed": seed, "few_reason": reason, "pictures": pictures},
        )
        if reason is None:
            show_held_up(gates)
    show_switch(visit)
    show_proof(visit, task)
    show_activity(visit, latest_activity(visit.workspace, kind="release", subject=task.id))
    return True


def next_number(visit: Visit) -> int:
    """The number the next release will have."""
    return 1 + max((release.number for release in list_releases(visit.workspace)), default=0)


visit = open_page(
    "Release & train",
    at_least=Role.CURATOR,
    lead="A release is a numbered set of files that never changes. Models are trained on releases.",
)
st.session_state.setdefault("release_request", uuid.uuid4().hex)
task = choose_task(visit)
with refusals_shown():
    there = show_next(visit, task)
    releases = list_releases(visit.workspace, task_id=task.id)
    if releases:
        st.subheader("Releases")
        release = choose_release(releases, names(visit.workspace))
        show_signatures(visit, release)
        show_files(release)
        show_release_changes(visit, release)
        show_training(visit, release)
    elif not there:
        empty_state(
            "There is nothing to release yet",
            "Bring in tickets or invoices first.",
            to="pages/ingest.py",
            label="Ingest files",
        )
