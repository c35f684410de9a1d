"""What the checks say of a task, in one line on the front page and above its defects."""

import streamlit as st

from curation.task import Task
from curation.ui.activity import show_activity
from curation.ui.page import Visit
from curation.ui.show import ago, page_link
from curation.workflow.balance.look import Look, look


def show_check_line(visit: Visit, task: Task) -> None:
    """How many things are wrong, with the way to them, and how far a new look is."""
    found = look(visit.workspace, visit.actor, task.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(told(visit, found))
        if found.told:
            page_link("pages/balance.py", "See the defects", task=task)
    show_activity(visit, found.running)


def told(visit: Visit, found: Look) -> str:
    """What was found, and when, where something has changed since."""
    if found.looked_at is None:
        return "Nobody has looked for defects yet."
    if found.is_current:
        return found.told
    age = ago(found.looked_at, visit.workspace.now())
    changed = "; something has changed since" if found.checkup else ""
    return f"{found.told} That was {age}{changed}."
