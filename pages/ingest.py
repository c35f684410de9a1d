"""Ingest: files become examples; every row is added, there already, or faulty with a reason."""

import uuid
from collections.abc import Sequence

import streamlit as st

from curation.people import Role
from curation.task import Intake, Task
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.ingest.annotations import show_annotations, show_offer
from curation.ui.ingest.cut_list import show_cuts
from curation.ui.ingest.upload_form import Handed, ask_files, choose_preview
from curation.ui.ingest.upload_history import show_faulty_uploads, show_reports, show_uploads
from curation.ui.ingest.upload_preview import show_preview
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.show import empty_state, page_link
from curation.workflow.background import latest_activity
from curation.workflow.ingest.ingest import KIND, counted, list_uploads, start_ingest
from curation.workflow.ingest.input_files import InputFile

FIRST_FILES = {
    Intake.TICKET: "Drop the export of your help desk above, as it is: Zendesk, Freshdesk, "
    "Intercom, Help Scout, Jira, Zammad and HubSpot are known, and so are mails, tables and "
    "chat logs. Files that belong together (tickets, comments, users) go in together.",
    Intake.INVOICE: "Drop invoices above: PDF files, e-invoices (XML), or both together. The "
    "XML of an invoice gives the answer, its page the text.",
}


def add(visit: Visit, task: Task, files: Sequence[InputFile]) -> None:
    """Add the files in the background and empty the uploader; a second click adds nothing."""
    request_id = st.session_state["ingest_request"]
    start_ingest(visit.workspace, visit.actor, task.id, files, request_id=request_id)
    st.session_state["ingest_request"] = uuid.uuid4().hex
    st.session_state["ingest_turn"] += 1


def show_adding(visit: Visit, task: Task, handed: Handed, *, running: bool) -> None:
    """What the files would become, and the button that adds them."""
    show_preview(visit, task, handed, choose_preview(handed))
    unread = sum(not preview.is_read for preview in handed.previews)
    if unread:
        st.text(f"{counted(unread, 'more file')} will be looked at when they are added.")
        label = f"Add {counted(len(handed.addable), 'file')}"
    else:
        about = "" if handed.counted else "about "
        label = f"Add {about}{counted(handed.examples, 'example')}"
    st.button(
        label,
        key="add_examples",
        type="primary",
        icon=":material/add:",
        disabled=running or not (unread or handed.examples),
        on_click=guarded(add),
        args=(visit, task, handed.addable),
    )
    st.caption("Rows that are there already are not added again.")


visit = open_page(
    "Ingest",
    at_least=Role.CURATOR,
    lead="Bring in tickets or invoices. Nothing is added before you have seen it.",
)
st.session_state.setdefault("ingest_request", uuid.uuid4().hex)
task = choose_task(visit)
with refusals_shown():
    activity = latest_activity(visit.workspace, kind=KIND, subject=task.id)
    handed = ask_files(visit, task)
    if handed.files and not show_offer(visit, task, handed):
        running = activity is not None and not activity.is_over
        show_adding(visit, task, handed, running=running)
    show_activity(visit, activity)
    if task.intake is Intake.TICKET:
        show_annotations(visit, task)
    reports = list_uploads(visit.workspace, visit.actor, task.id)
    if reports:
        st.subheader("What was added", anchor=False)
        show_uploads(reports)
        page_link("pages/privacy.py", "Scan for personal values", task=task)
        show_faulty_uploads(visit, reports)
        show_cuts(visit, task)
        show_reports(visit, reports)
    elif not handed.files:
        empty_state("Nothing is added yet", FIRST_FILES[task.intake])
