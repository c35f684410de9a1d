"""One page of a query's result, with the way to the others, to files, and to what it is for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from curation.ui.explore.query_chart import show_chart
from curation.ui.explore.query_result import as_csv, as_json_lines, as_parquet, show_rows
from curation.ui.explore.saved_queries import keep_query
from curation.ui.page import Visit
from curation.workflow.explore.explore import (
    MOST_ROWS,
    PAGE_ROWS,
    QueryResult,
    run_query,
    state_name,
)

PAGE = "explore_page"
_RESULT = "explore_result"


def show_result(visit: Visit, sql: str, *, key: str = "") -> tuple[QueryResult, int | None]:
    """One page of the result with the way to the others; with a key, a row can be chosen."""
    page = int(st.session_state.get(PAGE, 0))
    result = _asked(visit, sql, page)
    first = page * PAGE_ROWS + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        if result.rows:
            last = first + len(result.rows) - 1
            st.text(f"Rows {first:,} to {last:,}" + (", and more" if result.more else ""))
        else:
            st.text("No rows.")
        st.text(f"{max(result.seconds, 0.001):.3f} s")
        if page or result.more:
            st.button("Back", key="back", disabled=not page, on_click=_turn, args=(-1,))
            st.button("On", key="on", disabled=not result.more, on_click=_turn, args=(1,))
        if result.rows:
            _show_downloads(visit, sql)
        keep_query(visit, sql, result)
    show_chart(result)
    return result, show_rows(result, key=key)


def _asked(visit: Visit, sql: str, page: int) -> QueryResult:
    """The page of the result; not asked again while neither query, page nor data changes."""
    wanted = (state_name(visit.workspace), sql, page)
    known = st.session_state.get(_RESULT)
    if known is None or known[0] != wanted:
        with st.spinner("Asking …"):
            result = run_query(visit.workspace, visit.actor, sql, offset=page * PAGE_ROWS)
        known = st.session_state[_RESULT] = (wanted, result)
    found: QueryResult = known[1]
    return found


def _turn(by: int) -> None:
    """Go some pages on or back."""
    st.session_state[PAGE] = max(0, st.session_state.get(PAGE, 0) + by)


def _show_downloads(visit: Visit, sql: str) -> None:
    """The whole result as a file; it is asked again when a button is pressed."""
    kinds = (("CSV", as_csv, "csv"), ("Parquet", as_parquet, "parquet"),
             ("JSON lines", as_json_lines, "jsonl"))  # fmt: skip
    with st.popover("Download", icon=":material/download:"):
        st.caption(f"At most {MOST_ROWS:,} rows.")
        for label, made, ending in kinds:
            st.download_button(
                label,
                data=partial(_file, visit, sql, made),
                file_name=f"query.{ending}",
                on_click="ignore",
                key=f"download_{ending}",
            )


def _file(visit: Visit, sql: str, made: Callable[[QueryResult], str | bytes]) -> str | bytes:
    return made(run_query(visit.workspace, visit.actor, sql, limit=MOST_ROWS))
