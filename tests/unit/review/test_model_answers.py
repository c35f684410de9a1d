import pytest

from curation.review.answers import MAX_ANSWER
from curation.review.model_answers import instruct, take_answer
from curation.task import Question, QuestionKind

OPTIONS = ("delivery", "Refund", "refund.")
LABEL = Question(id="category", kind=QuestionKind.LABEL, title="Category")
RATING = Question(id="quality", kind=QuestionKind.RATING, title="Quality")
FIELDS = Question(id="answer", kind=QuestionKind.FIELDS, title="Fields", fields=("total", "date"))
TEXT = Question(id="reply", kind=QuestionKind.TEXT, title="Ideal answer")


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("delivery", "delivery"),
        (" Delivery.\n", "delivery"),
        ('"delivery"', "delivery"),
        ("refund.", "refund."),
        ("refund", "Refund"),
        ("The category is delivery", ""),
        ("delivery, refund", ""),
        ("weather", ""),
        ("", ""),
    ],
)
def test_a_label_is_one_of_the_options_or_nothing(said, taken):
    assert take_answer(LABEL, OPTIONS, said) == taken


def test_a_label_that_could_be_two_is_none():
    assert take_answer(LABEL, ("Refund", "refund"), "REFUND") == ""


@pytest.mark.parametrize(
    ("said", "taken"), [("4", "4"), (" 5 ", "5"), ("6", ""), ("4.0", ""), ("four", "")]
)
def test_a_rating_is_a_number_from_1_to_5(said, taken):
    assert take_answer(RATING, (), said) == taken


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ('{"total": "12.50"}', '{"date":"","total":"12.50"}'),
        ('{"date": null, "total": 12}', '{"date":"","total":"12"}'),
        ('{"total": "1", "sum": "2"}', ""),
        ('{"total": "", "date": null}', ""),
        ('[{"total": "1"}]', ""),
        ("The total is 12.", ""),
        ("[" * 100_000, ""),
    ],
)
def test_fields_are_those_of_the_task_or_nothing(said, taken):
    assert take_answer(FIELDS, (), said) == taken


def test_a_text_is_taken_as_it_is_unless_it_cannot_be_stored():
    assert take_answer(TEXT, (), " It is on its way. ") == "It is on its way."
    assert take_answer(TEXT, (), "x" * (MAX_ANSWER + 1)) == ""
    assert take_answer(TEXT, (), "a\0b") == ""


def test_marks_and_preferences_are_not_taken():
    for kind in (QuestionKind.SPANS, QuestionKind.PREFERENCE):
        assert take_answer(Question(id="q", kind=kind, title="Q"), (), "A") == ""


def test_a_model_is_told_the_labels():
    assert instruct(LABEL, ("delivery", "refund"), is_trained=False) == (
        "Do not answer the messages: judge them. Category: write exactly one of these, and nothing "
        "else:\ndelivery\nrefund"
    )


def test_a_model_is_told_what_the_numbers_mean():
    told = instruct(RATING, (), is_trained=True)
    assert told == "Quality: write one number, and nothing else:\n1\n2\n3\n4\n5"


def test_the_trained_text_needs_no_more_than_the_instructions_of_the_task():
    assert instruct(TEXT, (), is_trained=True) == ""
    assert instruct(TEXT, (), is_trained=False).endswith(
        "Ideal answer: write that text, and nothing else."
    )


def test_a_model_is_told_the_fields():
    assert '"total", "date"' in instruct(FIELDS, (), is_trained=True)
