"""The rows of a query: as a table, and as files to take along."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from curation.workflow.explore.explore import QueryResult

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show_rows(result: QueryResult, *, key: str = "") -> int | None:
    """The rows as a table; cells are shown as they are. With a key, the place of the chosen row."""
    if not key:
        st.dataframe(result_frame(result), hide_index=True, placeholder="–")
        return None
    chosen: Any = st.dataframe(
        result_frame(result),
        hide_index=True,
        placeholder="–",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = chosen["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(result.rows) else None


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


def as_json_lines(result: QueryResult) -> str:
    """The rows as JSON lines; columns of one name are told apart by their place."""
    names = _distinct(result.columns)
    lines = (
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in result.rows
    )
    return "".join(f"{line}\n" for line in lines)


def as_parquet(result: QueryResult) -> bytes:
    """The rows as a Parquet file."""
    stream = io.BytesIO()
    result_frame(result).to_parquet(stream, index=False)
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
