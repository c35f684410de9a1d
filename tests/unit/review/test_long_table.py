"""Reading a long table, whatever its columns are called."""

import pandas as pd
import pytest

from curation.errors import InputRefused
from curation.review.long_table import choose_columns, read_long_table

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
        "Ticket ID|Labeler Name|Score\n1|ann|x\n1|ben|y\n",
        "id,documentId,username,response\n7,1,ann,x\n8,1,ben,y\n",
        '{"item": 1, "rater": "ann", "value": "x"}\n{"value": "y", "item": 1, "rater": "ben"}',
        '[{"id": "1", "worker": "ann", "label": "x"}, {"id": 1, "worker": "ben", "label": "y"}]',
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


def values(*cells):
    return read_long_table(
        "item,reviewer,value\n" + "".join(f"{n},ann,{cell}\n" for n, cell in enumerate(cells))
    )["value"]


def test_na_is_a_value():
    assert values("NA", "EU").tolist() == ["NA", "EU"]


def test_among_numbers_na_is_missing():
    assert values("NA", "3", "-1.5", "nan", "null", "2e3").isna().tolist() == [
        *(True, False, False, True, True, False)
    ]


def test_one_number_spelt_two_ways_is_one_value():
    assert values("1", "1.0", "2.00", "2", "1.5").tolist() == ["1", "1", "2.00", "2.00", "1.5"]


def test_yes_and_no_of_two_programs_are_one():
    assert values("True", "TRUE", "false", "False").tolist() == ["True", "True", "false", "false"]


def test_other_words_keep_their_case():
    assert values("US", "us").tolist() == ["US", "us"]


def test_items_that_one_program_wrote_as_decimals_are_the_same_items():
    table = read_long_table("item,reviewer,value\n1,ann,x\n1.0,ben,x\n")
    assert table["item"].nunique() == 1


def test_typed_values_become_text():
    table = pd.DataFrame(
        {
            "item": [1, 2, 3],
            "reviewer": ["ann"] * 3,
            "value": [pd.Timestamp("2024-05-01"), None, True],
        },
        dtype=object,
    )
    found = choose_columns(table)["value"]
    assert found.dropna().tolist() == ["2024-05-01", "True"]


def test_a_column_can_be_named():
    text = "who,what,item\nann,x,1\n"
    table = read_long_table(text, {"reviewer": "who", "value": "what"})
    assert table.iloc[0].tolist() == ["1", "ann", "x"]


def test_a_named_column_that_is_not_there_is_missing():
    with pytest.raises(InputRefused, match="value"):
        read_long_table("item,reviewer,value\n1,ann,x\n", {"value": "verdict"})


def test_a_question_column_is_kept():
    table = read_long_table("example_id,reviewer,question,answer\n1,ann,category,x\n")
    assert table["question"].tolist() == ["category"]


@pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2\n", "item,value\n1,x\n"])
def test_missing_columns_are_named(text):
    with pytest.raises(InputRefused, match="reviewer"):
        read_long_table(text)


@pytest.mark.parametrize(
    "text",
    [
        "item,reviewer,value\n1,a,x\n2,a,x,4\n",
        "item,reviewer,value\n1,a,x,more\n2,b\n",
        'item,reviewer,value\n1,a,"x\n2,b,y\n',
        '{"item": 1}\nno json\n',
        "[1, 2]",
        "{" * 10_000,
    ],
)
def test_a_broken_row_is_refused(text):
    with pytest.raises(InputRefused):
        read_long_table(text)
