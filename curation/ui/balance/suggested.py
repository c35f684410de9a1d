"""What might be the same, on request: a person decides, nothing is merged by itself."""

import streamlit as st

from curation.balance.checks.duplicates import SUGGESTED_DUPLICATES
from curation.task import Task
from curation.ui.page import Visit
from curation.workflow.balance.check import Checkup, Found
from curation.workflow.balance.duplicate_desk import find_suggested


def show_suggested(visit: Visit, task: Task, checkup: Checkup) -> list[Found]:
    """The switch that asks for questions that might be the same; what is found when it is on."""
    if not st.toggle(
        "Also look for questions that might be the same",
        key=f"suggested_{task.id}",
        help="Half of their words or more are shared. From 70 % on they are found without asking.",
        on_change=_choose,
        args=(task,),
    ):
        return []
    with st.spinner("Comparing the questions", show_time=True):
        found = find_suggested(visit.workspace, task.id, checkup)
    if found.defects or found.accepted:
        return [found]
    st.caption("No two questions might be the same beyond those that are found without asking.")
    return []


def shown_key(task: Task) -> str:
    """Where the check whose finds are shown is chosen."""
    return f"check_shown_{task.id}"


def _choose(task: Task) -> None:
    """Show what the switch asks for; without it, the worst of the rest."""
    if st.session_state.get(f"suggested_{task.id}"):
        st.session_state[shown_key(task)] = SUGGESTED_DUPLICATES.name
    else:
        st.session_state.pop(shown_key(task), None)
