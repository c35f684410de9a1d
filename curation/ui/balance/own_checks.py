"""Writing checks of one's own as SQL that should find no row."""

import streamlit as st

from curation.balance.checks.check import Severity
from curation.task import Task
from curation.ui.balance.check_acts import done, request
from curation.ui.page import Visit, guarded
from curation.workflow.balance.own_checks import (
    EXAMPLE,
    list_own_checks,
    remove_own_check,
    save_own_check,
)

_WORDS = {Severity.WARNING: "To look at", Severity.ERROR: "To correct, holds a release up"}


def show_own_checks(visit: Visit, task: Task) -> None:
    """The own checks of a task, and the form for another one."""
    own = list_own_checks(visit.workspace, visit.actor, task.id)
    with st.expander(f"Your own checks: {len(own)}"):
        st.caption(
            "A query over the tables of the Explore page. Each row that it finds is a defect; with "
            "a column example_id the row is about that example."
        )
        for number, each in enumerate(own):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(each.title)
                st.button(
                    "Remove",
                    key=f"own_check_remove_{number}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=guarded(_remove),
                    args=(visit, task, each.title, request()),
                )
            st.code(each.query, language="sql", wrap_lines=True)
        with st.form(f"own_check_{task.id}", border=False):
            st.text_input("What it finds", key="own_check_title", max_chars=120)
            st.text_area(
                "Query that should find nothing", key="own_check_query", placeholder=EXAMPLE
            )
            st.radio(
                "How bad it is",
                list(_WORDS),
                format_func=_WORDS.__getitem__,
                key="own_check_severity",
                horizontal=True,
            )
            st.form_submit_button(
                "Save the check",
                key="own_check_save",
                on_click=guarded(_save),
                args=(visit, task, request()),
            )


def _save(visit: Visit, task: Task, request_id: str) -> None:
    rows = save_own_check(
        visit.workspace,
        visit.actor,
        task.id,
        title=st.session_state["own_check_title"],
        query=st.session_state["own_check_query"],
        severity=st.session_state["own_check_severity"],
        request_id=request_id,
    )
    for name in ("own_check_title", "own_check_query"):
        st.session_state[name] = ""
    done(task, f"Saved; it finds {rows:,} rows now.")


def _remove(visit: Visit, task: Task, title: str, request_id: str) -> None:
    remove_own_check(visit.workspace, visit.actor, task.id, title, request_id=request_id)
    done(task, "Removed.")
