"""Both ways into the store give the same, to the byte."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from curation.example import Fault
from curation.ingest.choices import Choices
from curation.ingest.csv_tickets import CSV_TICKETS
from curation.ingest.importers import read_files
from curation.ingest.source_file import SourceFile
from curation.ingest.staged_rows import COLUMNS, columns_of
from tests.makers import make_task

CELL = st.text(
    st.one_of(st.sampled_from('ab ,;"\\\r\n=é\x1f\u2028'), st.characters(codec="utf-8")),
    max_size=6,
) | st.sampled_from(["refund", "REFUND", "delivery", " ", "A word"])
NAMES = ("subject", "message", "answer", "category", "customer id", "id", "rejected", "note")
TABLES = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True),
    st.lists(st.lists(CELL, min_size=1, max_size=7), min_size=1, max_size=8),
)


def readings_of(names, rows):
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["message", *(name for name in names if name != "message")])
    writer.writerows(rows)
    file = SourceFile.of("t.csv", text.getvalue().encode())
    counted = CSV_TICKETS.read([file], make_task(), Choices())
    return counted, CSV_TICKETS.open([file], make_task(), Choices())


def usual(reading):
    outcomes = list(reading.outcomes())
    examples = [columns_of(o) for o in outcomes if not isinstance(o, Fault)]
    return (
        [tuple(values[name] for name in COLUMNS) for values in examples],
        [outcome for outcome in outcomes if isinstance(outcome, Fault)],
    )


def as_text(value):
    return value.decode() if isinstance(value, bytes) else value


def quick(reading, skip=0):
    parts = list(reading.parts(skip))
    return (
        [tuple(map(as_text, values)) for part in parts for values in part.examples],
        [fault for part in parts for fault in part.faults],
    )


@given(table=TABLES)
def test_the_quick_way_gives_what_the_usual_way_gives(table):
    counted, opened = readings_of(*table)
    assert quick(opened) == usual(counted)


@given(table=TABLES, skip=st.integers(0, 9))
def test_rows_that_are_skipped_are_missing_and_nothing_else(table, skip):
    counted, opened = readings_of(*table)
    examples, faults = usual(counted)
    assert quick(opened, skip) == (
        [values for values in examples if values[-1] > skip],
        [fault for fault in faults if fault.row > skip],
    )


@given(table=TABLES)
def test_a_table_that_is_not_counted_has_the_same_rows(table):
    counted, opened = readings_of(*table)
    assert list(opened.outcomes()) == list(counted.outcomes())


def test_a_short_table_is_counted_all_the_same():
    file = SourceFile.of("t.csv", b"question,answer\nHi,Hello\n")
    assert read_files([file], make_task(), count=False).rows == 1


def test_a_quotation_that_is_never_closed_is_a_fault_on_the_quick_way():
    file = SourceFile.of("t.csv", b'question,answer\nHi,Hello\nWhy,"because\nA,B\n')
    _, (fault,) = quick(read_files([file], make_task(), count=False))
    assert (fault.row, "never closed" in fault.reason) == (2, True)
