"""Real training files come in as examples and leave again as the same lines."""

import json
from dataclasses import replace

import pytest

from curation.example import Example, canonical_json
from curation.ingest.item_fields import is_item_detail
from curation.privacy.example_texts import texts
from curation.release.encoding import line_bytes
from curation.release.lines import WRITERS
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.release.validation.check import check_file
from curation.reward.grader import fields_of
from tests.makers import make_task
from tests.unit.ingest.files import examples_of
from tests.unit.release.makers import make_gold, make_verdict, purpose

TASK = replace(make_task(), system_prompt="", stratum="")
MODEL = Model(provider="openai", name="gpt-4.1-mini", context=65_536)
FILES = [
    ("preferences/sft_tool_calling/stock_toolcall.jsonl", "sft", 86, ""),
    ("tickets/retail_agent/sft_conversations.jsonl", "sft", 52, ""),
    ("preferences/orca_dpo_openai_format/orca_dpo.jsonl", "dpo", 142, ""),
    ("preferences/rft_countdown/items.jsonl", "rft", 60, "grader_config_aoai.json"),
    ("preferences/rft_clause_matching/items.jsonl", "rft", 15, "multi_grader.json"),
    ("preferences/rft_clause_matching/items.jsonl", "rft", 15, "model_grader.json"),
    ("tickets/retail_agent/rft_items.jsonl", "rft", 10, "rft_grader-config.json"),
]


def written(example: Example, method: str):
    """The line of an example whose answer a person took as it is."""
    gold = replace(make_gold(example=example), verdict=make_verdict())
    if example.answer:
        gold = replace(gold, verdict=make_verdict(reply=example.answer.content))
    writer = WRITERS[TrainingMethod(method)]
    assert writer.missing(gold, TASK) is None
    return writer.line(gold, TASK)


def as_meant(line):
    """A line without what says nothing: an empty text beside a call, null, the order of keys."""
    if isinstance(line, dict):
        calls = bool(line.get("tool_calls"))
        return {
            name: as_meant(value)
            for name, value in line.items()
            if value is not None and not (calls and name == "content" and not value)
        }
    return [as_meant(value) for value in line] if isinstance(line, list) else line


@pytest.mark.parametrize(("file", "method", "count", "grader"), FILES)
def test_a_real_training_file_is_valid_with_its_grader(shared, file, method, count, grader):
    path = shared / file
    fields = fields_of(json.loads((path.parent / grader).read_text())) if grader else frozenset()
    wanted = purpose(method, model=MODEL, least=10, item_fields=fields)
    report = check_file(path.read_bytes(), wanted)
    assert (report.lines, report.errors) == (count, ())


@pytest.mark.parametrize(("file", "method", "count", "grader"), FILES[:5] + FILES[6:])
def test_a_real_training_file_leaves_as_it_came(shared, file, method, count, grader):
    data = (shared / file).read_bytes()
    lines = [json.loads(row) for row in data.splitlines()]
    own = [written(example, method) for example in examples_of(data, "x.jsonl")]
    assert [as_meant(line) for line in own] == [as_meant(line) for line in lines]


def test_a_line_that_left_comes_in_and_leaves_as_the_same_bytes(shared):
    for file, method, *_ in FILES:
        first = [written(e, method) for e in examples_of((shared / file).read_bytes(), "x.jsonl")]
        data = b"".join(map(line_bytes, first))
        again = [written(example, method) for example in examples_of(data, "x.jsonl")]
        assert b"".join(map(line_bytes, again)) == data


def test_fields_of_a_line_to_be_graded_keep_what_they_are():
    line = {
        "messages": [{"role": "user", "content": "7 of [1, 6]?"}],
        "target": "7",
        "nums": [1, 6],
    }
    (example,) = examples_of(json.dumps(line), "x.jsonl")
    assert {path for path, _ in texts(example) if is_item_detail(path)} == {
        "metadata.item.target",
        "metadata.item_json.nums",
    }
    assert canonical_json(written(example, "rft")) == canonical_json(line)


def test_an_answer_of_experts_stands_beside_the_fields_that_came():
    line = {"messages": [{"role": "user", "content": "7?"}], "target": "7"}
    (example,) = examples_of(json.dumps(line), "x.jsonl")
    gold = make_gold(example=example, reply="1 + 6")
    own = WRITERS[TrainingMethod.RFT].line(gold, TASK)
    assert (own["target"], own["reference_answer"]) == ("7", "1 + 6")
