"""Clauses that were changed, with what was decided under them, to be asked about again."""

import uuid

import pandas as pd
import streamlit as st

from curation.task import Task
from curation.ui.page import Visit, guarded
from curation.ui.privacy.value_list import counted
from curation.workflow.review.guideline import OutdatedClause, list_outdated, put_back

TAKE_BACK = "Take back all answers and final answers of these examples"


def show_outdated(visit: Visit, task: Task) -> None:
    """One box for each changed clause that a decision rests on; nothing without any."""
    for one in list_outdated(visit.workspace, visit.actor, task):
        with st.container(border=True):
            st.caption(
                f"This clause was changed; {counted(one.examples, 'example')} decided under it."
            )
            st.text(one.text)
            st.dataframe(
                pd.DataFrame({"Decided under it": one.shown}),
                hide_index=True,
                alt="Examples that were decided under the changed clause",
            )
            sure = st.checkbox(TAKE_BACK, key=f"clause_sure_{one.key}")
            st.button(
                f"Put {counted(one.examples, 'example')} back into the queue",
                key=f"clause_back_{one.key}",
                disabled=not sure,
                on_click=guarded(_ask_again),
                args=(visit, task, one),
            )


def _ask_again(visit: Visit, task: Task, one: OutdatedClause) -> None:
    size = put_back(visit.workspace, visit.actor, task, clause=one.key, request_id=uuid.uuid4().hex)
    st.toast(f"{counted(size, 'example')} asked about again.", icon=":material/undo:")
