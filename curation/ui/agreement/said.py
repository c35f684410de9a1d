"""What reviewers said beside their answers, for the curator."""

import uuid

import pandas as pd
import streamlit as st

from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.ui.show import conversation
from curation.workflow.agreement.adjudicate import open_case
from curation.workflow.review.discuss import Thread, list_flagged, resolve
from curation.workflow.review.said import reasons_given

_SHOWN = 20


def show_said(visit: Visit, task: Task) -> None:
    """What waits for a discussion, and why examples were rejected or skipped; nothing if unsaid."""
    flagged = list_flagged(visit.workspace, visit.actor, task, limit=_SHOWN)
    if flagged:
        st.subheader("Flagged for discussion", anchor=False)
    for thread in flagged:
        _show_thread(visit, task, thread)
    _show_reasons(visit, task)


def _show_thread(visit: Visit, task: Task, thread: Thread) -> None:
    with st.expander(f"Example {thread.example_id}", icon=":material/flag:"):
        conversation(open_case(visit.workspace, task.id, thread.example_id).card.messages)
        for comment in thread.comments:
            name = thread.authors.get(comment.author, comment.author)
            st.text(f"{name}, {comment.written_at:%Y-%m-%d %H:%M} UTC")
            st.text("(removed)" if comment.removed else comment.text)
        st.button(
            "Resolved",
            key=f"resolve_{thread.example_id}",
            icon=":material/check:",
            on_click=guarded(_resolve),
            args=(visit, task, thread.example_id),
        )


def _resolve(visit: Visit, task: Task, example_id: str) -> None:
    resolve(visit.workspace, visit.actor, task, example_id, request_id=uuid.uuid4().hex)


def _show_reasons(visit: Visit, task: Task) -> None:
    given = reasons_given(visit.workspace, visit.actor, task.id)
    if not given:
        return
    with st.expander("Why examples were rejected or skipped", icon=":material/help:"):
        st.dataframe(
            pd.DataFrame(
                [
                    {"Decision": str(one.decision), "Reason": one.reason, "Times": one.times}
                    for one in given
                ]
            ),
            hide_index=True,
        )
