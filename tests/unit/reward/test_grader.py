"""Graders: what is wrong with one, what it reads, and what it gives."""

import json

import pytest

from curation.reward.grader import Judges, fields_of, grade, kinds_in, threshold_of, wrong_with
from curation.reward.template import Case

CHECK = {
    "type": "string_check",
    "name": "same",
    "input": "{{sample.output_json.kind}}",
    "operation": "eq",
    "reference": "{{item.kind}}",
}
ALIKE = {
    "type": "text_similarity",
    "name": "alike",
    "input": "{{ sample.output_text }}",
    "reference": "{{item.text}}",
    "evaluation_metric": "fuzzy_match",
}
SCORE = {
    "type": "score_model",
    "name": "score",
    "model": "m",
    "input": [{"role": "user", "content": "{{item.text}} or {{sample.output_text}}?"}],
    "range": [0, 5],
}
LABEL = {**SCORE, "type": "label_model", "labels": ["good", "bad"], "passing_labels": ["good"]}
PYTHON = {"type": "python", "name": "p", "source": "def grade(sample, item):\n    return 1"}
MULTI = {
    "type": "multi",
    "name": "both",
    "graders": {"same": CHECK, "alike": ALIKE},
    "calculate_output": "0.25 * same + 0.75 * alike",
}
ITEM = {"kind": "refund", "text": "abcd"}


def given(grader, answer, judges=None, **item):
    return grade(grader, [Case(item=ITEM | item, answer=answer)], judges or Judges())[0]


@pytest.mark.parametrize("grader", [CHECK, ALIKE, SCORE, LABEL, PYTHON, MULTI])
def test_a_right_grader_has_nothing_wrong(grader):
    assert wrong_with(grader) == []


@pytest.mark.parametrize(
    "grader",
    [
        [],
        {},
        {**CHECK, "type": "magic"},
        {**CHECK, "name": ""},
        {**CHECK, "operation": "neq"},
        {**CHECK, "reference": None},
        {**CHECK, "input": "{{item}}"},
        {**CHECK, "input": "{{item.a b}}"},
        {**CHECK, "input": "{{sample.text}}"},
        {**CHECK, "pass_threshold": "high"},
        {**ALIKE, "evaluation_metric": "cosine"},
        {**SCORE, "model": ""},
        {**SCORE, "input": []},
        {**SCORE, "input": "text"},
        {**SCORE, "range": [1, 0]},
        {**SCORE, "range": [1]},
        {**LABEL, "labels": []},
        {**LABEL, "passing_labels": ["great"]},
        {**PYTHON, "source": "grade = 1"},
        {**PYTHON, "source": "def grade(:"},
        {**PYTHON, "source": "def grade(s, i): pass" + "#" * 300_000},
        {**MULTI, "graders": {}},
        {**MULTI, "graders": {"same": {**CHECK, "operation": "neq"}}},
        {**MULTI, "graders": {"inner": MULTI}},
        {**MULTI, "calculate_output": "same + other"},
        {**MULTI, "calculate_output": "__import__('os')"},
        {**MULTI, "calculate_output": "same ** alike"},
        {**MULTI, "calculate_output": None},
    ],
)
def test_a_wrong_grader_is_told(grader):
    assert wrong_with(grader)


@pytest.mark.parametrize(
    ("operation", "answer", "expected"),
    [
        ("eq", "Refund", 0),
        ("eq", "refund", 1),
        ("ne", "x", 1),
        ("like", "a refund", 1),
        ("like", "Refund", 0),
        ("ilike", "A Refund", 1),
    ],
)
def test_a_text_is_checked(operation, answer, expected):
    check = {**CHECK, "input": "{{sample.output_text}}", "operation": operation}
    assert given(check, answer) == expected


def test_a_field_of_a_json_answer_is_read():
    assert given(CHECK, json.dumps({"kind": "refund"})) == 1


@pytest.mark.parametrize("answer", ["", "refund", "[]", '{"other": 1}'])
def test_an_answer_without_what_is_read_gets_the_least(answer):
    assert given(CHECK, answer) == 0
    assert given({**CHECK, "operation": "ne"}, answer) == 0


def test_several_graders_are_joined_by_their_formula():
    # not JSON: same 0; "abcx" like "abcd": 2 x 3 / 8
    assert given(MULTI, "abcx") == pytest.approx(0.75 * 0.75)


def test_a_formula_without_a_value_gives_the_least():
    assert given({**MULTI, "calculate_output": "1 / same"}, "x") == 0


def test_a_models_score_is_read_and_kept_in_range():
    asked = []

    def ask(grader, messages):
        asked.append(messages[0]["content"])
        return "Score: 7.5"

    assert given(SCORE, "wxyz", Judges(ask=ask)) == 5
    assert asked == ["abcd or wxyz?"]


def test_a_model_that_names_no_number_gives_the_least():
    assert given({**SCORE, "range": [1, 5]}, "x", Judges(ask=lambda g, m: "fine")) == 1


@pytest.mark.parametrize(("said", "expected"), [("Good.", 1), ("bad", 0), ("", 0)])
def test_a_models_label_passes_or_not(said, expected):
    assert given(LABEL, "x", Judges(ask=lambda g, m: said)) == expected


def test_what_python_could_not_grade_gets_the_least():
    assert given(PYTHON, "x", Judges(run=lambda source, cases: [None])) == 0


def test_the_fields_that_lines_need_are_found_in_every_part():
    source = "def grade(sample, item):\n    return item['a'] == item.get(\"b\")"
    assert fields_of(MULTI) == {"kind", "text"}
    assert fields_of({**PYTHON, "source": source}) == {"a", "b"}
    assert fields_of(SCORE) == {"text"}


def test_an_answer_passes_from_the_middle_of_the_range_unless_it_is_said():
    assert (threshold_of(SCORE), threshold_of(CHECK)) == (2.5, 0.5)
    assert threshold_of({**SCORE, "pass_threshold": 5}) == 5


def test_the_kinds_of_all_parts_are_known():
    assert kinds_in(MULTI) == {"multi", "string_check", "text_similarity"}


@pytest.mark.parametrize(
    "file", ["rft_clause_matching/multi_grader", "rft_clause_matching/model_grader"]
)
def test_published_graders_are_right_and_read_what_their_items_have(shared, file):
    folder = shared / "preferences"
    grader = json.loads((folder / f"{file}.json").read_text())
    first = (folder / "rft_clause_matching" / "items.jsonl").read_text().split("\n")[0]
    assert wrong_with(grader) == []
    assert fields_of(grader) <= set(json.loads(first))
