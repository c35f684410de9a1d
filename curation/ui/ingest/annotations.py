"""Answers from other labelling tools, and to them, on the ingest page."""

from functools import partial

import pandas as pd
import streamlit as st

from curation.task import Intake, Task
from curation.ui.ingest.upload_form import Handed
from curation.ui.page import Visit, guarded
from curation.ui.show import page_link
from curation.workflow.ingest.ingest import counted
from curation.workflow.ingest.input_files import InputFile
from curation.workflow.review.annotations import (
    FORMATS,
    AnnotationReport,
    annotations_text,
    import_annotations,
    tool_of,
)
from curation.workflow.review.waiting_answers import count_waiting, list_left_out

_REPORT = "annotation_report"
_TOOLS = "annotation_tools"  # which labelling tool a handed file is of, by the uploader's name


def show_offer(visit: Visit, task: Task, handed: Handed) -> bool:
    """Say that a handed file is an export of a labelling tool, with the button that takes it.

    False when none is, or when it is to be read as tickets all the same.
    """
    known: dict[str, str] = st.session_state.setdefault(_TOOLS, {})
    for name, file in zip(handed.ids, handed.files, strict=True):
        if name not in known:
            known[name] = tool_of(file.whole(), name=file.name)
        if known[name]:
            _offer(visit, task, file, known[name])
    if not any(known[name] for name in handed.ids):
        return False
    return not st.toggle("Read the text only, as tickets", key=f"as_tickets_{handed.ids[0]}")


def _offer(visit: Visit, task: Task, file: InputFile, tool: str) -> None:
    with st.container(border=True, key="annotations_offer"):
        st.text(f"{file.name} is an export of {tool}, with what people answered.")
        if task.intake is Intake.INVOICE:
            st.text(
                f"“{task.title}” asks about invoices. Choose the task that the answers are for on "
                "the left, or make it; the file stays here."
            )
            page_link("pages/settings.py#Tasks", "Make a task")
            return
        asked = ", ".join(f"“{question.title}”" for question in task.questions)
        st.caption(f"Its answers are taken as answers to {asked} of the task “{task.title}”.")
        st.button(
            "Take over texts and answers",
            key="take_offered",
            type="primary",
            on_click=guarded(_take_offered),
            args=(visit, task, file),
        )


def _take_offered(visit: Visit, task: Task, file: InputFile) -> None:
    _take(visit, task, file.name, file.whole())
    st.session_state["ingest_turn"] += 1  # empties the uploader


def show_annotations(visit: Visit, task: Task) -> None:
    """What became of another tool's file, an uploader for one, and files to take along."""
    _show_taken(visit, task)
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


def _show_taken(visit: Visit, task: Task) -> None:
    """What came of the file that was taken last, and what still waits or was left out."""
    known = st.session_state.get(_REPORT)
    report = known[1] if known and known[0] == task.id else None
    waiting = count_waiting(visit.workspace, task.id)
    if report is None and not waiting:
        return
    with st.container(border=True, key="annotations_taken"):
        if report is not None:
            _show_report(report)
        if waiting:
            st.text(
                f"After the privacy check of their texts, {counted(waiting, 'answer')} will be "
                f"added by {'itself' if waiting == 1 else 'themselves'}."
            )
            page_link("pages/privacy.py", "Go to the privacy check", task=task)
        elif report and (report.answers or report.unchanged or report.waiting):
            page_link("pages/agreement.py", "See how far they agree", task=task)
        left_out = [(fault.row, fault.reason, fault.cure) for fault in report.faults[:200]] \
            if report else []  # fmt: skip
        left_out += [
            (row, why, f"Look at it in {file}.")
            for file, row, why in list_left_out(visit.workspace, visit.actor, task.id)
        ]
        if left_out:
            st.text(f"Left out: {counted(len(left_out), 'answer')}.")
            st.dataframe(
                pd.DataFrame(left_out, columns=["Record", "Why", "What to do"]), hide_index=True
            )


def _show_report(report: AnnotationReport) -> None:
    answers = report.answers + report.waiting + report.unchanged
    told = (
        f"{FORMATS[report.format].title}: {counted(report.records, 'record')} read, with "
        f"{counted(report.examples, 'new example')} and {counted(answers, 'answer')}"
    )
    st.text(f"{told}; {report.unchanged:,} were there already." if report.unchanged else f"{told}.")


def _take(visit: Visit, task: Task, name: str, data: bytes) -> None:
    report = import_annotations(visit.workspace, visit.actor, task.id, data, name=name)
    st.session_state[_REPORT] = (task.id, report)


def _file(visit: Visit, task_id: str, name: str) -> str:
    return annotations_text(visit.workspace, visit.actor, task_id, format_name=name)[0]
