"""Tasks made in the app: from templates, kept as files, complete or refused."""

import json
from dataclasses import replace

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed
from curation.task import Question, QuestionKind, parse_task
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.review.annotations import import_annotations
from curation.workflow.settings.task_builder import list_templates, make_task, name_of, task_text
from tests.makers import ANN, CURATOR
from tests.workflow.review.test_annotations import clear_all

TEMPLATES = list_templates()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_written_and_read_back_as_it_was(name):
    task = TEMPLATES[name]
    assert parse_task(task_text(task), task_id=name) == task


def test_signs_of_files_stay_text():
    task = replace(TEMPLATES["ticket-intent"], guideline='1. "Say" \\n \t é 😀 \x7f ]]\n2. """')
    assert parse_task(task_text(task), task_id=task.id) == task


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ticket intent", "ticket-intent"),
        ("  Café & Bar! ", "cafe-bar"),
        ("日本", ""),
        ("../x", "x"),
    ],
)
def test_a_title_becomes_a_plain_name(title, name):
    assert name_of(title) == name


def test_a_made_task_is_there_at_once_and_again_after_a_restart(workspace):
    task = make_task(workspace, CURATOR, replace(TEMPLATES["ticket-intent"], title="Our intents"))
    assert workspace.tasks()["our-intents"] == task
    file = workspace.folder / "tasks" / "our-intents.toml"
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Conflict):
        make_task(workspace, CURATOR, task)
    with pytest.raises(NotAllowed):
        make_task(workspace, ANN, replace(task, title="Another"))


LABEL = Question(id="a", kind=QuestionKind.LABEL, title="A", options=("x", "y"))


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"title": " "}, "title"),
        ({"system_prompt": ""}, "model is told"),
        ({"guideline": " "}, "no rule"),
        ({"overlap": 0}, "1 to 20"),
        ({"questions": ()}, "1 to 6 questions"),
        ({"questions": (LABEL, LABEL), "answer": "a"}, "same title"),
        ({"questions": (replace(LABEL, options=("x",)),), "answer": "a"}, "two labels"),
        ({"questions": (replace(LABEL, options=("x", "x", "y")),), "answer": "a"}, "twice"),
        (
            {"questions": (replace(LABEL, kind=QuestionKind.FIELDS, options=()),), "answer": "a"},
            "a field at least",
        ),
    ],
)
def test_what_is_missing_is_named(workspace, change, cause):
    draft = replace(TEMPLATES["ticket-intent"], **{"title": "Fresh", "stratum": "", **change})
    with pytest.raises(InputRefused) as refused:
        make_task(workspace, CURATOR, draft)
    assert cause in refused.value.cause


def test_a_made_task_takes_an_export_and_shows_agreement(workspace):
    """The first half hour of somebody who comes from another tool."""
    task = make_task(workspace, CURATOR, replace(TEMPLATES["ticket-intent"], title="Intents"))
    records = [
        {
            "data": {"text": f"Question {number}"},
            "annotations": [
                {"completed_by": who, "result": [{"from_name": "intent", "type": "choices",
                                                  "value": {"choices": [label]}}]}
                for who, label in enumerate(labels, 1)
            ],
        }
        for number, labels in enumerate([("refund", "refund"), ("cancel", "refund")])
    ]  # fmt: skip
    file = json.dumps(records).encode()
    import_annotations(workspace, CURATOR, task.id, file, name="ls.json")
    clear_all(workspace)
    report = import_annotations(workspace, CURATOR, task.id, file, name="ls.json")
    assert (report.answers, report.faults) == (4, [])
    assert measure_task(workspace, task.id)["intent"].percent == pytest.approx(0.5)
