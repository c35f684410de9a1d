import pytest

from curation.evaluation.graders import GRADERS, grader_for
from curation.evaluation.graders.exact import grade_exact
from curation.evaluation.graders.fields import grade_fields
from curation.evaluation.graders.label import grade_label
from curation.evaluation.graders.token_f1 import grade_token_f1
from curation.task import QuestionKind


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_of_question_has_a_grader(kind):
    assert grader_for(kind) in GRADERS.values()


@pytest.mark.parametrize("name", GRADERS)
def test_an_ideal_answer_is_right_for_every_grader(name):
    grade = GRADERS[name].grade('{"a": "1"}', '{"a": "1"}')
    assert (grade.score, grade.passed) == (1, True)


@pytest.mark.parametrize("name", GRADERS)
def test_an_empty_answer_is_wrong_for_every_grader(name):
    grade = GRADERS[name].grade('{"a": "1"}', "")
    assert (grade.score, grade.passed) == (0, False)


def test_exact_forgives_case_and_white_space():
    assert grade_exact("Thank you.\nBye", "  thank   you. bye ").passed


def test_exact_does_not_forgive_a_sign():
    assert not grade_exact("Thank you.", "Thank you").passed


@pytest.mark.parametrize("answer", ["refund", " Refund. ", "**refund**", '"refund"'])
def test_a_label_is_found_without_its_wrapping(answer):
    assert grade_label("refund", answer).passed


@pytest.mark.parametrize("answer", ["refunds", "It is a refund", "no refund"])
def test_a_sentence_about_a_label_is_not_the_label(answer):
    assert not grade_label("refund", answer).passed


def test_token_f1_is_the_harmonic_mean_of_both_shares():
    """Shared: your order shipped; 3 of 4 wanted, 3 of 6 given: 2 * 3 / (4 + 6) = .6."""
    grade = grade_token_f1("Your order has shipped", "Your order was shipped this morning")
    assert grade.score == pytest.approx(0.6)


@pytest.mark.parametrize(("answer", "passed"), [("a b x y", True), ("a x y z", False)])
def test_half_of_the_words_are_enough(answer, passed):
    assert grade_token_f1("a b c d", answer).passed is passed


def test_repeated_words_count_as_often_as_they_are_there():
    assert grade_token_f1("no no no", "no").score == pytest.approx(0.5)


def test_two_empty_texts_are_equal():
    assert grade_token_f1("", "").passed


def test_fields_are_right_however_they_are_written():
    wanted = '{"date": "2026-03-04", "gross": "1234.50", "vendor": "Nord AG"}'
    given = '{"vendor": "NORD  AG", "gross": "1.234,50 €", "date": "04.03.2026"}'
    assert grade_fields(wanted, given).passed


def test_one_wrong_field_of_four_scores_three_quarters():
    wanted = '{"a": "1", "b": "2", "c": "3", "d": "4"}'
    grade = grade_fields(wanted, wanted.replace('"4"', '"5"'))
    assert (grade.score, grade.passed) == (0.75, False)


def test_an_invented_field_counts_against_the_answer():
    assert grade_fields('{"a": "1"}', '{"a": "1", "b": "2"}').score == 0.5


@pytest.mark.parametrize("given", ['{"a": "1"}', '{"a": "1", "b": null}', '{"a": "1", "b": ""}'])
def test_absent_null_and_empty_fields_are_the_same(given):
    assert grade_fields('{"a": "1", "b": ""}', given).passed


def test_a_code_fence_is_forgiven():
    assert grade_fields('{"a": "1"}', '```json\n{"a": "1"}\n```').passed


@pytest.mark.parametrize(
    "answer", ["[1]", '{"a": 1', 'Here it is: {"a": "1"}', "null", "[" * 100_000]
)
def test_what_is_not_one_json_object_scores_nothing(answer):
    assert grade_fields('{"a": "1"}', answer).score == 0


def test_a_number_is_as_good_as_its_text():
    assert grade_fields('{"gross": "12.50"}', '{"gross": 12.5}').passed
