"""Text that was decoded wrongly is mended when that is asked for, and nothing else is touched."""

import json

import pytest

from curation.ingest.choices import Choices
from curation.ingest.mojibake import is_mojibake, repaired
from tests.unit.ingest.files import examples_of

STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u201e", '\'\'"""')
WRONG, RIGHT = "Ã€ tous mes frÃ¨res", "À tous mes frères"


def cases(shared) -> list[dict]:
    found = json.loads((shared / "badinput/mojibake.json").read_text())
    assert len(found) == 81
    return found


def is_right(case: dict) -> bool:
    """True for text that is right as it is, but for quotation marks and control characters."""
    plain = case["original"].translate(STRAIGHT).replace("\x1a", "")
    return plain == case["fixed"] or "negative" in case["label"].lower()


def test_text_that_only_looks_wrong_is_left_alone(shared):
    right = [case["original"] for case in cases(shared) if is_right(case)]
    assert len(right) == 29
    assert [text for text in right if repaired(text) != text or is_mojibake(text)] == []


def test_wrong_text_is_mended_wherever_it_can_be(shared):
    wrong = [case for case in cases(shared) if not is_right(case) and case["expect"] == "pass"]
    missed = [
        case["label"]
        for case in wrong
        if repaired(case["original"]).translate(STRAIGHT) != case["fixed"].translate(STRAIGHT)
    ]
    assert len(wrong) == 49
    assert missed == []


def test_a_right_line_does_not_keep_a_wrong_one_from_being_mended():
    assert repaired(f"日本語\n{WRONG}\n") == f"日本語\n{RIGHT}\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", f"question,answer\n{WRONG},{WRONG}\n"),
        ("x.jsonl", json.dumps({"question": WRONG, "answer": WRONG})),
        ("x.jsonl", json.dumps({"messages": [{"role": "user", "content": WRONG},
                                             {"role": "assistant", "content": WRONG}]})),
        ("x.txt", f"user: {WRONG}\nagent: {WRONG}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("repair", "text"), [(True, RIGHT), (False, WRONG)])
def test_texts_are_mended_only_when_that_is_chosen(name, data, repair, text):
    (example,) = examples_of(data, name, choices=Choices(repair=repair))
    assert (example.messages[0].content, example.answer.content) == (text, text)
