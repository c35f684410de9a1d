"""Questions without SQL: words, values to choose, a group; a click on a group goes into it."""

from functools import partial

import streamlit as st

from curation.ui.page import Visit, guarded
from curation.workflow.explore.explore import (
    FACETS,
    Find,
    QueryResult,
    facets_sql,
    run_query,
    state_name,
)

TABLES = {
    "examples": "Examples",
    "findings": "Personal values",
    "reviews": "Reviews",
    "verdicts": "Final answers",
    "release_lines": "Lines of releases",
    "grades": "Grades of models",
    "jobs": "Training jobs",
}
_KNOWN = "explore_facets"  # the values that can be chosen, of the newest state that was asked


def ask_find(visit: Visit) -> Find:
    """The widgets, and what they ask."""
    top = st.columns([2, 3, 2], vertical_alignment="bottom")
    table = top[0].selectbox(
        "Look in", list(TABLES), format_func=lambda name: TABLES[name], key="find_table"
    )
    words = ""
    if table == "examples":
        words = top[1].text_input(
            "That hold these words", key="find_words", icon=":material/search:"
        )
    group = top[2].selectbox(
        "Count by",
        ["", *FACETS[table]],
        format_func=lambda name: _title(name) if name else "nothing, list them",
        key=f"find_group_{table}",
    )
    counts = _counts(visit, table)
    values = []
    columns = st.columns(4)
    for place, column in enumerate(FACETS[table]):
        known = counts.get(column, {})
        key = f"find_{table}_{column}"
        chosen = st.session_state.get(key) or []
        options = [*known, *(value for value in chosen if value not in known)]
        picked = columns[place % 4].multiselect(
            _title(column),
            options,
            format_func=partial(_option, known),
            placeholder="any",
            key=key,
            disabled=not options,
        )
        values.append((column, tuple(picked)))
    return Find(table=table, words=words, values=tuple(values), group=group)


def go_into(find: Find, result: QueryResult, row: int) -> None:
    """A button that lists the rows of the chosen group."""
    value = str(result.rows[row][0])
    st.button(
        "List the rows of this group",
        key="go_into",
        icon=":material/arrow_forward:",
        on_click=guarded(_narrow),
        args=(find, value),
    )


def clear_find() -> None:
    """Choose nothing any more."""
    for key in [key for key in st.session_state if str(key).startswith("find_")]:
        del st.session_state[key]


def _narrow(find: Find, value: str) -> None:
    st.session_state[f"find_{find.table}_{find.group}"] = [value]
    st.session_state[f"find_group_{find.table}"] = ""


def _counts(visit: Visit, table: str) -> dict[str, dict[str, int]]:
    """How many rows have each value, by column; asked once for each state of the data."""
    state = (state_name(visit.workspace), table)
    known = st.session_state.get(_KNOWN)
    if known is None or known[0] != state:
        found = run_query(visit.workspace, visit.actor, facets_sql(table), limit=1000)
        counts: dict[str, dict[str, int]] = {}
        for column, value, rows in found.rows:
            counts.setdefault(column, {})[value] = rows
        known = st.session_state[_KNOWN] = (state, counts)
    return dict(known[1])


def _option(known: dict[str, int], value: str) -> str:
    return f"{value} ({known.get(value, 0):,})"


def _title(column: str) -> str:
    return column.replace("_", " ").capitalize()
