"""Lines as TRL reads them."""

import json

from curation.release.method import TrainingMethod
from curation.release.trl import trl_rows

SYSTEM = {"role": "system", "content": "Rules."}
ASKED = {"role": "user", "content": "Where is order 7?"}
CALL = {"id": "c", "type": "function", "function": {"name": "find", "arguments": '{"order": 7}'}}
CALLING = {"role": "assistant", "content": None, "tool_calls": [CALL]}
FOUND = {"role": "tool", "tool_call_id": "c", "content": "sent"}
SAID = {"role": "assistant", "content": "It is sent."}
TOOL = {"type": "function", "function": {"name": "find"}}


def rows(line, method="sft"):
    return list(trl_rows(line, TrainingMethod(method)))


def test_each_answer_that_is_learned_is_a_completion_of_what_stood_before():
    found = rows({"messages": [SYSTEM, ASKED, CALLING, FOUND, SAID], "tools": [TOOL]})
    assert [len(row["prompt"]) for row in found] == [2, 4]
    assert [row["completion"][0]["role"] for row in found] == ["assistant", "assistant"]
    assert all(row["tools"] == [TOOL] for row in found)


def test_an_answer_of_no_weight_is_prompt_only():
    unlearned = {**SAID, "weight": 0}
    (row,) = rows({"messages": [ASKED, unlearned, ASKED, {**SAID, "weight": 1}]})
    assert row == {"prompt": [ASKED, SAID, ASKED], "completion": [SAID]}


def test_arguments_of_a_call_are_an_object():
    (row, _) = rows({"messages": [ASKED, CALLING, FOUND, SAID]})
    (call,) = row["completion"][0]["tool_calls"]
    assert call["function"]["arguments"] == {"order": 7}
    assert row["completion"][0]["content"] == ""


def test_a_pair_is_prompt_chosen_and_rejected():
    worse = {"role": "assistant", "content": "No idea."}
    line = {
        "input": {"messages": [ASKED]},
        "preferred_output": [SAID],
        "non_preferred_output": [worse],
    }
    assert rows(line, "dpo") == [{"prompt": [ASKED], "chosen": [SAID], "rejected": [worse]}]


def test_a_line_to_be_graded_keeps_its_fields_and_the_systems_instructions():
    line = {"messages": [{**SYSTEM, "role": "developer"}, ASKED], "target": "7"}
    assert rows(line, "rft") == [{"prompt": [SYSTEM, ASKED], "target": "7"}]


def test_real_lines_of_all_methods_become_rows_of_one_kind(shared):
    for file, method, columns in [
        ("tickets/retail_agent/sft_conversations.jsonl", "sft", {"prompt", "completion", "tools"}),
        ("preferences/orca_dpo_openai_format/orca_dpo.jsonl", "dpo",
         {"prompt", "chosen", "rejected"}),
        ("preferences/rft_countdown/items.jsonl", "rft", {"prompt", "target", "nums"}),
    ]:  # fmt: skip
        lines = [json.loads(row) for row in (shared / file).read_bytes().splitlines()]
        found = [row for line in lines for row in rows(line, method)]
        assert len(found) >= len(lines)
        assert {frozenset(row) for row in found} == {frozenset(columns)}
