"""What differs between two releases, and lines as tables."""

import csv
import io
import json

from curation.release.changes import Placed, changes, text_of_line
from curation.release.tables import as_csv, as_parquet, table_rows


def placed(name, answer, part="train", **more):
    line = {
        "messages": [{"role": "user", "content": f"Ask {name}"},
                     {"role": "assistant", "content": answer}],
        **more,
    }  # fmt: skip
    return Placed(example_id=name, part=part, data=json.dumps(line).encode() + b"\n")


def test_every_line_is_added_removed_changed_or_the_same():
    before = [placed("a", "1"), placed("b", "2"), placed("c", "3"), placed("d", "4")]
    after = [placed("a", "1"), placed("b", "two"), placed("d", "4", "test"), placed("e", "5")]
    found = changes(before, after)
    assert (set(found.added), set(found.removed), set(found.changed), found.same) == (
        {"e"},
        {"c"},
        {"b", "d"},
        1,
    )


def test_nothing_changes_between_the_same_lines_in_another_order():
    lines = [placed("a", "1"), placed("b", "2")]
    assert changes(lines, lines[::-1]).counts() == {
        "added": 0,
        "removed": 0,
        "changed": 0,
        "same": 2,
    }


def test_a_line_is_read_as_who_says_what():
    assert text_of_line(placed("a", "1").content) == "user: Ask a\n\nassistant: 1"
    pair = {
        "input": {"messages": [{"role": "user", "content": "Q"}]},
        "preferred_output": [{"role": "assistant", "content": "yes"}],
        "non_preferred_output": [{"role": "assistant", "content": "no"}],
    }
    assert text_of_line(pair) == "user: Q\n\nbetter answer: yes\n\nworse answer: no"


def test_a_cell_that_would_be_a_formula_is_quoted_in_csv():
    text = as_csv(table_rows([placed("a", "=1+1")])).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["answer"] == "'=1+1"


def test_parquet_holds_the_lines_as_they_are():
    from pyarrow import parquet

    rows = table_rows([placed("a", "=1"), placed("b", "2", "test")])
    table = parquet.read_table(io.BytesIO(as_parquet(rows))).to_pylist()
    assert [(r["example_id"], r["part"], r["line"], r["answer"]) for r in table] == [
        ("a", "train", 1, "=1"),
        ("b", "test", 1, "2"),
    ]
    assert json.loads(table[0]["json"]) == placed("a", "=1").content
