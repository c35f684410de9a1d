"""How far people changed a text alike or marked the same stretches, by the reviews in the store."""

from dataclasses import replace

import pytest

from curation.review.spans import Mark, write_marks
from curation.task import Question, QuestionKind
from curation.workflow.agreement.agreement_overlap import overlaps
from tests.workflow.reviewed import review, stage


@pytest.fixture
def task(workspace):
    return workspace.task("support-replies")


def test_changes_are_held_against_the_draft(workspace, task):
    one, two = stage(workspace, 2)
    for example in (one, two):
        review(workspace, example, "ann", reply="It is late.", edited=True)
    review(workspace, one, "ben", reply="It is late.", edited=True)
    review(workspace, two, "ben")
    found = overlaps(workspace, task)["reply"]
    assert (found.f1, found.items, found.one_sided) == (0.5, 2, 1)


def marked(*stretches):
    marks = [Mark(message=0, begins=b, ends=e, label=label, text="x") for b, e, label in stretches]
    return {"pii": write_marks(marks)}


def test_marked_stretches_are_held_against_each_other_label_by_label(workspace, task):
    question = Question(
        id="pii", kind=QuestionKind.SPANS, title="What is personal?", options=("name", "order")
    )
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", answers=marked((0, 10, "name"), (20, 25, "order")))
    review(workspace, example, "ben", answers=marked((0, 5, "name"), (20, 25, "order")))
    found = overlaps(workspace, replace(task, questions=(question,)))
    assert {name: one.f1 for name, one in found.items()} == {
        "pii": pytest.approx(2 * 10 / (15 + 10)),
        "pii.name": pytest.approx(2 / 3),
        "pii.order": 1,
    }


def test_answers_after_seeing_others_do_not_count(workspace, task):
    [example] = stage(workspace, 1)
    review(workspace, example, "ann", reply="It is late.", edited=True)
    review(workspace, example, "ben", reply="It is late.", edited=True, saw_others=True)
    assert overlaps(workspace, task)["reply"].items == 0
