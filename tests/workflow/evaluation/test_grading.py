"""Grading by graders as RFT uses them: the shipped kinds and published configurations."""

import json

import pytest

from curation.errors import InputRefused
from curation.evaluation.graders import GRADERS
from curation.evaluation.held_out import held_out
from curation.release.method import TrainingMethod
from curation.reward.trial import Origin
from curation.workflow.evaluation.evaluate import read_yardstick
from curation.workflow.evaluation.grading import (
    check_rule,
    counts_as_right,
    grade_answers,
    refuse_own_judge,
    rule_names,
    rule_text,
    rule_title,
    try_on_people,
)
from curation.workflow.release import graders
from curation.workflow.release.graders import TaskGrader, read_grader
from curation.workflow.release.release import cut_release
from tests.makers import CURATOR
from tests.workflow.stocked import stock_accepted

TASK = "support-replies"
SAME = {
    "type": "string_check",
    "name": "same words",
    "input": "{{sample.output_text}}",
    "operation": "eq",
    "reference": "{{item.reference_answer}}",
}
CONFIGURATIONS = [
    ("rft_countdown", "grader_config_aoai.json"),
    ("rft_clause_matching", "model_grader.json"),
    ("rft_clause_matching", "multi_grader.json"),
]


def lines_of(rows):
    found = [held_out(row, TrainingMethod.RFT, example_id=str(n)) for n, row in enumerate(rows)]
    return [line for line in found if line is not None]


def rft(**fields):
    return {"messages": [{"role": "user", "content": "What?"}], "reference_answer": "yes", **fields}


def test_a_grader_reads_the_fields_of_the_line(workspace):
    grader = SAME | {"reference": "{{item.wanted}}"}
    lines = lines_of([rft(wanted="a"), rft(wanted="b")])
    found = grade_answers(workspace, json.dumps(grader), lines, ["a", "a"])
    assert [(grade.score, grade.passed) for grade in found] == [(1, True), (0, False)]


def test_a_grader_of_another_range_is_read_from_0_to_1(workspace, monkeypatch):
    class Judge:
        def answer(self, model, messages, **settings):
            return type("Reply", (), {"text": "Score: 4"})

    monkeypatch.setattr(graders, "open_client", lambda workspace, name: Judge())
    grader = {
        "type": "score_model",
        "name": "judge",
        "model": "other",
        "range": [0, 5],
        "pass_threshold": 4,
        "input": [{"role": "user", "content": "{{sample.output_text}}"}],
    }
    (grade,) = grade_answers(workspace, json.dumps(grader), lines_of([rft()]), ["x"])
    assert (grade.score, grade.passed) == (0.8, True)


@pytest.mark.parametrize(
    "source",
    [
        "def grade(sample, item):\n    while True:\n        pass\n",
        "import socket\ndef grade(sample, item):\n"
        "    socket.create_connection(('127.0.0.1', 80))\n    return 1.0\n",
        "def grade(sample, item):\n    return open('/etc/passwd') and 1.0\n",
    ],
    ids=["loops", "opens a socket", "opens a file"],
)
def test_a_python_grader_that_misbehaves_gives_nothing(workspace, source):
    grader = {"type": "python", "name": "bad", "source": source}
    (grade,) = grade_answers(workspace, json.dumps(grader), lines_of([rft()]), ["x"])
    assert (grade.score, grade.passed) == (0.0, False)


def test_a_field_that_no_line_has_is_refused(workspace):
    grader = SAME | {"reference": "{{item.nothing}}"}
    with pytest.raises(InputRefused, match="reads item"):
        grade_answers(workspace, json.dumps(grader), lines_of([rft()]), ["x"])


@pytest.mark.parametrize("name", ["taste", "{broken", '{"type": "string_check"}', "{}"])
def test_a_rule_that_is_none_is_refused(name):
    with pytest.raises(InputRefused):
        check_rule(name)


def test_every_rule_has_a_title_of_its_own():
    assert len({rule_title(name) for name in GRADERS}) == len(GRADERS)


def test_a_model_does_not_judge_its_own_answers():
    grader = {"type": "multi", "graders": {"a": {"type": "score_model", "model": "tuned"}}}
    with pytest.raises(InputRefused, match="judge itself"):
        refuse_own_judge(json.dumps(grader), ["base", "tuned"])


@pytest.mark.parametrize(("folder", "file"), CONFIGURATIONS)
def test_a_published_grader_comes_back_as_it_was(shared, folder, file):
    text = (shared / "preferences" / folder / file).read_text()
    rule = rule_text(TaskGrader(grader=read_grader(text)))
    assert json.loads(check_rule(rule))["grader"] == json.loads(text)
    assert rule_title(rule) == json.loads(text)["name"]


def test_a_published_grader_runs_on_its_own_items(shared, workspace):
    """Half of the grade is the clause's text, half its type: both right, then the type wrong."""
    folder = shared / "preferences" / "rft_clause_matching"
    rows = [json.loads(line) for line in (folder / "items.jsonl").read_text().splitlines()]
    lines = lines_of([row | {"reference_answer": "x"} for row in rows])
    text = (folder / "multi_grader.json").read_text()
    for clause, score in ((None, 1.0), ("another type", 0.5)):
        answers = [
            json.dumps(
                {
                    "extracted_text": line.item["extracted_text"],
                    "clause_type": clause or line.item["clause_type"],
                }
            )
            for line in lines
        ]
        found = grade_answers(workspace, json.dumps(json.loads(text)), lines, answers)
        assert [grade.score for grade in found] == [score] * 15


def test_every_rule_can_be_tried_on_what_experts_decided(workspace):
    stock_accepted(workspace, {"delivery": 8, "refund": 4})
    release = cut_release(
        workspace, CURATOR, task_id=TASK, method=TrainingMethod.SFT, seed=1, request_id="release"
    )
    names = rule_names(workspace, release)
    assert names[0] == "token_f1"
    assert set(names) == set(GRADERS)
    trial = try_on_people(workspace, CURATOR, TASK, "exact")
    assert trial.against == ()
    assert trial.of(Origin.EMPTY)[0] == trial.of(Origin.ECHO)[0] == 0
    asked = try_on_people(workspace, CURATOR, TASK, "json")
    assert any("right answers pass" in reason for reason in asked.against)
    own = try_on_people(workspace, CURATOR, TASK, json.dumps(SAME))
    assert own.agreement == (24, 24)  # 12 right answers and 12 drafts that experts changed
    assert "1" in counts_as_right(json.dumps(SAME | {"pass_threshold": 1}))
    assert read_yardstick(workspace, release.number, grader="bleu").rule == "bleu"
