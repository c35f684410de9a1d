"""Explore: ask the staged data with SQL."""

import pandas as pd
import streamlit as st

from curation.people import Role
from curation.ui.page import Visit, guarded, open_page, refusals_shown
from curation.ui.query_result import as_csv, show_bars, show_rows
from curation.workflow.explore import MOST_ROWS, PAGE_ROWS, READY_QUERIES, TABLES, run_query

SQL = "explore_sql"  # what is in the editor
ASKED = "explore_asked"  # the query whose result is shown
PAGE = "explore_page"


def take_ready() -> None:
    """Put the chosen question's query into the editor."""
    chosen = st.session_state["explore_ready"]
    st.session_state[SQL] = next(q.sql for q in READY_QUERIES if q.title == chosen)
    ask()


def ask() -> None:
    """Run what is in the editor, from its first row."""
    st.session_state[ASKED] = st.session_state[SQL]
    st.session_state[PAGE] = 0


def turn(by: int) -> None:
    """Go some pages on or back."""
    st.session_state[PAGE] = max(0, st.session_state.get(PAGE, 0) + by)


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
    st.session_state.setdefault(SQL, READY_QUERIES[0].sql)
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
            st.dataframe(
                pd.DataFrame(
                    [(c.name, c.type, c.meaning) for c in table.columns],
                    columns=["Column", "Type", "What it says"],
                ),
                hide_index=True,
            )


def show_result(visit: Visit, sql: str) -> None:
    """One page of the result, as bars too where it fits, with the way to the others."""
    page = int(st.session_state.get(PAGE, 0))
    with st.spinner("Asking …"):
        result = run_query(visit.workspace, visit.actor, sql, offset=page * PAGE_ROWS)
    first = page * PAGE_ROWS + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        if result.rows:
            last = first + len(result.rows) - 1
            st.text(f"Rows {first:,} to {last:,}" + (", and more" if result.more else ""))
        else:
            st.text("No rows.")
        st.text(f"{max(result.seconds, 0.001):.3f} s")
        if page or result.more:
            st.button("Back", key="back", disabled=not page, on_click=turn, args=(-1,))
            st.button("On", key="on", disabled=not result.more, on_click=turn, args=(1,))
        st.download_button(
            f"Download as CSV (at most {MOST_ROWS:,} rows)",
            data=lambda: as_csv(run_query(visit.workspace, visit.actor, sql, limit=MOST_ROWS)),
            file_name="query.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            disabled=not result.rows,
        )
    show_bars(result)
    show_rows(result)


visit = open_page(
    "Explore",
    at_least=Role.CURATOR,
    lead="Ask the staged data. Personal values are replaced; nothing can be changed from here.",
)
editor, schema = st.columns([3, 2], gap="large")
with schema:
    show_schema()
with editor:
    show_editor()
    with refusals_shown():
        show_result(visit, st.session_state.get(ASKED, READY_QUERIES[0].sql))
