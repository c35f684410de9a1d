"""Explore: ask the staged data, by choosing or with SQL."""

import pandas as pd
import streamlit as st

from curation.people import Role
from curation.ui.explore.find import ask_find, clear_find, go_into
from curation.ui.explore.query_page import PAGE, show_result
from curation.ui.explore.saved_queries import choose_saved
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.workflow.explore.explore import READY_QUERIES, TABLES, find_sql

MODE = "explore_mode"
FIND, WRITE, SAVED = "Find", "SQL", "Saved"
SQL = "explore_sql"  # what is in the editor
ASKED = "explore_asked"  # the query whose result is shown


def take_ready() -> None:
    """Put the chosen question's query into the editor."""
    chosen = st.session_state["explore_ready"]
    take_query(next(q.sql for q in READY_QUERIES if q.title == chosen))


def take_query(sql: str) -> None:
    """Put a query into the editor and run it."""
    st.session_state[MODE] = WRITE
    st.session_state[SQL] = sql
    ask()


def ask() -> None:
    """Run what is in the editor, from its first row."""
    st.session_state[ASKED] = st.session_state[SQL]
    st.session_state[PAGE] = 0


def show_editor() -> None:
    """The ready-made questions and the editor."""
    st.selectbox(
        "Ready-made questions",
        [query.title for query in READY_QUERIES],
        index=None,
        placeholder="Choose one, or write your own below",
        key="explore_ready",
        on_change=guarded(take_ready),
    )
    st.session_state.setdefault(SQL, st.session_state.get(ASKED, READY_QUERIES[0].sql))
    st.text_area("SQL", key=SQL, height=220, max_chars=20_000)
    st.button(
        "Run", key="run", type="primary", icon=":material/play_arrow:", on_click=guarded(ask),
        shortcut="Ctrl+Enter",
    )  # fmt: skip


def show_schema() -> None:
    """Every table that can be asked, with its columns explained."""
    st.text("What can be asked")
    for table in TABLES:
        with st.expander(table.name, icon=":material/table:"):
            st.text(table.meaning)
            rows = [(c.name, c.type, c.meaning) for c in table.columns]
            columns = ["Column", "Type", "What it says"]
            st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True)


def show_find(visit: Visit) -> None:
    """Questions without SQL; the chosen row in full, or the way into the chosen group."""
    find = ask_find(visit)
    sql = find_sql(find)
    if st.session_state.get(ASKED) != sql:
        st.session_state[ASKED], st.session_state[PAGE] = sql, 0
    with st.container(horizontal=True):
        st.button("Clear", key="find_clear", on_click=clear_find, icon=":material/close:")
        st.button("Open as SQL", key="find_sql", on_click=guarded(take_query), args=(sql,))
    result, row = show_result(visit, sql, key=f"found_{find.table}_{find.group}")
    if row is None:
        st.caption("Choose a row to see all of it, or to go into its group.")
    elif find.group:
        go_into(find, result, row)
    else:
        for name, value in zip(result.columns, result.rows[row], strict=True):
            st.caption(name)
            st.text("" if value is None else str(value))


visit = open_page(
    "Explore",
    at_least=Role.CURATOR,
    lead="Ask the staged data. Personal values are replaced; nothing can be changed from here.",
)
st.session_state.setdefault(MODE, FIND)
mode = st.segmented_control("How to ask", [FIND, WRITE, SAVED], key=MODE, required=True)
with refusals_shown():
    if mode == SAVED:
        choose_saved(visit, take_query)
    elif mode == FIND:
        show_find(visit)
    else:
        editor, schema = st.columns([3, 2], gap="large")
        with schema:
            show_schema()
        with editor:
            show_editor()
            with refusals_shown():
                show_result(visit, st.session_state.get(ASKED, READY_QUERIES[0].sql))
