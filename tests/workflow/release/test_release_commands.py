"""Balancing, releasing and validating from the command line."""

import json
from dataclasses import replace

import pytest

from curation.cli import main
from curation.settings import read_settings
from curation.workflow.workspace import close_workspace, open_workspace
from tests.workflow.stocked import stock_accepted

TASK = ("--task", "support-replies")


@pytest.fixture
def desk(tmp_path, capsys):
    """Runs one command line in a workspace with accepted tickets; returns status and JSON."""
    folder = tmp_path / "desk"
    workspace = open_workspace(replace(read_settings({}), workspace=folder))
    stock_accepted(workspace, {"delivery": 30, "refund": 10})
    close_workspace(workspace)

    def run(*words):
        status = main([*map(str, words), "--workspace", str(folder), "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def target(tmp_path):
    """A file with the wanted mix in halves."""
    file = tmp_path / "target.json"
    file.write_text('{"delivery": 0.5, "refund": 0.5}')
    return file


def test_balance_tells_the_plan_and_how_far_it_is_off(desk, target):
    """30 : 10 is 25 points off halves; 11 : 10 is as many as halves allow."""
    status, told = desk("balance", *TASK, "--target", target, "--seed", 3)
    assert (status, told["plan"], told["mismatch_before"]) == (
        0,
        {"delivery": 11, "refund": 10},
        0.25,
    )


def test_a_release_follows_the_plan(desk, target):
    desk("balance", *TASK, "--target", target, "--size", 20)
    _, told = desk("release", *TASK, "--method", "sft")
    assert (told["counts"], told["excluded"]) == (
        {"train": 16, "validation": 2, "test": 2},
        {"is not in the plan": 20},
    )


def test_what_was_released_is_valid(desk):
    _, released = desk("release", *TASK, "--method", "sft", "--seed", 7)
    file = f"{released['folder']}/train.jsonl"
    status, told = desk("validate", file, "--provider", "local", "--model", "nearest")
    assert (status, told["valid"], told["lines"], told["cost"]) == (0, True, 32, 0.0)


def test_training_and_test_part_have_no_prompt_in_common(desk):
    _, released = desk("release", *TASK, "--method", "sft")
    folder = released["folder"]
    _, told = desk("validate", f"{folder}/train.jsonl", "--apart-from", f"{folder}/test.jsonl")
    assert told["errors"] == []


def test_an_invalid_file_names_line_rule_and_reason(desk, tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text('{"messages": [{"role": "user", "content": "Hi"}]}\n')
    status, told = desk("validate", file, "--provider", "local", "--model", "nearest")
    assert (status, told["valid"]) == (0, False)
    assert told["errors"] == [
        {"line": 1, "rule": "last_message", "message": "The last message is not the assistant's."}
    ]


def test_a_provider_may_insist_on_ten_lines(desk, tmp_path):
    file = tmp_path / "few.jsonl"
    turns = '{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}'
    file.write_text(f'{{"messages": [{turns}]}}\n')
    _, told = desk("validate", file, "--provider", "openai")
    assert [problem["rule"] for problem in told["errors"]] == ["lines"]


def test_readiness_tells_what_a_release_would_take(desk):
    _, told = desk("readiness", *TASK, "--method", "dpo")
    assert (told["total"], told["ready"]) == (40, 40)


@pytest.mark.parametrize(
    "words",
    [
        ("balance", *TASK, "--target", "/no/such/file"),
        ("release", "--task", "invoice-fields", "--method", "sft"),
        ("release", "--task", "none", "--method", "sft"),
        ("validate", "/no/such/file"),
        ("validate", __file__, "--provider", "nobody"),
    ],
)
def test_a_refusal_ends_with_status_1_and_a_cure(desk, words):
    status, told = desk(*words)
    assert (status, bool(told["cure"])) == (1, True)


def test_duplicates_of_a_file_are_grouped_and_contrasts_named(desk, tmp_path):
    texts = {
        "a": "my parcel with the blue lamp has not arrived at my house yet",
        "b": "My parcel with the blue lamp has not arrived at my house yet!",
        "c": "my parcel with the blue lamp has arrived at my house yet",
    }
    file = tmp_path / "texts.jsonl"
    file.write_text("\n".join(json.dumps({"id": k, "text": t}) for k, t in texts.items()))
    status, found = desk("duplicates", "--file", file, "--least", 0.5)
    assert status == 0
    assert found["groups"] == [["a", "b"]]
    assert ["a", "c"] in found["contrasts"]


def test_duplicates_of_a_task_are_those_of_its_questions(desk):
    assert desk("duplicates", *TASK) == (0, {"groups": [], "contrasts": []})


def test_a_file_that_holds_no_texts_is_refused(desk, tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text("[1]\n")
    status, found = desk("duplicates", "--file", file)
    assert status == 1
    assert "Line 1" in found["cause"]
