"""Ready-made tuning files of all shapes keep their messages, tools and pairs."""

import json

import pytest

from tests.unit.ingest.files import examples_of, faults_of


def example_of(line: dict):
    (example,) = examples_of(json.dumps(line), "x.jsonl")
    return example


def said(example) -> list[str]:
    parts = [*example.messages, *filter(None, [example.answer, example.rejected])]
    return [f"{message.speaker}: {message.content}" for message in parts]


TURNS = [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]
LONG = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c"}]  # fmt: skip


def with_last(text: str) -> list[dict]:
    return [*LONG, {"role": "assistant", "content": text}]


@pytest.mark.parametrize(
    ("line", "messages"),
    [
        ({"conversations": TURNS}, ["user: a", "assistant: b"]),
        ({"system": "s", "conversations": TURNS}, ["system: s", "user: a", "assistant: b"]),
        ({"conversations": [{"from": "system", "value": "s"}, *TURNS]},
         ["system: s", "user: a", "assistant: b"]),
        ({"instruction": "a", "input": "x", "output": "b"}, ["user: a\n\nx", "assistant: b"]),
        ({"instruction": "a", "input": "", "output": "b"}, ["user: a", "assistant: b"]),
        ({"instruction": "c", "input": "", "output": "d", "history": [["a", "b"]], "system": "s"},
         ["system: s", "user: a", "assistant: b", "user: c", "assistant: d"]),
        ({"prompt": "a", "completion": "b"}, ["user: a", "assistant: b"]),
        ({"prompt": LONG[:1], "completion": [{"role": "assistant", "content": "b"}]},
         ["user: a", "assistant: b"]),
        ({"prompt": "a", "chosen": "b", "rejected": "x"},
         ["user: a", "assistant: b", "assistant: x"]),
        ({"prompt": LONG, "chosen": [{"role": "assistant", "content": "d"}],
          "rejected": [{"role": "assistant", "content": "x"}]},
         ["user: a", "assistant: b", "user: c", "assistant: d", "assistant: x"]),
        ({"prompt": "c", "chosen": with_last("d"), "rejected": with_last("x")},
         ["user: a", "assistant: b", "user: c", "assistant: d", "assistant: x"]),
        ({"chosen": "\n\nHuman: a\n\nAssistant: b", "rejected": "\n\nHuman: a\n\nAssistant: x"},
         ["user: a", "assistant: b", "assistant: x"]),
        ({"input": {"messages": LONG[:1]},
          "preferred_output": [{"role": "assistant", "content": "b"}],
          "non_preferred_output": [{"role": "assistant", "content": "x"}]},
         ["user: a", "assistant: b", "assistant: x"]),
        ({"original": [["customer", "a"], ["action", "searched"], ["agent", "b"]]},
         ["user: a", "assistant: b"]),
    ],
)  # fmt: skip
def test_every_shape_gives_its_messages(line, messages):
    assert said(example_of(line)) == messages


def test_one_file_of_one_share_gpt_conversation_is_one_row():
    (example,) = examples_of(json.dumps([{"conversations": TURNS}]), "x.json")
    assert said(example) == ["user: a", "assistant: b"]


def test_calls_of_tools_in_share_gpt_keep_their_results():
    example = example_of(
        {
            "conversations": [
                {"from": "human", "value": "a"},
                {"from": "function_call", "value": '{"name": "find", "arguments": {"id": 7}}'},
                {"from": "observation", "value": "found"},
                {"from": "gpt", "value": "b"},
            ],
            "tools": '[{"name": "find"}]',
        }
    )
    call = example.messages[1].tool_calls[0]
    assert (call.name, json.loads(call.arguments)) == ("find", {"id": 7})
    assert example.messages[2].tool_call_id == call.id
    assert example.tools == ({"name": "find"},)


def test_two_transcripts_are_cut_off_where_they_part():
    """What goes on after the better answer is kept, and never trained."""
    example = example_of(
        {
            "chosen": "\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant: d",
            "rejected": "\n\nHuman: a\n\nAssistant: x",
        }
    )
    assert said(example) == ["user: a", "assistant: b", "assistant: x"]
    assert [message.content for message in example.following] == ["c", "d"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"chosen": with_last("d"), "rejected": with_last("d")}, "are the same"),
        ({"chosen": "Human: a\n\nAssistant: b", "rejected": "Human: x\n\nAssistant: b"},
         "do not part"),
        ({"conversations": [{"from": "ghost", "value": "a"}]}, "somebody unknown"),
        ({"conversations": [{"from": "human", "value": 7}]}, "does not say"),
        ({"conversations": [{"from": "gpt", "value": "b"}]}, "No message of the user"),
        ({"conversations": [*TURNS, {"from": "function_call", "value": "{"}]}, "not JSON"),
        ({"instruction": "a", "output": "b", "history": "c"}, "not text"),
        ({"original": [["agent", "b"]]}, "No customer"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_fault_with_its_reason(line, reason):
    (fault,) = faults_of(json.dumps(line), "x.jsonl")
    assert reason in fault.reason
    assert json.loads(fault.content) == line


def test_the_real_pairs_of_the_preference_format_are_read(shared):
    (file,) = (shared / "preferences/orca_dpo_openai_format").glob("*.jsonl")
    examples = examples_of(file.read_bytes(), "x.jsonl")
    assert len(examples) == 142
    assert all(example.answer and example.rejected for example in examples)
