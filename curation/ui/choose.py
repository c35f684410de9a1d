"""Choosing the task that a page works on; the choice stays from page to page and in the link."""

import streamlit as st

from curation.task import Intake, Task
from curation.ui.page import Visit


def choose_task(visit: Visit, *, intake: Intake | None = None) -> Task:
    """The task chosen in the sidebar; the first one until somebody chooses."""
    tasks = [task for task in visit.workspace.tasks().values() if intake in (None, task.intake)]
    titles = {task.id: task.title for task in tasks}
    ids = list(titles)
    known = str(st.session_state.get("chosen_task", st.query_params.get("task", "")))
    with st.sidebar:
        chosen = st.selectbox(
            "Task",
            ids,
            index=ids.index(known) if known in ids else 0,
            format_func=titles.__getitem__,
            key="task_choice",
        )
    st.session_state["chosen_task"] = chosen
    st.query_params["task"] = chosen
    return next(task for task in tasks if task.id == chosen)
