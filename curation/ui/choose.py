"""Choosing the task that a page works on; the choice stays from page to page and in the address."""

import streamlit as st

from curation.task import Intake, Task
from curation.ui.page import Visit

_CHOSEN = "chosen_task"


def choose_task(visit: Visit, *, intake: Intake | None = None, with_grading: bool = False) -> Task:
    """The task chosen in the sidebar; the first one until somebody chooses.

    Tasks in which answers of models are graded are offered only `with_grading`.

    The address names it, so it survives a reload and can be sent to a colleague. Streamlit's own
    binding of a widget to the address forgets what a link chose at the next change of page.
    """
    tasks = {
        task.id: task
        for task in visit.workspace.tasks().values()
        if intake in (None, task.intake) and (with_grading or task.grading is None)
    }
    asked = st.query_params.get("task") or st.session_state.get(_CHOSEN)
    if asked in tasks:
        st.session_state["task"] = asked
    with st.sidebar:
        chosen = st.selectbox(
            "Task",
            list(tasks),
            format_func=lambda task_id: tasks[task_id].title,
            key="task",
            on_change=_choose,
        )
    _remember(chosen)
    return tasks[chosen]


def choose_next(task: Task) -> None:
    """Let this task be the chosen one on the pages that are opened from here."""
    st.session_state[_CHOSEN] = task.id


def _choose() -> None:
    _remember(st.session_state["task"])


def _remember(task_id: str) -> None:
    st.session_state[_CHOSEN] = task_id
    if st.query_params.get("task") != task_id:
        st.query_params["task"] = task_id
