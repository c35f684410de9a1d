"""Counting a sample of production."""

import pytest

from curation.balance.sample import is_sample, read_sample
from curation.balance.target import parse_weights, sample_size
from curation.errors import InputRefused

ROWS = 'id,topic\n1,refund\n2,"late, again"\n3,refund\n4,\n'
LINES = '{"topic": "refund", "n": 1}\n{"topic": "late"}\n\n{"topic": "refund", "n": [2]}\n'


def test_a_column_of_a_table_is_counted_without_its_empty_cells():
    assert read_sample(ROWS).count("topic") == {"refund": 2, "late, again": 1}


@pytest.mark.parametrize("text", [LINES, '[{"topic": "refund"}, {"topic": "late"}]'])
def test_json_rows_are_counted_by_a_name(text):
    assert set(read_sample(text).count("topic")) == {"refund", "late"}


@pytest.mark.parametrize("text", [ROWS, LINES, "a;b;c\n1;2;3", '[{"a": 1}]', "id,topic\n1,refund"])
def test_rows_are_a_sample(text):
    assert is_sample(text)


@pytest.mark.parametrize(
    "text", ["refund,35\nlate,65", "label,count\nrefund,3", '{"refund": 35}', "x\t35%\ny\t65%", ""]
)
def test_labels_with_counts_are_no_sample(text):
    assert not is_sample(text)


@pytest.mark.parametrize("text", ["a,a\n1,2", "a,b", '{"a": 1}\n{', "[1, 2]", '{"a": 1}\n[2]'])
def test_what_has_no_rows_with_names_is_refused(text):
    with pytest.raises(InputRefused):
        read_sample(text)


def test_a_column_that_is_no_label_is_refused():
    rows = "\n".join(f"{n},{n}" for n in range(501))
    with pytest.raises(InputRefused, match="more than 500"):
        read_sample(f"id,number\n{rows}").count("id")


@pytest.mark.parametrize(
    ("text", "size"), [("x,3\ny,4", 7), ("x,30\ny,70", None), ("x,.5\ny,.5", None)]
)
def test_counts_tell_on_how_many_cases_they_rest_and_shares_do_not(text, size):
    assert sample_size(parse_weights(text)) == size
