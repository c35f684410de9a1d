"""Privacy: what the scan found, and what becomes of each value."""

import streamlit as st

from curation.example import Stage
from curation.people import Role
from curation.privacy.entity import ENTITIES
from curation.privacy.finding import Action
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.findings import show_mask_rest, show_undo, show_value
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.show import empty_state
from curation.ui.value_list import choose_filter, choose_value, counted, show_counts
from curation.workflow.background import Progress, latest_activity, start_in_background
from curation.workflow.findings import (
    Overview,
    Wanted,
    count_values,
    list_values,
    read_overview,
)
from curation.workflow.scan import scan_task
from curation.workflow.status import read_funnel

PAGE_SIZE = 50


def start_scan(visit: Visit, task: Task) -> None:
    """Scan in the background; a second click finds the first scan."""

    def work(progress: Progress) -> str:
        return scan_task(visit.workspace, visit.actor, task.id, progress.step).sentence

    start_in_background(visit.workspace, visit.actor, work, kind="scan", subject=task.id)


def show_scan(visit: Visit, task: Task, waiting: int) -> None:
    """The button that scans what waits, how far it is, and what is looked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Scan {counted(waiting, 'example')}" if waiting else "Everything is scanned",
            key="scan",
            type="primary",
            icon=":material/policy:",
            disabled=not waiting,
            on_click=guarded(start_scan),
            args=(visit, task),
        )
        with st.popover("What is looked for", icon=":material/search:"):
            for entity in ENTITIES.values():
                st.text(entity.title)
            st.caption("Not found yet: other names of people, postal addresses, companies.")
    show_activity(visit, latest_activity(visit.workspace, kind="scan", subject=task.id))


def show_values(visit: Visit, task: Task, overview: Overview) -> None:
    """The values to be decided, one of them at full length."""
    entity, action = choose_filter(overview)
    wanted = Wanted(entity=entity, action=action)
    total = count_values(visit.workspace, visit.actor, task.id, wanted)
    with st.container(horizontal=True):
        show_undo(visit, task)
        if action == Action.UNDECIDED:
            show_mask_rest(visit, task, entity=entity, left=total)
    if not total:
        if action == Action.UNDECIDED and not overview.undecided:
            empty_state(
                "Every value is decided",
                "Reviewers see the examples with masked values replaced by placeholders.",
                to="pages/review.py",
                label="Review examples",
            )
        else:
            st.caption("No values here.")
        return
    pages = -(-total // PAGE_SIZE)
    page = st.pagination(pages, key="privacy_page") if pages > 1 else 1
    groups = list_values(
        visit.workspace,
        visit.actor,
        task.id,
        wanted,
        limit=PAGE_SIZE,
        offset=(min(page, pages) - 1) * PAGE_SIZE,
    )
    listed, shown = st.columns([2, 3])
    with listed:
        group = choose_value(groups, total)
    with shown:
        show_value(visit, task, group)


visit = open_page(
    "Privacy",
    at_least=Role.CURATOR,
    lead="Personal values are found, decided once for the whole task, and replaced everywhere.",
)
task = choose_task(visit)
with refusals_shown():
    funnel = read_funnel(visit.workspace, task)
    if not funnel.total:
        empty_state(
            "Nothing to scan yet",
            "Bring in tickets or invoices first.",
            to="pages/ingest.py",
            label="Ingest files",
        )
    else:
        show_scan(visit, task, funnel.at[Stage.STAGED])
        overview = read_overview(visit.workspace, visit.actor, task.id)
        if overview.entities or overview.incomplete:
            show_counts(overview)
        if overview.entities:
            show_values(visit, task, overview)
        elif funnel.at[Stage.STAGED] < funnel.total:
            st.caption("Nothing personal was found in what is scanned.")
