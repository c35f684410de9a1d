import pytest

from curation.evaluation.graders import GRADERS, grader_for
from curation.evaluation.graders.citation import grade_citation
from curation.evaluation.graders.exact import grade_exact
from curation.evaluation.graders.fields import grade_fields
from curation.evaluation.graders.identical import grade_identical
from curation.evaluation.graders.json_shape import (
    grade_fields_exactly,
    grade_json,
    grade_schema,
)
from curation.evaluation.graders.label import grade_label
from curation.evaluation.graders.similar import BLEU, EDIT, ROUGE_L
from curation.evaluation.graders.token_f1 import grade_token_f1
from curation.task import QuestionKind


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_of_question_has_a_grader(kind):
    assert grader_for(kind) in GRADERS.values()


AGAINST_IDEAL = [name for name, grader in GRADERS.items() if not grader.against_prompt]


@pytest.mark.parametrize("name", AGAINST_IDEAL)
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


def test_identical_forgives_nothing():
    assert grade_identical("Yes", "Yes").passed
    assert not grade_identical("Yes", "yes").passed


@pytest.mark.parametrize(
    ("answer", "right"), [("[1]", True), ("{}", True), ("1", False), ("{", False)]
)
def test_json_is_an_object_or_a_list(answer, right):
    assert grade_json("", answer).passed is right


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ('{"a": "y", "b": 2}', 1.0),
        ('{"a": null, "b": 2.5}', 1.0),
        ('{"a": "y", "b": "2"}', 0.5),
        ('{"a": "y"}', 0.5),
        ('{"a": "y", "b": 2, "c": 1, "d": 1}', 0.5),
        ("[1]", 0.0),
    ],
)
def test_a_shape_has_the_same_fields_with_values_of_one_kind(answer, score):
    grade = grade_schema('{"a": "x", "b": 1}', answer)
    assert (grade.score, grade.passed) == (score, score == 1)


def test_fields_are_exact_only_when_they_are_written_the_same():
    ideal = '{"total": "10.00", "paid": true}'
    assert grade_fields_exactly(ideal, '{"paid": true, "total": "10.00"}').passed
    assert grade_fields_exactly(ideal, '{"paid": 1, "total": "10.0"}').score == 0


PROMPT = "The customer says: my parcel did not arrive. It was sent on Monday."


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ('You wrote "my parcel did not arrive", sorry.', 1.0),
        ("You wrote “My parcel  did not arrive.” and „sent on Monday“", 1.0),
        ("> It was sent on Monday.\nWe look.", 1.0),
        ('"my parcel did arrive" and "sent on Monday"', 0.5),
        ('You wrote "never sent".', 0.0),
        ("Sorry.", 0.0),
        ('A "parcel" is lost.', 0.0),
        ("", 0.0),
    ],
)
def test_what_is_quoted_must_stand_in_the_prompt(answer, score):
    grade = grade_citation(PROMPT, answer)
    assert (grade.score, grade.passed) == (score, score == 1)


def test_edit_bleu_and_rouge_are_the_published_measures():
    """ROUGE-L of Lin (2004): "police killed the gunman" and "police kill the gunman" share 3 of 4
    words in order. The edit likeness counts shared characters twice: 2 * 22 / (24 + 22).
    """
    ideal, answer = "police killed the gunman", "police kill the gunman"
    assert ROUGE_L.grade(ideal, answer).score == pytest.approx(0.75)
    assert EDIT.grade(ideal, answer).score == pytest.approx(44 / 46)
    assert BLEU.grade(ideal, ideal).score == pytest.approx(1)
