"""A chart that fits the shape of a result: bars, a line, a histogram or a heat map."""

from enum import StrEnum

import altair as alt
import pandas as pd
import streamlit as st

from curation.workflow.explore.explore import QueryResult

MOST_BARS = 50
_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")
_TIMES = ("DATE", "TIMESTAMP")


class Shape(StrEnum):
    """What kind of chart shows a result."""

    NONE = "none"
    BARS = "bars"
    LINE = "line"
    HISTOGRAM = "histogram"
    HEAT_MAP = "heat map"


def chart_of(result: QueryResult) -> Shape:
    """The chart that fits: by the types of the columns and by how many rows there are."""
    kinds = "".join(map(_kind, result.types))
    rows = len(result.rows)
    if rows < 2:
        return Shape.NONE
    if kinds == "tn":
        return Shape.LINE
    if kinds == "ln" and not result.more and rows <= MOST_BARS and _are_distinct(result, 1):
        return Shape.BARS
    if kinds == "n" and rows >= 10:
        return Shape.HISTOGRAM
    if kinds == "lln" and not result.more and _are_distinct(result, 2) and _fits_a_map(result):
        return Shape.HEAT_MAP
    return Shape.NONE


def show_chart(result: QueryResult) -> None:
    """The chart that fits the rows on the page; nothing where none fits."""
    shape = chart_of(result)
    if shape is Shape.NONE:
        return
    names = ("a", "b", "c")[: len(result.columns)]  # titles of columns may hold signs of Vega
    rows = [[_plain(v, k) for v, k in zip(r, result.types, strict=True)] for r in result.rows]
    chart = alt.Chart(pd.DataFrame(rows, columns=names))
    if shape is Shape.LINE:
        drawn = chart.mark_line(point=True).encode(
            x=alt.X("a", type="temporal", title=None), y=alt.Y("b", type="quantitative", title=None)
        )
    elif shape is Shape.HISTOGRAM:
        drawn = chart.mark_bar().encode(
            x=alt.X("a", type="quantitative", bin=alt.Bin(maxbins=40), title=None),
            y=alt.Y(aggregate="count", type="quantitative", title=None),
        )
    elif shape is Shape.HEAT_MAP:
        drawn = chart.mark_rect().encode(
            x=alt.X("b", type="nominal", sort=None, title=None),
            y=alt.Y("a", type="nominal", sort=None, title=None),
            color=alt.Color("c", type="quantitative", title=None),
            tooltip=[
                alt.Tooltip("a", type="nominal"),
                alt.Tooltip("b", type="nominal"),
                alt.Tooltip("c", type="quantitative"),
            ],
        )
    else:
        drawn = chart.mark_bar().encode(
            x=alt.X("b", type="quantitative", title=None),
            y=alt.Y("a", type="nominal", sort=None, title=None),
            tooltip=[alt.Tooltip("a", type="nominal"), alt.Tooltip("b", type="quantitative")],
        )
    st.altair_chart(drawn, alt=f"The rows of the result as a {shape}")


def _kind(name: str) -> str:
    """ "n" for numbers, "t" for times, "l" for everything else."""
    upper = name.upper()
    if any(part in upper for part in _NUMBERS):
        return "n"
    return "t" if upper.startswith(_TIMES) else "l"


def _are_distinct(result: QueryResult, columns: int) -> bool:
    keys = [tuple(map(_text, row[:columns])) for row in result.rows]
    return len(set(keys)) == len(keys)


def _fits_a_map(result: QueryResult) -> bool:
    sides = [len({_text(row[place]) for row in result.rows}) for place in (0, 1)]
    return max(sides) <= MOST_BARS and min(sides) > 1


def _plain(value: object, kind: str) -> object:
    return _text(value) if _kind(kind) == "l" else value


def _text(value: object) -> str:
    return "(empty)" if value is None else str(value)
