"""Ingest: files become examples; every row is added, there already, or faulty with a reason."""

import uuid
from collections.abc import Sequence

import streamlit as st

from curation.people import Role
from curation.task import Intake, Task
from curation.ui.activity import show_activity
from curation.ui.choose import choose_task
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.show import empty_state, page_link
from curation.ui.upload_form import PREVIEWED, Handed, ask_files, choose_file, show_file
from curation.ui.upload_history import show_faulty_uploads, show_uploads
from curation.workflow.background import latest_activity
from curation.workflow.ingest import KIND, counted, list_uploads, start_ingest
from curation.workflow.input_files import InputFile

FIRST_FILES = {
    Intake.TICKET: "Drop the export of your help desk above: a CSV file with one ticket in each "
    "row, or JSON lines.",
    Intake.INVOICE: "Drop invoices above, as PDF files with text in them.",
}


def add(visit: Visit, task: Task, files: Sequence[InputFile]) -> None:
    """Add the files in the background and empty the uploader; a second click adds nothing."""
    request_id = st.session_state["ingest_request"]
    start_ingest(visit.workspace, visit.actor, task.id, files, request_id=request_id)
    st.session_state["ingest_request"] = uuid.uuid4().hex
    st.session_state["ingest_turn"] += 1


def show_adding(visit: Visit, task: Task, handed: Sequence[Handed], *, running: bool) -> None:
    """What the files would become, and the button that adds them."""
    show_file(choose_file(handed))
    if len(handed) > PREVIEWED:
        chosen = [one.file for one in handed]
        label = f"Add {counted(len(chosen), 'file')}"
        st.text(f"The first {PREVIEWED} of {len(handed):,} files are shown.")
    else:
        chosen = [one.file for one in handed if one.addable]
        label = f"Add {counted(sum(one.addable for one in handed), 'example')}"
    st.button(
        label,
        key="add_examples",
        type="primary",
        icon=":material/add:",
        disabled=running or not chosen,
        on_click=guarded(add),
        args=(visit, task, chosen),
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
    if handed:
        running = activity is not None and not activity.is_over
        show_adding(visit, task, handed, running=running)
    show_activity(visit, activity)
    reports = list_uploads(visit.workspace, visit.actor, task.id)
    if reports:
        st.subheader("What was added", anchor=False)
        show_uploads(reports)
        page_link("pages/privacy.py", "Scan for personal values", task=task)
        show_faulty_uploads(visit, reports)
    elif not handed:
        empty_state("Nothing is added yet", FIRST_FILES[task.intake])
