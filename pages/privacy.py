"""Privacy: what the scan found, and what becomes of each value."""

import streamlit as st

from curation.people import Role
from curation.privacy.finding import Action
from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.privacy.decision_desk import show_desk, take_requests
from curation.ui.privacy.findings import show_allowed, show_bulk, show_unread
from curation.ui.privacy.value_list import (
    PAGE_SIZE,
    choose_wanted,
    counted,
    list_page,
    show_counts,
    show_looked_for,
    show_progress,
)
from curation.ui.show import empty_state
from curation.workflow.background import Progress, latest_activity, start_in_background
from curation.workflow.privacy.decide import list_undoable, newest_decision
from curation.workflow.privacy.findings import Overview, Stale, count_stale, read_overview
from curation.workflow.privacy.scan import scan_task
from curation.workflow.review.waiting_answers import take_waiting
from curation.workflow.status import read_funnel


def start_scan(visit: Visit, task: Task) -> None:
    """Scan in the background; a second click finds the first scan."""

    def work(progress: Progress) -> str:
        report = scan_task(visit.workspace, visit.actor, task.id, progress.step)
        take_waiting(visit.workspace, task.id)
        return report.sentence

    start_in_background(visit.workspace, visit.actor, work, kind="scan", subject=task.id)


def show_scan(visit: Visit, task: Task, overview: Overview, stale: Stale) -> None:
    """The button that scans what waits, why it waits, how far it is, what is looked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Scan {counted(stale.total, 'example')}" if stale.total else "Everything is scanned",
            key="scan",
            type="primary",
            icon=":material/policy:",
            disabled=not stale.total,
            on_click=guarded(start_scan),
            args=(visit, task),
        )
        show_looked_for(visit)
        with st.popover("What was found", icon=":material/table:", disabled=not overview.values):
            show_counts(overview)
    reasons = {
        "not scanned yet": stale.new,
        "text changed since the scan": stale.changed,
        "scanned by another scanner than today's": stale.scanner,
        "not scanned to the end, tried again": stale.incomplete,
    }
    if told := [f"{number:,} {why}" for why, number in reasons.items() if number]:
        st.caption(f"{'; '.join(told)}. Nobody else sees them until they are scanned.")
    show_activity(visit, latest_activity(visit.workspace, kind="scan", subject=task.id))


def show_cleared(title: str) -> None:
    """Why nothing is left to decide, and what is next."""
    empty_state(
        title,
        "Reviewers see the examples with the values to be replaced replaced.",
        to="pages/review.py",
        label="Review examples",
        also=("pages/agreement.py", "See how far people agree"),
    )


@st.fragment
def show_decisions(visit: Visit, task: Task) -> None:
    """The values to be decided; only this part of the page runs again for a decision."""
    receipts = take_requests(visit, task)
    with refusals_shown():
        take_waiting(visit.workspace, task.id)
        seen = newest_decision(visit.workspace)
        overview = read_overview(visit.workspace, visit.actor, task.id)
        show_progress(visit, task, overview)
        wanted = choose_wanted(visit, task, overview)
        tallies, total = list_page(visit, task, wanted)
        pages = -(-total // PAGE_SIZE)
        with st.container(horizontal=True, vertical_alignment="center"):
            show_bulk(visit, task, wanted, total, seen=seen)
            st.caption(f"{counted(total, 'value')}, riskiest first.")
            if pages > 1:
                st.pagination(pages, key="privacy_page")
        if not total and wanted.action == Action.UNDECIDED and not overview.undecided:
            show_cleared("Every value is decided")
        elif not total:
            st.caption("No values here.")
        # drawn without values too: an undo is one key away, and receipts reach the browser
        show_desk(visit, task, wanted, tallies, receipts, seen=seen)
        show_allowed(visit, task)


visit = open_page(
    "Privacy",
    at_least=Role.CURATOR,
    lead="Personal values are found, decided once for the whole task, and replaced everywhere.",
)
task = choose_task(visit, with_grading=True)
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
        overview = read_overview(visit.workspace, visit.actor, task.id)
        stale = count_stale(visit.workspace, visit.actor, task.id)
        show_scan(visit, task, overview, stale)
        show_unread(visit, task)
        if overview.values or list_undoable(visit.workspace, visit.actor, task.id, limit=1):
            show_decisions(visit, task)
        elif stale.total < funnel.total:
            show_cleared("Nothing personal was found")
            show_allowed(visit, task)
