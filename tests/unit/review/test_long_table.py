"""Reading a long table, whatever its columns are called."""

import pytest

from curation.errors import InputRefused
from curation.review.long_table import read_long_table

ROWS = [("1", "ann", "x"), ("1", "ben", "y")]


@pytest.mark.parametrize(
    "text",
    [
        "item,reviewer,value\n1,ann,x\n1,ben,y\n",
        "task,worker,label\n1,ann,x\n1,ben,y\n",
        "Item;Reviewer;Value\r\n1;ann;x\r\n1;ben;y\r\n",
        "value\treviewer\titem\nx\tann\t1\ny\tben\t1",
        " item , reviewer , value \n 1 , ann , x \n1,ben,y\n",
        'item,annotator,label,gold\n1,ann,"x",q\n1,ben,y,q\n',
    ],
)
def test_columns_are_found_by_their_names(text):
    table = read_long_table(text)
    assert list(table[["item", "reviewer", "value"]].itertuples(index=False, name=None)) == ROWS


def test_item_goes_before_task():
    table = read_long_table("task,item,reviewer,value\nsupport,1,ann,x\n")
    assert table["item"].tolist() == ["1"]


def test_an_empty_value_is_missing():
    assert read_long_table("item,reviewer,value\n1,ann,\n")["value"].isna().all()


def test_an_answer_of_nobody_is_none():
    assert read_long_table("item,reviewer,value\n1,,x\n")["value"].isna().all()


def test_na_is_a_value():
    assert read_long_table("item,reviewer,value\n1,ann,NA\n")["value"].tolist() == ["NA"]


def test_a_question_column_is_kept():
    table = read_long_table("example_id,reviewer,question,answer\n1,ann,category,x\n")
    assert table["question"].tolist() == ["category"]


@pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2\n", "item,value\n1,x\n"])
def test_missing_columns_are_named(text):
    with pytest.raises(InputRefused, match="reviewer"):
        read_long_table(text)


@pytest.mark.parametrize(
    "text", ["item,reviewer,value\n1,a,x\n2,a,x,4\n", 'item,reviewer,value\n1,a,"x\n2,b,y\n']
)
def test_a_broken_row_is_refused(text):
    with pytest.raises(InputRefused):
        read_long_table(text)
