"""A query's result as a file, and when it becomes bars."""

import pytest

from curation.ui.query_result import as_csv, is_label_and_number, result_frame
from curation.workflow.explore import QueryResult


def result(rows, columns=("label", "n"), types=("VARCHAR", "BIGINT"), more=False):
    return QueryResult(
        columns=columns, types=types, rows=tuple(map(tuple, rows)), more=more, seconds=0.0
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_quoted(cell):
    assert f"'{cell[0]}" in as_csv(result([(cell, 1)]))


def test_a_negative_number_stays_a_number():
    assert as_csv(result([("a", -1)])).splitlines()[1] == "a,-1"


def test_a_label_and_a_number_become_bars():
    assert is_label_and_number(result([("a", 1), ("b", 2)]))


@pytest.mark.parametrize(
    "other",
    [
        result([("a", 1)]),
        result([("a", 1), ("a", 2)]),
        result([("a", 1), ("b", 2)], more=True),
        result([("a", "x"), ("b", "y")], types=("VARCHAR", "VARCHAR")),
        result([(1, 1), (2, 2)], types=("INTEGER", "INTEGER")),
        result([("a", 1, 1), ("b", 2, 2)], columns=("a", "b", "c"), types=("VARCHAR",) * 3),
    ],
)
def test_other_shapes_stay_tables(other):
    assert not is_label_and_number(other)


def test_columns_of_one_name_are_told_apart():
    assert list(result_frame(result([(1, 2)], columns=("n", "n"))).columns) == ["n", "n (2)"]
