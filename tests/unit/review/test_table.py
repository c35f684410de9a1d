"""The long table of reviews, read and written."""

import pytest

from curation.errors import InputRefused
from curation.review.decision import Decision
from curation.review.table import read_review_table, require_columns


def row(question, answer, example_id="e1", reviewer="ben"):
    return {
        "example_id": example_id,
        "reviewer": reviewer,
        "question": question,
        "answer": answer,
    }


def read(*rows):
    return read_review_table(enumerate(rows, 1), file="reviews.csv")


def test_the_rows_of_one_example_and_reviewer_are_one_review():
    table = read(row("decision", "accept"), row("category", "refund"), row("reply", "Hello"))
    assert [review.answers for review in table.reviews] == [
        {"category": "refund", "reply": "Hello"}
    ]


def test_rows_need_not_stand_together():
    table = read(row("category", "refund"), row("category", "spam", "e2"), row("reply", "Hello"))
    assert [(r.example_id, len(r.answers)) for r in table.reviews] == [("e1", 2), ("e2", 1)]


def test_without_a_decision_a_review_accepts():
    assert read(row("reply", "Hello")).reviews[0].decision == Decision.ACCEPT


def test_a_decision_may_be_written_in_capitals():
    assert read(row("decision", " Reject ")).reviews[0].decision == Decision.REJECT


@pytest.mark.parametrize(
    "rows",
    [
        [row("decision", "perhaps")],
        [row("decision", "accept"), row("decision", "accept")],
        [row("reply", "One"), row("reply", "Two")],
        [row("", "Hello")],
        [row("reply", "Hello", reviewer=" ")],
        [row("reply", "Hello", example_id="")],
    ],
)
def test_a_fault_leaves_out_the_whole_review(rows):
    table = read(*rows)
    assert (len(table.faults), table.reviews) == (1, [])


def test_a_fault_names_its_row():
    assert read(row("reply", "One"), row("reply", "Two")).faults[0].row == 2


def test_a_json_answer_may_be_an_object():
    assert read(row("fields", {"b": "2", "a": "1"})).reviews[0].answers == {
        "fields": '{"a":"1","b":"2"}'
    }


def test_a_table_without_its_columns_is_refused_by_name():
    with pytest.raises(InputRefused, match="question"):
        require_columns(["example_id", "reviewer", "answer"])
