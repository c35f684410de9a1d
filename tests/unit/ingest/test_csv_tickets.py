from dataclasses import replace

import pytest

from curation.errors import InputRefused
from curation.example import Suggestion
from tests.makers import make_task
from tests.unit.ingest.files import examples_of, faults_of, reading_of, texts_of


def test_bitext_keeps_every_row_with_its_answer_and_category(shared):
    file = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    examples = examples_of(file.read_bytes(), file.name)
    assert len(examples) == 2264
    assert all(example.answer for example in examples)
    assert examples[0].suggestions == (
        Suggestion(question="category", value="ORDER", agent="source"),
    )


def test_complaints_without_an_answer_keep_their_message_and_number(shared):
    file = shared / "tickets" / "cfpb_complaints" / "complaints.csv"
    examples = examples_of(file.read_bytes(), file.name)
    assert len(examples) == 766
    assert examples[0].messages[0].content.startswith("transworld systems inc. \nis trying")
    assert (examples[0].answer, examples[0].metadata["id"]) == (None, "3384392")


def test_turns_of_one_conversation_are_one_group(shared):
    file = shared / "tickets" / "multidogo" / "finance_turns_dev.tsv"
    examples = examples_of(file.read_bytes(), file.name)
    assert len({example.group for example in examples}) < len(examples) / 5


def test_the_subject_stands_before_the_message():
    examples = examples_of("subject,body\nRefund,Where is it?\n")
    assert texts_of(examples) == [("Refund\n\nWhere is it?", "")]


def test_cells_are_text_and_keep_zeros_and_line_ends():
    examples = examples_of('id,question,answer\n00045,"one\r\ntwo",1.0\n')
    assert texts_of(examples) == [("one\r\ntwo", "1.0")]
    assert examples[0].metadata == {"id": "00045"}


def test_a_worse_answer_is_kept_beside_the_better_one():
    (example,) = examples_of("prompt,chosen,rejected\nHi,Good day,What\n")
    assert example.answer.content == "Good day"
    assert example.rejected.content == "What"


def test_a_column_chosen_by_a_person_beats_the_guess():
    data = "question,answer,note\nwrong,a,right\n"
    assert texts_of(examples_of(data, columns={"input": "note"})) == [("right", "a")]


def test_a_field_can_be_left_without_a_column():
    assert examples_of("question,answer\nHi,Hello\n", columns={"answer": ""})[0].answer is None


def test_a_column_that_is_not_there_is_refused_with_the_ones_that_are():
    with pytest.raises(InputRefused, match="'a', 'b'") as refusal:
        reading_of("a,b\n1,2\n", columns={"input": "c"})
    assert "--map input=COLUMN" in refusal.value.cure


def test_columns_of_no_use_are_refused_with_how_to_name_one():
    with pytest.raises(InputRefused, match="'when', 'who'") as refusal:
        reading_of("when,who\n2020,Ann\n")
    assert "--map input=COLUMN" in refusal.value.cure


def test_a_message_under_no_header_is_not_repeated_in_the_refusal():
    with pytest.raises(InputRefused) as refusal:
        reading_of("My name is Ann Miller and I lost my card yesterday,x\nAnother long message,y\n")
    assert "Miller" not in str(refusal.value)


def test_an_alpaca_file_puts_the_instruction_before_its_input():
    data = "instruction,input,output\nTranslate,Hallo,Hello\nGreet,,Hi\n"
    assert texts_of(examples_of(data)) == [("Translate\n\nHallo", "Hello"), ("Greet", "Hi")]


def test_an_empty_message_is_a_fault_with_its_row():
    (fault,) = faults_of("question,answer\nHi,Hello\n  ,Nothing asked\n")
    assert (fault.row, fault.reason) == (2, "This row has no message from the customer.")


def test_a_row_with_too_many_cells_is_a_fault():
    (fault,) = faults_of("question,answer\nHi,Hello, you\nA,B\nC,D\n")
    assert fault.reason == "This row has 3 cells, but there are 2 columns."


def test_a_short_row_is_fine_when_it_has_a_message():
    assert len(examples_of("question,answer,id\nHi,Hello\nA,B,1\nC,D,2\n")) == 3


def test_a_row_over_a_million_characters_is_a_fault_without_its_content():
    (fault,) = faults_of("question,answer\n" + "x" * 1_000_001 + ",a\nHi,Hello\n")
    assert fault.reason.startswith("This row has 1,000,002 characters")
    assert fault.content == ""


def test_a_quotation_that_swallows_the_rest_is_a_fault():
    (fault,) = faults_of('question,answer\nHi,Hello\nWhy,"because\nA,B\n')
    assert (fault.row, "never closed" in fault.reason) == (2, True)


def test_only_rows_with_wrong_bytes_are_lost():
    good = "question,answer\nGrüße,Schön\nÜber,Größe\nÄrger,Öl\n".encode()
    data = good + b"caf\xe9,x\n" + "é,ü\n".encode() * 5
    (fault,) = faults_of(data)
    assert (fault.row, fault.reason) == (
        4,
        "This row holds half of a character, or a byte that is not UTF-8.",
    )


def test_a_label_that_a_closed_question_does_not_offer_is_metadata():
    task = make_task()
    closed = replace(task.questions[0], open=False)
    task = replace(task, questions=(closed, *task.questions[1:]))
    rows = "question,category\nHi,DELIVERY\nYo,weather\n"
    known, unknown = examples_of(rows, task=task)
    assert known.suggestions[0].value == "delivery"
    assert (unknown.suggestions, unknown.metadata) == ((), {"label": "weather"})
