"""The chart that is offered fits the shape of the result."""

import io
import json

import pandas as pd
import pytest

from curation.ui.explore.query_chart import Shape, chart_of
from curation.ui.explore.query_result import as_json_lines, as_parquet
from curation.workflow.explore.explore import QueryResult


def result(types, rows, *, more=False):
    names = tuple(f"c{n}" for n in range(len(types)))
    return QueryResult(columns=names, types=types, rows=tuple(rows), more=more, seconds=0.1)


@pytest.mark.parametrize(
    ("types", "rows", "shape"),
    [
        (("VARCHAR", "BIGINT"), [("a", 1), ("b", 2)], Shape.BARS),
        (("VARCHAR", "BIGINT"), [("a", 1), ("a", 2)], Shape.NONE),
        (("VARCHAR", "BIGINT"), [("a", 1)], Shape.NONE),
        (("DATE", "BIGINT"), [("2026-01-01", 1), ("2026-01-02", 2)], Shape.LINE),
        (("DOUBLE",), [(n,) for n in range(10)], Shape.HISTOGRAM),
        (("DOUBLE",), [(1.0,), (2.0,)], Shape.NONE),
        (
            ("VARCHAR", "VARCHAR", "BIGINT"),
            [("a", "x", 1), ("a", "y", 2), ("b", "x", 3)],
            Shape.HEAT_MAP,
        ),
        (("VARCHAR", "VARCHAR"), [("a", "x"), ("b", "y")], Shape.NONE),
        (("INTEGER", "INTEGER"), [(1, 1), (2, 2)], Shape.NONE),
        (("VARCHAR", "VARCHAR", "VARCHAR"), [("a", "b", "c"), ("b", "b", "c")], Shape.NONE),
    ],
)
def test_the_chart_follows_the_shape(types, rows, shape):
    assert chart_of(result(types, rows)) is shape


def test_bars_are_not_drawn_of_a_part():
    assert chart_of(result(("VARCHAR", "INTEGER"), [("a", 1), ("b", 2)], more=True)) is Shape.NONE


def test_rows_leave_as_json_lines_and_parquet_as_they_are():
    rows = result(("VARCHAR", "INTEGER"), [("=1+1", 1), (None, 2)])
    lines = [json.loads(line) for line in as_json_lines(rows).splitlines()]
    assert lines == [{"c0": "=1+1", "c1": 1}, {"c0": None, "c1": 2}]
    frame = pd.read_parquet(io.BytesIO(as_parquet(rows)))
    assert frame["c1"].tolist() == [1, 2]
