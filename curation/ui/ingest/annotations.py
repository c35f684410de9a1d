"""Answers from other labelling tools, and to them, on the ingest page."""

from functools import partial

import pandas as pd
import streamlit as st

from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.ui.show import page_link
from curation.workflow.ingest.ingest import counted
from curation.workflow.review.annotations import (
    FORMATS,
    AnnotationReport,
    annotations_text,
    import_annotations,
)

_REPORT = "annotation_report"


def show_annotations(visit: Visit, task: Task) -> None:
    """An uploader for another tool's file, what became of it, and files to take along."""
    tools = ", ".join(kind.title for kind in FORMATS.values())
    with st.expander("Answers from another labelling tool", icon=":material/move_to_inbox:"):
        st.text(
            f"Take an export of {tools}: its texts become examples, and what people answered is "
            "kept in their names, so that you see how far they agree."
        )
        handed = st.file_uploader(
            "Export with answers (JSON or JSON lines)",
            type=["json", "jsonl"],
            key=f"annotations_{task.id}",
        )
        if handed is not None:
            st.button(
                "Take over texts and answers",
                key="import_annotations",
                type="primary",
                on_click=guarded(_take),
                args=(visit, task, handed.name, handed.getvalue()),
            )
        known = st.session_state.get(_REPORT)
        if known and known[0] == task.id:
            _show_report(task, known[1])
        st.caption("Or take this task's examples and answers along, personal values replaced:")
        with st.container(horizontal=True):
            for kind in FORMATS.values():
                st.download_button(
                    kind.title,
                    data=partial(_file, visit, task.id, kind.name),
                    file_name=f"{task.id}-{kind.name}.{'jsonl' if kind.lines else 'json'}",
                    key=f"export_{kind.name}",
                    on_click="ignore",
                )


def _show_report(task: Task, report: AnnotationReport) -> None:
    tool = FORMATS[report.format].title
    st.text(
        f"{tool}: {counted(report.records, 'record')} read. New: "
        f"{counted(report.examples, 'example')}, {counted(report.answers, 'answer')}. There "
        f"already: {counted(report.unchanged, 'answer')}."
    )
    if report.waiting:
        st.text(
            f"Waiting for the privacy check of their texts: {counted(report.waiting, 'answer')}. "
            "Scan and decide first; then take the same file over again."
        )
        page_link("pages/privacy.py", "Go to the privacy check", task=task)
    elif report.answers or report.unchanged:
        page_link("pages/agreement.py", "See how far they agree", task=task)
    if report.faults:
        st.text(f"Left out: {counted(len(report.faults), 'record')}.")
        st.dataframe(
            pd.DataFrame(
                [(fault.row, fault.reason, fault.cure) for fault in report.faults[:200]],
                columns=["Record", "Why", "What to do"],
            ),
            hide_index=True,
        )


def _take(visit: Visit, task: Task, name: str, data: bytes) -> None:
    report = import_annotations(visit.workspace, visit.actor, task.id, data, name=name)
    st.session_state[_REPORT] = (task.id, report)


def _file(visit: Visit, task_id: str, name: str) -> str:
    return annotations_text(visit.workspace, visit.actor, task_id, format_name=name)[0]
