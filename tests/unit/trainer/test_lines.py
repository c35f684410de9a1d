"""Which lines can be trained on, and what is said of the others."""

import json

import pytest

from curation.trainer.lines import BadFile, read_lines

USER = {"role": "user", "content": "Where is my order?"}
ANSWER = {"role": "assistant", "content": "On its way."}
CALL = {"id": "c", "type": "function", "function": {"name": "find", "arguments": "{}"}}


def jsonl(*lines):
    return "\n".join(json.dumps(line) for line in lines).encode()


def chat(*messages, **more):
    return {"messages": list(messages), **more}


def pair(**changes):
    line = {
        "input": {"messages": [USER]},
        "preferred_output": [ANSWER],
        "non_preferred_output": [ANSWER],
    }
    return {**line, **changes}


@pytest.mark.parametrize(
    "line",
    [
        chat(USER, ANSWER),
        chat({"role": "system", "content": "s"}, USER, ANSWER),
        chat(USER, {**ANSWER, "weight": 0}, USER, {**ANSWER, "weight": 1}),
        chat(USER, {"role": "assistant", "tool_calls": [CALL]}),
        chat(USER, {"role": "assistant", "content": None, "tool_calls": [CALL]}),
        chat({"role": "user", "content": [{"type": "text", "text": "a"}]}, ANSWER),
        chat(USER, ANSWER, tools=[{"type": "function", "function": {"name": "find"}}]),
    ],
)
def test_a_line_of_the_contract_is_read_as_it_is(line):
    assert read_lines(jsonl(line), "supervised") == [line]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ([], "not a JSON object"),
        ({}, '"messages" is missing'),
        (chat(), '"messages" is missing, empty'),
        (chat("a"), "message 1: it is not an object"),
        (chat({"role": "developer", "content": "a"}), "message 1: the role must be one of"),
        (chat({"role": ["user"], "content": "a"}), "message 1: the role must be one of"),
        (chat({"role": "user"}), "message 1: the content is missing"),
        (chat({"role": "user", "content": 7}), "neither text nor a list"),
        (chat({"role": "user", "content": [{"type": "image_url"}]}), "only parts of text"),
        (chat(USER), "no assistant message to learn from"),
        (chat(USER, {**ANSWER, "weight": 0}), "no assistant message to learn from"),
        (chat(USER, {**ANSWER, "weight": 2}), "message 2: a weight must be 0 or 1"),
        (chat(USER, {**ANSWER, "weight": True}), "message 2: a weight must be 0 or 1"),
        (chat({**USER, "weight": 1}, ANSWER), "message 1: a weight must be 0 or 1"),
        (chat({**USER, "tool_calls": [CALL]}, ANSWER), "on an assistant message"),
        (chat(USER, {"role": "assistant", "tool_calls": []}), "tool_calls must be a list"),
        (chat(USER, {"role": "assistant", "tool_calls": [{}]}), "no function with a name"),
        (
            chat(
                USER,
                {
                    "role": "assistant",
                    "tool_calls": [{"function": {"name": "f", "arguments": {}}}],
                },
            ),
            "must be JSON as text",
        ),
        (chat(USER, ANSWER, tools=[{"function": {"name": "a b"}}]), "a tool has no function"),
    ],
)
def test_a_wrong_chat_line_is_named_with_its_reason(line, reason):
    with pytest.raises(BadFile, match="Line 2: ") as refused:
        read_lines(jsonl(chat(USER, ANSWER), line), "supervised")
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (chat(USER, ANSWER), '"input" is missing'),
        (pair(input={"messages": []}), '"input.messages" is missing, empty'),
        (pair(preferred_output=[]), '"preferred_output" is missing, empty'),
        (pair(preferred_output=[ANSWER, ANSWER]), "must hold one assistant message"),
        (pair(non_preferred_output=[USER]), "must hold one assistant message"),
    ],
)
def test_a_wrong_pair_is_named_with_its_reason(line, reason):
    with pytest.raises(BadFile) as refused:
        read_lines(jsonl(line), "dpo")
    assert reason in str(refused.value)


def test_a_pair_is_read_as_it_is():
    assert read_lines(jsonl(pair()), "dpo") == [pair()]


def test_a_reason_never_quotes_the_text():
    with pytest.raises(BadFile) as refused:
        read_lines(b'{"messages": "my card is 4111 1111 1111 1111"}\nsecret words', "supervised")
    assert not any(word in str(refused.value) for word in ("4111", "secret"))


def test_only_the_first_faults_are_listed_and_the_others_counted():
    with pytest.raises(BadFile) as refused:
        read_lines(b"{}\n" * 8, "supervised")
    message = str(refused.value)
    assert message.startswith("Invalid file format. 8 of 8 lines cannot be used. Line 1:")
    assert (message.endswith("And 3 more."), "Line 6" in message) == (True, False)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"  \n"])
def test_a_file_without_lines_is_refused(data):
    with pytest.raises(BadFile, match="no lines"):
        read_lines(data, "supervised")


def test_a_file_that_is_not_utf_8_is_refused_with_the_line():
    with pytest.raises(BadFile, match="line 2"):
        read_lines(jsonl(chat(USER, ANSWER)) + b"\n\xff", "supervised")


def test_a_byte_order_mark_and_blank_lines_at_the_end_are_passed_over():
    data = b"\xef\xbb\xbf" + jsonl(chat(USER, ANSWER)) + b"\r\n\n"
    assert len(read_lines(data, "supervised")) == 1


def test_a_blank_line_in_the_middle_is_a_fault():
    line = jsonl(chat(USER, ANSWER))
    with pytest.raises(BadFile, match="Line 2"):
        read_lines(line + b"\n\n" + line, "supervised")


@pytest.mark.parametrize("data", [b"[" * 200_000, b'{"a":' * 100_000])
def test_a_line_nested_without_end_is_a_fault(data):
    with pytest.raises(BadFile, match="Line 1: it is not JSON"):
        read_lines(data, "supervised")
