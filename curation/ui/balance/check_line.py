"""What the checks say of a task, in one line on the front page."""

import streamlit as st

from curation.balance.checks.check import Severity
from curation.task import Task
from curation.ui.page import Visit
from curation.ui.show import page_link
from curation.workflow.balance.check import live_checks


def show_check_line(visit: Visit, task: Task) -> None:
    """How many things are wrong, with the way to them; nothing to say where all is well."""
    checkup = live_checks(visit.workspace, task.id)
    if checkup is None:
        page_link("pages/balance.py", "Look for defects", task=task, icon=":material/troubleshoot:")
        return
    errors, warnings = checkup.count(Severity.ERROR), checkup.count(Severity.WARNING)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not errors and not warnings:
            st.caption(f"{len(checkup.found)} checks find no defect.")
            return
        st.caption(f"Checks: {errors:,} to correct, {warnings:,} to look at.")
        page_link("pages/balance.py", "See the defects", task=task)
