"""Pairs on their whole way, through the command line: read, judged, agreed on, released."""

import json
from pathlib import Path

import pytest

from curation.cli import main

TASK = "preferred-replies"
FEW = ("--few-reason", "A test.")


@pytest.fixture
def desk(tmp_path, capsys):
    """Runs one command line in a workspace of its own and returns what it prints as JSON."""

    def run(*arguments, status=0):
        words = [str(argument) for argument in arguments]
        assert main([*words, "--workspace", str(tmp_path / "desk"), "--json"]) == status, words
        printed = capsys.readouterr().out
        return json.loads(printed) if printed.strip() else None

    return run


def line(number):
    """A pair as providers take it."""
    return {
        "input": {"messages": [{"role": "user", "content": f"Where is parcel {number}?"}]},
        "preferred_output": [{"role": "assistant", "content": f"Parcel {number} is at the door."}],
        "non_preferred_output": [{"role": "assistant", "content": "I do not know."}],
    }


def judged(desk, tmp_path, choices):
    """So many pairs, read in, scanned and judged alike by two people; their ids in order."""
    pairs, reviews = tmp_path / "pairs.jsonl", tmp_path / "reviews.jsonl"
    pairs.write_text("".join(json.dumps(line(n)) + "\n" for n in range(len(choices))))
    assert desk("ingest", pairs, "--task", TASK)["added"] == len(choices)
    desk("scan", "--task", TASK, "--workers", 1)
    desk("decide", "--all", "mask", "--task", TASK)
    ids = [one["id"] for one in desk("examples", "--task", TASK)["examples"]]
    rows = [
        {"example_id": own, "reviewer": who, "question": "preferred", "answer": answer}
        for own, answer in zip(ids, choices, strict=True)
        for who in ("ann", "ben")
    ]
    reviews.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert desk("reviews", "import", reviews)["faults"] == []
    return ids


def test_judged_pairs_become_dpo_lines_with_the_preferred_answer_on_its_side(desk, tmp_path):
    second = json.dumps({"choice": "second", "reasons": ["It is true"], "swapped": True})
    judged(desk, tmp_path, ["first", second, "tie", "both_bad"])
    assert desk("settle", "--task", TASK)["settled"] == 4
    released = desk("release", "--task", TASK, "--method", "dpo", "--seed", 7, *FEW)
    assert released["excluded"] == {"experts prefer neither answer": 2}
    files = Path(released["folder"]).rglob("*.jsonl")
    lines = [json.loads(text) for file in files for text in file.open() if "preferred" in text]
    sides = {
        own["input"]["messages"][-1]["content"]: own["preferred_output"][0]["content"]
        for own in lines
    }
    assert sorted(sides.values()) == ["I do not know.", "Parcel 0 is at the door."]
    assert sum(released["counts"].values()) == 2


def test_exported_preferences_are_imported_again_unchanged(desk, tmp_path):
    said = json.dumps({"choice": "second", "reasons": ["It is complete"], "swapped": False})
    judged(desk, tmp_path, [said])
    table = tmp_path / "out.csv"
    desk("reviews", "export", table, "--task", TASK)
    assert desk("reviews", "import", table)["added"] == 0
    assert "It is complete" in table.read_text()


def test_agreement_is_measured_on_the_choice(desk, tmp_path):
    judged(desk, tmp_path, ["first", "second", "tie"])
    found = desk("agreement", "--task", TASK)
    assert found["questions"]["preferred"]["alpha"] == 1.0
