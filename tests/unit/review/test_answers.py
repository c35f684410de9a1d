"""Answers are what was shown with what was changed, and nothing that the task does not ask for."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.errors import InputRefused
from curation.example import Message, Source, Speaker, StagedExample, ToolCall
from curation.review.answers import MAX_ANSWER, complete_answers
from curation.review.card import make_card, offer_labels
from curation.review.decision import Decision
from curation.task import Intake, Question, QuestionKind, Task
from tests.makers import make_example, make_task

TASK = make_task()
OPTIONS = offer_labels(TASK, {"category": ["refund", "spam"]})
INVOICES = Task(
    id="invoice-fields",
    title="Invoices",
    intake=Intake.INVOICE,
    system_prompt="",
    guideline="",
    overlap=2,
    questions=(
        Question(id="fields", kind=QuestionKind.FIELDS, title="Fields", fields=("vendor", "gross")),
    ),
    answer="fields",
)


def card_of(example, task=TASK, options=OPTIONS):
    return make_card("e1", StagedExample(id="e1", example=example, version=1), task, options)


CARD = card_of(make_example(label="refund"))


def accept(answers=(), card=CARD, **options):
    return complete_answers(card, TASK, OPTIONS, Decision.ACCEPT, dict(answers), **options)


def invoice_card(content: str):
    example = make_example(answer=content, task="invoice-fields")
    return card_of(example, INVOICES, {})


def accept_fields(content: str, **answers: str):
    return complete_answers(invoice_card(content), INVOICES, {}, Decision.ACCEPT, answers)


def test_an_open_question_offers_its_own_labels_and_then_those_of_the_data():
    assert OPTIONS["category"] == ("delivery", "refund", "spam")


def test_accepting_as_it_stands_gives_what_was_shown():
    assert accept().by_question == {"category": "refund", "reply": "It is on its way."}


@pytest.mark.parametrize("answer", ["0", "6", "4.5", "good", "٣"])
def test_only_one_to_five_is_a_rating(answer):
    with pytest.raises(InputRefused, match="from 1 to 5"):
        accept_rating(answer)


def test_a_rating_is_stored_as_its_number_and_is_no_edit():
    stored = accept_rating("4")
    assert (stored.by_question["quality"], stored.edited) == ("4", False)


def accept_rating(answer: str):
    quality = Question(id="quality", kind=QuestionKind.RATING, title="Quality")
    task = replace(TASK, questions=(*TASK.questions, quality))
    card = card_of(make_example(label="refund"), task)
    return complete_answers(card, task, OPTIONS, Decision.ACCEPT, {"quality": answer})


def test_accepting_as_it_stands_is_no_edit():
    assert not accept().edited


def test_a_changed_text_is_an_edit():
    assert accept({"reply": "It arrived."}).edited


def test_another_label_is_no_edit():
    assert not accept({"category": "delivery"}).edited


def test_line_ends_as_browsers_change_them_are_no_edit():
    card = card_of(make_example(answer="One.\r\nTwo.", label="refund"))
    answers = accept({"reply": "One.\nTwo."}, card)
    assert (answers.edited, answers.by_question["reply"]) == (False, "One.\r\nTwo.")


def test_a_suggested_label_that_is_no_option_is_not_proposed():
    assert card_of(make_example(label="weather")).proposed["category"] == ""


@pytest.mark.parametrize("decision", [Decision.REJECT, Decision.SKIP])
def test_only_an_accepted_example_has_answers(decision):
    answers = complete_answers(CARD, TASK, OPTIONS, decision, {"reply": "Mine."})
    assert (dict(answers.by_question), answers.edited) == ({}, False)


@pytest.mark.parametrize(
    "answers",
    [
        {"category": "weather"},
        {"category": ""},
        {"reply": "  \n"},
        {"reply": "x" * (MAX_ANSWER + 1)},
        {"reply": "half a character \ud800"},
        {"reply": "nothing \x00"},
        {"mood": "good"},
    ],
)
def test_what_does_not_fit_is_refused(answers):
    with pytest.raises(InputRefused):
        accept(answers)


def test_a_refusal_repeats_none_of_the_text():
    with pytest.raises(InputRefused) as refused:
        accept({"category": "weather in Oslo"})
    assert "Oslo" not in str(refused.value)


def test_an_answer_of_tool_calls_needs_no_text():
    example = make_example(label="refund")
    call = ToolCall(id="1", name="refund", arguments="{}")
    answer = Message(speaker=Speaker.ASSISTANT, tool_calls=(call,))
    card = card_of(
        type(example)(
            task=example.task,
            messages=example.messages,
            answer=answer,
            suggestions=example.suggestions,
            source=Source(file="t", sha256="0", row=1),
        )
    )
    assert accept(card=card).by_question["reply"] == ""


def test_a_table_from_elsewhere_may_leave_a_question_out():
    answers = accept(card=card_of(make_example()), partly=True)
    assert "category" not in answers.by_question


def test_the_trained_answer_may_never_be_left_out():
    with pytest.raises(InputRefused):
        accept(card=card_of(make_example(answer=None, label="refund")), partly=True)


def test_fields_are_shown_from_the_answer_the_example_came_with():
    card = invoice_card('{"vendor": "Acme", "gross": 9.5, "pages": 2}')
    assert json.loads(card.proposed["fields"]) == {"vendor": "Acme", "gross": "9.5"}


def test_fields_of_an_answer_that_is_no_json_are_empty():
    assert json.loads(invoice_card("on page 2").proposed["fields"]) == {"vendor": "", "gross": ""}


def test_a_field_that_is_left_out_is_stored_empty():
    answers = accept_fields("{}", fields='{"gross": "9.50"}')
    assert json.loads(answers.by_question["fields"]) == {"vendor": "", "gross": "9.50"}


@pytest.mark.parametrize(
    "text",
    ["on page 2", "[]", '{"gross": 9.5}', '{"total": "9.50"}', '{"vendor": ""}', "[" * 100_000],
)
def test_fields_that_do_not_fit_are_refused(text):
    with pytest.raises(InputRefused):
        accept_fields("{}", fields=text)


@given(st.dictionaries(st.sampled_from(["vendor", "gross"]), st.text(max_size=8)))
def test_fields_read_back_as_they_were_given(values):
    filled = {"vendor": "", "gross": "", **values}
    text = json.dumps(filled)
    if not any(value.strip() for value in filled.values()):
        with pytest.raises(InputRefused):
            accept_fields("{}", fields=text)
    else:
        assert json.loads(accept_fields("{}", fields=text).by_question["fields"]) == filled


PLACES = Question(id="places", kind=QuestionKind.SPANS, title="Places", options=("number",))
MARKING = replace(TASK, questions=(*TASK.questions, PLACES))


def accept_marks(answer: str):
    card = card_of(make_example("Order 🎉 4711", label="refund"), MARKING)
    return complete_answers(card, MARKING, OPTIONS, Decision.ACCEPT, {"places": answer})


def test_marks_are_stored_with_their_words_and_are_no_edit():
    stored = accept_marks('[{"message": 0, "begins": 8, "ends": 12, "label": "number"}]')
    (mark,) = json.loads(stored.by_question["places"])
    assert (mark["text"], stored.edited) == ("4711", False)


def test_accepting_without_a_mark_says_that_nothing_is_to_be_marked():
    card = card_of(make_example(label="refund"), MARKING)
    answers = complete_answers(card, MARKING, OPTIONS, Decision.ACCEPT, {})
    assert answers.by_question["places"] == "[]"


@pytest.mark.parametrize(
    "wrong",
    [
        "4711",
        '[{"message": 0, "begins": 8, "ends": 13, "label": "number"}]',
        '[{"message": 0, "begins": 8, "ends": 12, "label": "colour"}]',
    ],
)
def test_marks_that_do_not_fit_are_refused(wrong):
    with pytest.raises(InputRefused):
        accept_marks(wrong)
