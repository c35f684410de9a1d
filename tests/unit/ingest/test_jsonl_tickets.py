import json

import pytest

from curation.errors import InputRefused
from curation.example import Example, Speaker
from tests.unit.ingest.files import examples_of, faults_of, reading_of, texts_of


def lines(*values: object) -> str:
    return "\n".join(json.dumps(value) for value in values)


def test_a_conversation_with_tools_ends_in_its_last_answer(shared):
    file = shared / "tickets" / "retail_agent" / "sft_conversations.jsonl"
    examples = examples_of(file.read_bytes(), file.name)
    assert len(examples) == 52
    assert all(example.tools and example.answer for example in examples)
    assert all(example.messages[0].speaker == Speaker.SYSTEM for example in examples)


def test_parts_of_text_are_one_text():
    parts = [{"type": "text", "text": "Where is"}, {"type": "text", "text": "my order?"}]
    line = {"messages": [{"role": "user", "content": parts}]}
    (example,) = examples_of(lines(line), "x.jsonl")
    assert example.messages[0].content == "Where is\nmy order?"


def test_an_answer_may_only_call_a_tool(shared):
    file = shared / "preferences" / "sft_tool_calling" / "stock_toolcall.jsonl"
    example = examples_of(file.read_bytes(), file.name)[0]
    assert example.answer.content == ""
    assert example.answer.tool_calls[0].name == "get_last_nday_stock_price"


def test_a_preference_line_keeps_both_answers(shared):
    file = shared / "preferences" / "orca_dpo_openai_format" / "orca_dpo.jsonl"
    examples = examples_of(file.read_bytes(), file.name)
    assert len(examples) == 142
    assert all(example.answer and example.rejected for example in examples)


def test_a_conversation_that_ends_with_the_user_has_no_answer(shared):
    file = shared / "tickets" / "retail_agent" / "rft_items.jsonl"
    examples = examples_of(file.read_bytes(), file.name)
    assert [example.answer for example in examples] == [None] * 10


@pytest.mark.parametrize(
    "line",
    [
        {"prompt": "Hi", "completion": "Hello"},
        {"instruction": "Hi", "response": "Hello"},
        {"question": "Hi", "answer": "Hello"},
        {"prompt": [{"role": "user", "content": "Hi"}],
         "completion": [{"role": "assistant", "content": "Hello"}]},
        {"messages": [{"role": "user", "content": "Hi"},
                      {"role": "assistant", "content": "Hello"}]},
    ],
    ids=lambda line: "/".join(line),
)  # fmt: skip
def test_every_usual_form_of_a_line_is_read(line):
    assert texts_of(examples_of(lines(line), "x.jsonl")) == [("Hi", "Hello")]


def test_a_list_and_its_lines_make_the_same_examples():
    values = [{"question": "A", "answer": "1"}, {"question": "B", "answer": "2"}]
    as_list = examples_of(json.dumps(values, indent=1), "x.json")
    as_lines = examples_of(lines(*values), "x.jsonl")
    assert [e.id for e in as_list] == [e.id for e in as_lines]


def test_one_object_over_many_lines_is_one_row():
    data = json.dumps({"question": "A", "answer": "1"}, indent=2)
    assert texts_of(examples_of(data, "x.json")) == [("A", "1")]


def test_a_label_and_a_group_beside_the_messages_are_kept():
    line = {
        "messages": [{"role": "user", "content": "Hi"}],
        "category": "refund",
        "customer_id": 7,
    }
    (example,) = examples_of(lines(line), "x.jsonl")
    assert (example.suggestions[0].value, example.group) == ("refund", "7")


def test_a_broken_line_is_a_fault_with_its_place_and_the_others_are_kept():
    data = '{"question": "A"}\n{"question": "B"\n\n{"question": "C"}\n'
    outcomes = list(reading_of(data, "x.jsonl").outcomes())
    assert [isinstance(outcome, Example) for outcome in outcomes] == [True, False, True]
    assert outcomes[1].row == 2
    assert outcomes[1].reason == "This is not JSON: Expecting ',' delimiter at character 17."


def test_a_broken_first_line_does_not_make_a_table_of_the_file():
    assert len(faults_of('oops\n{"question": "A"}\n', "x.jsonl")) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"question": NaN}', "It holds NaN, which is not a number in JSON."),
        ('{"question": 1e999}', "A number in it is too large."),
        ('{"question": "\\ud800"}',
         "This row holds half of a character, or a byte that is not UTF-8."),
        ('{"question": ' + "[" * 100_000 + "}", "It is nested more than 64 levels deep."),
        ('{"question": ' + "[" * 80 + "]" * 80 + "}", "It is nested more than 64 levels deep."),
        ('["a"]', "This is not an object with names and values."),
        ('{"question": "  "}', "This row has no message from the customer."),
        ('{"messages": []}', "The messages are not a list with something in it."),
        ('{"messages": [{"role": "robot", "content": "x"}]}',
         "Message 1: The role 'robot' is not one of system, developer, user, assistant, tool."),
        ('{"messages": [{"role": "user", "content": 1}]}',
         "Message 1: The content of a message is not text."),
        ('{"messages": [{"role": "user", "content": [1]}]}',
         "Message 1 has a part that is not text."),
        ('{"messages": [{"content": [{"type": "image_url", "image_url": {}}], "role": "user"}]}',
         "Message 1 has a picture, in which personal values cannot be found."),
        ('{"messages": [{"role": "assistant", "content": "x"}]}',
         "No message of the user stands before the answer."),
        ('{"messages": [{"role": "user", "content": "x"},'
         ' {"role": "assistant", "tool_calls": [{}]}]}',
         "Message 2 has a tool call without a function."),
        ('{"messages": [{"role": "user", "content": "x"}], "tools": "y"}',
         "The tools are not a list of objects."),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_a_line_that_cannot_be_trained_is_a_fault_with_a_reason(line, reason):
    good = '{"question": "A"}\n'
    assert [fault.reason for fault in faults_of(good + line, "x.jsonl")] == [reason]


def test_a_list_that_breaks_off_is_refused_with_line_and_column():
    with pytest.raises(InputRefused, match="Line 2, column 18"):
        reading_of('[\n{"question": "A"}', "x.json")
