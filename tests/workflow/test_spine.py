"""The whole way of real tickets and invoices, from a file to a released, validated JSONL file.

Everything goes through the command line, as an engineer would do it.
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curation.cli import main
from tests.makers import SHOP_TASK

Desk = Callable[..., Any]
FEW = ("--few-reason", "A test.")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Runs one command line in a workspace of its own and returns what it prints as JSON."""

    def run(*arguments: object, status: int = 0) -> Any:
        words = [str(argument) for argument in arguments]
        assert main([*words, "--workspace", str(tmp_path / "desk"), "--json"]) == status, words
        printed = capsys.readouterr().out
        return json.loads(printed) if printed.strip() else None

    return run


def write_reviews(desk: Desk, task: str, file: Path) -> int:
    """A long table in which two reviewers accept every cleared example as it is."""
    examples = desk("examples", "--task", task, "--status", "cleared")["examples"]
    with file.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["example_id", "reviewer", "question", "answer"])
        for example in examples:
            for reviewer in ("ben", "chi"):
                table.writerow([example["id"], reviewer, "decision", "accept"])
    return len(examples)


def accept_errors(desk: Desk, task: str) -> None:
    """Accept what the checks hold against real data, so that it can be released as it is."""
    for check in desk("check", "--task", task)["checks"]:
        if check["status"] == "error":
            accept = ("--accept", check["name"], "--reason", "As the real file has it.")
            desk("check", "--task", task, *accept)


def walk(desk: Desk, task: str, paths: list[Path], tmp_path: Path) -> dict[str, Any]:
    """Ingest, scan, decide, review, settle and release; returns what the release says."""
    ingested = desk("ingest", *paths, "--task", task)
    counted = ingested["added"] + ingested["changed"] + ingested["duplicates"]
    assert ingested["read"] == counted + len(ingested["faults"])
    scanned = desk("scan", "--task", task, "--workers", 1)
    assert scanned["scanned"] == ingested["added"]
    desk("decide", "--all", "mask", "--task", task)
    reviews = tmp_path / "reviews.csv"
    assert write_reviews(desk, task, reviews) > 0
    assert desk("reviews", "import", reviews)["faults"] == []
    desk("settle", "--task", task)
    accept_errors(desk, task)
    released = desk("release", "--task", task, "--method", "sft", "--seed", 7, *FEW)
    total = sum(released["counts"].values()) + sum(released["excluded"].values())
    assert total == ingested["added"]
    return released


def lines_of(released: dict[str, Any]) -> list[dict[str, Any]]:
    folder = Path(released["folder"])
    return [
        json.loads(line)
        for part in ("train", "validation", "test")
        if (folder / f"{part}.jsonl").exists()
        for line in (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def assert_valid(desk: Desk, released: dict[str, Any]) -> None:
    checked = desk(
        "validate", Path(released["folder"]) / "train.jsonl",
        "--method", "sft", "--provider", "local", "--model", "nearest",
    )  # fmt: skip
    assert checked["errors"] == []
    assert checked["lines"] == released["counts"]["train"]


def first_rows(source: Path, count: int, target: Path) -> Path:
    """The header and the first rows of a CSV file, as a file of its own."""
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[: count + 1]
    with target.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return target


def test_bitext_support_becomes_a_released_file(desk, shared, tmp_path):
    tasks = tmp_path / "desk" / "tasks"
    tasks.mkdir(parents=True)
    (tasks / "shop.toml").write_text(SHOP_TASK)
    source = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    rows = first_rows(source, 150, tmp_path / "bitext.csv")
    released = walk(desk, "shop", [rows], tmp_path)
    assert_valid(desk, released)
    roles = {tuple(m["role"] for m in line["messages"]) for line in lines_of(released)}
    assert roles == {("system", "user", "assistant")}


def test_cfpb_complaints_without_answers_are_prompts_to_be_answered(desk, shared, tmp_path):
    """No agent reply is in this export: nothing can be released until an expert writes one."""
    source = shared / "tickets" / "cfpb_complaints" / "complaints.csv"
    rows = first_rows(source, 30, tmp_path / "complaints.csv")
    desk("ingest", rows, "--task", "support-replies")
    desk("scan", "--task", "support-replies", "--workers", 1)
    desk("decide", "--all", "mask", "--task", "support-replies")
    examples = desk("examples", "--task", "support-replies", "--status", "cleared")["examples"]
    answers = tmp_path / "answers.csv"
    with answers.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["example_id", "reviewer", "question", "answer"])
        for example in examples:
            for reviewer in ("ben", "chi"):
                table.writerow([example["id"], reviewer, "decision", "accept"])
                table.writerow([example["id"], reviewer, "category", "billing"])
                table.writerow([example["id"], reviewer, "reply", "We look into it today."])
    desk("reviews", "import", answers)
    desk("scan", "--task", "support-replies", "--workers", 1)  # what the experts wrote, too
    desk("settle", "--task", "support-replies")
    released = desk("release", "--task", "support-replies", "--method", "sft", "--seed", 7, *FEW)
    assert_valid(desk, released)
    assert {line["messages"][-1]["content"] for line in lines_of(released)} == {
        "We look into it today."
    }


def test_retail_chats_keep_their_tools_and_tool_calls(desk, shared, tmp_path):
    source = shared / "tickets" / "retail_agent" / "sft_conversations.jsonl"
    released = walk(desk, "support-replies", [source], tmp_path)
    assert_valid(desk, released)
    lines = lines_of(released)
    assert all(line["tools"] for line in lines)
    assert all(line["messages"][-1]["tool_calls"] for line in lines)


@pytest.mark.parametrize("folder", ["invoice2data", "zugferd/pdf_v2"])
def test_invoice_pages_become_a_released_file(desk, shared, tmp_path, folder):
    source = shared / "invoices" / folder
    ingested = desk("ingest", *sorted(source.glob("*.pdf")), "--task", "invoice-fields")
    assert ingested["added"] > 0
    desk("scan", "--task", "invoice-fields", "--workers", 1)
    desk("decide", "--all", "keep", "--task", "invoice-fields")
    examples = desk("examples", "--task", "invoice-fields", "--status", "cleared")["examples"]
    answers = tmp_path / "answers.csv"
    with answers.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["example_id", "reviewer", "question", "answer"])
        for number, example in enumerate(examples):
            fields = {"vendor": "Acme", "invoice_number": str(number), "gross": "10.00"}
            for reviewer in ("ben", "chi"):
                table.writerow([example["id"], reviewer, "decision", "accept"])
                table.writerow([example["id"], reviewer, "fields", json.dumps(fields)])
    assert desk("reviews", "import", answers)["faults"] == []
    desk("scan", "--task", "invoice-fields", "--workers", 1)
    desk("settle", "--task", "invoice-fields")
    desk("decide", "--all", "keep", "--task", "invoice-fields")
    accept_errors(desk, "invoice-fields")
    released = desk("release", "--task", "invoice-fields", "--method", "sft", "--seed", 7, *FEW)
    answers_released = [json.loads(line["messages"][-1]["content"]) for line in lines_of(released)]
    assert len(answers_released) == ingested["added"], released["excluded"]
    assert {answer["vendor"] for answer in answers_released} == {"Acme"}
