"""Keeping the query on the page: under a name, as a check, or as what is judged first."""

import uuid
from collections.abc import Callable

import streamlit as st

from curation.balance.checks.check import Severity
from curation.ui.page import Visit, guarded
from curation.workflow.balance import own_checks
from curation.workflow.explore import saved_queries
from curation.workflow.explore.explore import QueryResult
from curation.workflow.settings.people import names


def keep_query(visit: Visit, sql: str, result: QueryResult) -> None:
    """Small forms: save under a name, make it a check, and judge what it finds first."""
    with st.popover("Save", icon=":material/bookmark_add:"), st.form("save_query", border=False):
        st.text_input("Name", key="query_name", max_chars=saved_queries.LONGEST_NAME)
        st.checkbox("Other curators see it too", key="query_shared")
        st.form_submit_button(
            "Save the query", key="save_query_now", on_click=guarded(_save), args=(visit, sql)
        )
    tasks = visit.workspace.tasks()
    with st.popover("Make it a check", icon=":material/rule:"), st.form("check", border=False):
        st.text("No row is expected. It is asked with every look for defects and every release.")
        st.text_input("What it finds", key="check_title", max_chars=own_checks.LONGEST_TITLE)
        st.selectbox(
            "Task", list(tasks), format_func=lambda each: tasks[each].title, key="check_task"
        )
        st.checkbox("A row holds a release up", value=True, key="check_holds")
        st.form_submit_button(
            "Make the check", key="make_check", on_click=guarded(_check), args=(visit, sql)
        )
    if "example_id" not in result.columns:
        return
    with st.popover("Judge these", icon=":material/rate_review:"):
        st.text("Reviewers are asked about what the query finds now, and nothing else.")
        chosen = st.selectbox(
            "Task", list(tasks), format_func=lambda each: tasks[each].title, key="judge_task"
        )
        st.button(
            "Make it the queue",
            key="judge_these",
            on_click=guarded(_judge),
            args=(visit, str(chosen), sql),
        )


def choose_saved(visit: Visit, take: Callable[[str], None]) -> None:
    """The saved queries, each to be opened by `take`, which is given its SQL, or taken away."""
    known = names(visit.workspace)
    found = saved_queries.list_queries(visit.workspace, visit.actor)
    if not found:
        st.text("No query is saved yet. Save one from Find or SQL.")
    for query in found:
        whose = "" if query.actor == visit.actor.id else f", by {known.get(query.actor, '?')}"
        shared = ", shared" if query.shared else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{query.name}{whose}{shared}", width="stretch")
            st.button(
                "Open",
                key=f"open_query_{query.id}",
                on_click=guarded(take),
                args=(query.sql,),
            )
            st.button(
                "Take away",
                key=f"forget_query_{query.id}",
                on_click=guarded(_forget),
                args=(visit, query.id),
            )


def _save(visit: Visit, sql: str) -> None:
    saved_queries.save_query(
        visit.workspace,
        visit.actor,
        name=str(st.session_state["query_name"] or ""),
        sql=sql,
        shared=bool(st.session_state["query_shared"]),
        request_id=uuid.uuid4().hex,
    )
    st.toast("Saved.", icon=":material/check:")


def _forget(visit: Visit, query_id: str) -> None:
    saved_queries.forget_query(visit.workspace, visit.actor, query_id, request_id=uuid.uuid4().hex)


def _check(visit: Visit, sql: str) -> None:
    holds = bool(st.session_state["check_holds"])
    rows = own_checks.save_own_check(
        visit.workspace,
        visit.actor,
        str(st.session_state["check_task"]),
        title=str(st.session_state["check_title"] or ""),
        query=sql,
        severity=Severity.ERROR if holds else Severity.WARNING,
        request_id=uuid.uuid4().hex,
    )
    st.toast(f"The check is made; it finds {rows:,} rows now.", icon=":material/check:")


def _judge(visit: Visit, task_id: str, sql: str) -> None:
    count = saved_queries.judge_first(
        visit.workspace,
        visit.actor,
        visit.workspace.task(task_id),
        sql,
        request_id=uuid.uuid4().hex,
    )
    st.toast(f"{count:,} examples are asked about from now on.", icon=":material/check:")
