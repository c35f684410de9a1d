"""A query's result as a file."""

import pytest

from curation.ui.explore.query_result import as_csv, result_frame
from curation.workflow.explore.explore import QueryResult


def result(rows, columns=("label", "n"), types=("VARCHAR", "BIGINT"), more=False):
    return QueryResult(
        columns=columns, types=types, rows=tuple(map(tuple, rows)), more=more, seconds=0.0
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_quoted(cell):
    assert f"'{cell[0]}" in as_csv(result([(cell, 1)]))


def test_a_negative_number_stays_a_number():
    assert as_csv(result([("a", -1)])).splitlines()[1] == "a,-1"


def test_columns_of_one_name_are_told_apart():
    assert list(result_frame(result([(1, 2)], columns=("n", "n"))).columns) == ["n", "n (2)"]
