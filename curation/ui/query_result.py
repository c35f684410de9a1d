"""Showing the result of a query: a table, a chart where it fits, and a download."""

import csv
import io
from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from curation.workflow.explore import QueryResult

MOST_BARS = 50
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


def show_rows(result: QueryResult) -> None:
    """The rows as a table; cells are shown as they are."""
    st.dataframe(result_frame(result), hide_index=True)


def show_bars(result: QueryResult) -> None:
    """A bar for each row, when there is one label and one number; otherwise nothing."""
    if not is_label_and_number(result):
        return
    label, number = "label", "number"
    frame = pd.DataFrame(
        [(_text(row[0]), row[1]) for row in result.rows[:MOST_BARS]], columns=[label, number]
    )
    st.altair_chart(
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X(number, type="quantitative", title=None),
            y=alt.Y(label, type="nominal", sort=None, title=None),
            tooltip=[alt.Tooltip(label, type="nominal"), alt.Tooltip(number, type="quantitative")],
        ),
        alt="A bar for each row of the result",
    )


def is_label_and_number(result: QueryResult) -> bool:
    """True when the rows are a label and a number each, and few enough for bars."""
    return (
        len(result.columns) == 2
        and 1 < len(result.rows) <= MOST_BARS
        and not result.more
        and not _is_number(result.types[0])
        and _is_number(result.types[1])
        and len({_text(row[0]) for row in result.rows}) == len(result.rows)
    )


def result_frame(result: QueryResult) -> pd.DataFrame:
    """The rows as a frame; columns of one name are told apart by their place."""
    return pd.DataFrame(result.rows, columns=_distinct(result.columns))


def as_csv(result: QueryResult) -> str:
    """The rows as CSV text; a cell that a spreadsheet would run as a formula is quoted with '."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([_harmless(name) for name in result.columns])
    table.writerows([[_harmless(value) for value in row] for row in result.rows])
    return stream.getvalue()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _distinct(columns: Sequence[str]) -> list[str]:
    names: list[str] = []
    for place, name in enumerate(columns, start=1):
        names.append(name if name not in names else f"{name} ({place})")
    return names


def _is_number(kind: str) -> bool:
    return any(kind.upper().startswith(name) or name in kind.upper() for name in _NUMBERS)


def _text(value: object) -> str:
    return "(empty)" if value is None else str(value)
