"""Nothing vanishes: every row of any table is added, changed, a duplicate or a fault."""

import csv
import io
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.ingest.csv_table import read_table
from curation.ingest.fault_table import quoted, unquoted
from curation.store.examples import count_examples
from curation.workflow.ingest.ingest import ingest_files, total
from curation.workflow.ingest.input_files import InputFile
from tests.makers import CURATOR

CELL = st.text(
    st.one_of(st.sampled_from("ab ,;\t|\"'\r\n=é\0\u2028"), st.characters(codec="utf-8")),
    max_size=8,
)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=12)
numbers = count()


def table_of(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["question", "answer", "category"])
    writer.writerows(rows)
    return text.getvalue()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(rows=ROWS)
def test_every_row_of_any_table_is_accounted_for_and_twice_adds_nothing(workspace, rows):
    data = table_of(rows).encode()
    file = InputFile(name=f"{next(numbers)}.csv", size=len(data), read=lambda: data, format="csv")
    before = count_examples(workspace.store, "support-replies")
    counts = total(ingest_files(workspace, CURATOR, "support-replies", [file]))
    assert counts.read == counts.added + counts.changed + counts.duplicates + counts.faults
    assert counts.read == len(rows)
    assert count_examples(workspace.store, "support-replies") == before + counts.added
    again = total(ingest_files(workspace, CURATOR, "support-replies", [file]))
    assert (again.added, again.changed, again.faults) == (0, 0, counts.faults)


@given(rows=ROWS)
def test_a_table_is_read_as_it_was_written(rows):
    text = table_of([[*row, "", "", ""][:3] for row in rows])
    assert list(read_table(text).records()) == list(csv.reader(io.StringIO(text, newline="")))[1:]


@pytest.mark.parametrize("around", ["", "'", "''"])
@given(cell=st.text(max_size=6))
def test_quoting_a_cell_and_back_is_nothing(around, cell):
    assert unquoted(quoted(around + cell)) == around + cell
