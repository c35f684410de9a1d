"""The clauses of a guideline as rows: change, add, move and remove them one by one."""

import uuid
from collections.abc import Iterable

import streamlit as st

from curation.review.guideline import clauses_of
from curation.ui.page import guarded

_LONGEST = 2_000


def begin_rows(key: str, clauses: Iterable[str], *, anew: bool = False) -> None:
    """Fill the rows of this name, unless they are there already; `anew` fills them all the same."""
    if anew or key not in st.session_state:
        st.session_state[key] = []
        for text in clauses:
            _add(key, text)


def show_rows(key: str) -> None:
    """The rows with their numbers, each with buttons that move it and take it out."""
    rows: list[str] = st.session_state[key]
    for place, row in enumerate(rows):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(f"{place + 1}.", width=24)
            st.text_area(
                f"Clause {place + 1}",
                key=f"{key}_{row}",
                height="content",
                max_chars=_LONGEST,
                label_visibility="collapsed",
            )
            _button(key, row, "up", ":material/arrow_upward:", "Move it up", place == 0)
            last = place == len(rows) - 1
            _button(key, row, "down", ":material/arrow_downward:", "Move it down", last)
            _button(key, row, "remove", ":material/delete:", "Take it out")
    st.button(
        "Another clause",
        key=f"{key}_more",
        icon=":material/add:",
        on_click=guarded(_add),
        args=(key,),
    )


def read_rows(key: str) -> tuple[str, ...]:
    """The clauses in the rows' order, blank ones left out; pasted lines are a clause each."""
    rows = [str(st.session_state.get(f"{key}_{row}") or "") for row in st.session_state[key]]
    return tuple(clause.text for text in rows for clause in clauses_of(text))


def numbered(clauses: Iterable[str]) -> str:
    """The text of a guideline: a clause on each line, with its number in front."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(clauses, 1))


def _button(key: str, row: str, act: str, icon: str, says: str, disabled: bool = False) -> None:
    st.button(
        "",
        key=f"{key}_{row}_{act}",
        icon=icon,
        help=says,
        type="tertiary",
        disabled=disabled,
        on_click=guarded(_move),
        args=(key, row, act),
    )


def _move(key: str, row: str, act: str) -> None:
    rows: list[str] = list(st.session_state[key])
    if row not in rows:  # taken out by a click before this one
        return
    place = rows.index(row)
    rows.remove(row)
    if act != "remove":
        rows.insert(max(0, place + (1 if act == "down" else -1)), row)
    st.session_state[key] = rows


def _add(key: str, text: str = "") -> None:
    row = uuid.uuid4().hex[:8]
    st.session_state[key] = [*st.session_state[key], row]
    st.session_state[f"{key}_{row}"] = text
