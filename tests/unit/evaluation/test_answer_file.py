import json

import pytest

from curation.evaluation.answer_file import read_answers
from curation.evaluation.contestant import Contestant
from curation.evaluation.held_out import HeldOut

LINES = [
    HeldOut(
        example_id=name,
        messages=({"role": "user", "content": f"Question {name}?"},),
        reference="yes",
    )
    for name in ("a", "b")
]
BODY = {"choices": [{"message": {"role": "assistant", "content": "yes"}}]}


def answers(*rows):
    return dict(read_answers("\n".join(map(json.dumps, rows)), LINES).answers)


@pytest.mark.parametrize("name", ["example_id", "custom_id", "id"])
def test_a_row_names_its_example(name):
    assert answers({name: "b", "answer": "no"}) == {"b": "no"}


def test_a_row_may_repeat_the_question_instead():
    assert answers({"prompt": "question  B?", "output": "no"}) == {"b": "no"}


def test_a_batch_result_is_read():
    assert answers({"custom_id": "a", "response": {"status_code": 200, "body": BODY}}) == {
        "a": "yes"
    }


def test_a_log_of_chat_completions_is_read():
    asked = {"request": {"messages": list(LINES[1].messages)}, "response": BODY}
    assert answers(asked) == {"b": "yes"}


def test_rows_without_names_are_taken_in_order_when_they_are_as_many():
    assert answers({"answer": "one"}, {"answer": "two"}) == {"a": "one", "b": "two"}


def test_too_few_rows_without_names_answer_nothing():
    assert answers({"answer": "one"}) == {}


def test_a_table_with_a_header_is_read():
    found = read_answers('example_id,answer\na,"one, two"\nb,\n', LINES)
    assert dict(found.answers) == {"a": "one, two", "b": ""}


def test_what_cannot_be_read_is_counted():
    found = read_answers('{"example_id": "a", "answer": "x"}\n{broken\n{"id": "z"}', LINES)
    assert (dict(found.answers), found.unread) == ({"a": "x"}, 2)


def test_a_name_with_a_provider_names_both():
    assert Contestant.named("ft:a:b@openai", provider="local") == Contestant(
        provider="openai", model="ft:a:b"
    )
    assert Contestant.named(" nearest ", provider="local").provider == "local"
