"""Answers of other tools: texts are staged, answers wait for the privacy check, and come back."""

import json

import pytest

from curation.errors import InputRefused, NotAllowed
from curation.store.reviews import list_reviews
from curation.workflow.agreement.agreement import measure_task
from curation.workflow.privacy.erase import erase_subject
from curation.workflow.review.annotations import FORMATS, export_annotations, import_annotation_file
from curation.workflow.review.waiting_answers import count_waiting, list_left_out, take_waiting
from tests.makers import ANN, CURATOR, OWNER
from tests.unit.review.annotations.test_formats import PRODIGY
from tests.workflow.cleared import clear, tickets
from tests.workflow.explore.test_explore import scanned

TASK = "support-replies"


def choice(text):
    return {"from_name": "category", "to_name": "text", "type": "choices",
            "value": {"choices": [text]}}  # fmt: skip


def export_of(answers, *, reply="It is on its way."):
    """A Label Studio export: one task for each row of labels, a label for each annotator."""
    return [
        {
            "id": number,
            "data": {"text": f"Question {number}", "answer": reply},
            "annotations": [
                {"completed_by": who, "result": [choice(label)]}
                for who, label in enumerate(labels, 1)
            ],
        }
        for number, labels in enumerate(answers)
    ]


@pytest.fixture
def take(workspace, tmp_path):
    def run(records, *, name="export.json", actor=CURATOR):
        file = tmp_path / name
        file.write_text(json.dumps(records))
        return import_annotation_file(workspace, actor, TASK, file)

    return run


def clear_all(workspace):
    ids = [row["example_id"] for row in workspace.store.read("select example_id from example")]
    scanned(workspace, [type("E", (), {"id": each}) for each in ids])


def test_answers_wait_for_the_privacy_check_and_are_added_after_it(workspace, take):
    rows = [("delivery", "delivery"), ("refund", "refund"), ("refund", "delivery")]
    first = take(export_of(rows))
    assert (first.examples, first.answers, first.waiting, first.faults) == (3, 0, 6, [])
    assert take_waiting(workspace, TASK) == 0
    clear_all(workspace)
    assert take_waiting(workspace, TASK) == 6
    assert count_waiting(workspace, TASK) == 0
    agreement = measure_task(workspace, TASK)["category"]
    assert (agreement.items, agreement.reviewers) == (3, 2)
    assert agreement.percent == pytest.approx(2 / 3)


def test_the_same_file_waits_once_and_changes_nothing_later(workspace, take):
    take(export_of([("delivery", "refund")]))
    take(export_of([("delivery", "refund")]))
    assert count_waiting(workspace, TASK) == 2
    clear_all(workspace)
    assert take_waiting(workspace, TASK) == 2
    third = take(export_of([("delivery", "refund")]))
    assert (third.answers, third.unchanged, third.examples) == (0, 2, 0)


@pytest.mark.parametrize("name", FORMATS)
def test_what_leaves_in_a_format_comes_back_without_a_change(workspace, tmp_path, take, name):
    clear(workspace, tickets(2))
    take(export_of([("delivery", "refund")]))
    clear_all(workspace)
    take_waiting(workspace, TASK)
    before = list_reviews(workspace.store, TASK)
    file = tmp_path / "out.json"
    assert export_annotations(workspace, CURATOR, TASK, file, format_name=name) == 3
    back = import_annotation_file(workspace, CURATOR, TASK, file)
    assert (back.answers, back.unchanged, back.examples, back.faults) == (0, len(before), 0, [])


def test_a_label_that_neither_the_task_nor_the_data_know_is_left_out(workspace, take):
    take(export_of([("delivery", "weather")]))
    clear_all(workspace)
    assert take_waiting(workspace, TASK) == 1
    [(_, row, why)] = list_left_out(workspace, CURATOR, TASK)
    assert (row, "not one of the options" in why) == (1, True)


def test_an_answer_against_one_of_the_same_person_is_left_out_with_its_record(workspace, take):
    take(export_of([("delivery",)]))
    take(export_of([("refund",)]), name="later.json")
    clear_all(workspace)
    assert take_waiting(workspace, TASK) == 1
    [(file, row, why)] = list_left_out(workspace, CURATOR, TASK)
    assert (file, row) == ("later.json", 1)
    assert "judged it otherwise" in why
    assert take_waiting(workspace, TASK) == 0


def test_the_example_that_an_answer_waits_for_is_erased_with_it(workspace, take):
    take(export_of([("delivery",), ("refund",)]))
    erase_subject(workspace, OWNER, "Question 1", dry_run=False, request_id="gone")
    assert count_waiting(workspace, TASK) == 1


def test_a_reviewer_may_not_import(take):
    with pytest.raises(NotAllowed):
        take(export_of([("delivery",)]), actor=ANN)


def test_a_wrong_file_adds_nothing(workspace, take):
    with pytest.raises(InputRefused):
        take({"no": "list"})
    assert workspace.store.value("select count(*) from example") == 0


def test_json_lines_are_taken_too(workspace, tmp_path):
    file = tmp_path / "prodigy.jsonl"
    file.write_text("\n".join(map(json.dumps, PRODIGY)))
    report = import_annotation_file(workspace, CURATOR, TASK, file)
    assert (report.format, report.records, report.examples, report.waiting) == ("prodigy", 3, 3, 3)
