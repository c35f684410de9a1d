"""The agreement of a task, from the reviews in the store."""

import pytest

from curation.review.agreement.agreement import Standing
from curation.workflow.agreement.agreement import measure_task, measured_questions
from tests.workflow.reviewed import review, stage

TASK = "support-replies"


def test_a_task_without_reviews_says_so(workspace):
    assert measure_task(workspace, TASK)["decision"].reason == "There are no answers yet."


def test_every_question_has_its_figures_in_order(workspace):
    expected = ["decision", "category", "reply.edited", "reply"]
    assert list(measure_task(workspace, TASK)) == expected
    assert measured_questions(workspace.task(TASK)) == expected


def test_labels_are_compared_as_they_are(workspace):
    one, two = stage(workspace, 2)
    for reviewer in ("ann", "ben"):
        review(workspace, one, reviewer, label="refund")
        review(workspace, two, reviewer, label="billing" if reviewer == "ann" else "refund")
    assert measure_task(workspace, TASK)["category"].percent == pytest.approx(0.5)


def test_texts_that_differ_in_white_space_are_the_same(workspace):
    [one] = stage(workspace, 1)
    review(workspace, one, "ann", reply="On its way.")
    review(workspace, one, "ben", reply="On its  way.\n")
    assert measure_task(workspace, TASK)["reply"].percent == 1


def test_one_edits_and_the_other_does_not(workspace):
    [one] = stage(workspace, 1)
    review(workspace, one, "ann", reply="Tomorrow.", edited=True)
    review(workspace, one, "ben")
    assert measure_task(workspace, TASK)["reply.edited"].percent == 0


def test_a_review_after_seeing_others_does_not_count(workspace):
    [one] = stage(workspace, 1)
    review(workspace, one, "ann")
    review(workspace, one, "ben", label="refund")
    review(workspace, one, "chi", label="refund", saw_others=True)
    assert measure_task(workspace, TASK)["category"].reviewers == 2


def test_new_reviews_change_the_figures(workspace):
    [one] = stage(workspace, 1)
    review(workspace, one, "ann")
    before = measure_task(workspace, TASK)["decision"].answers
    review(workspace, one, "ben")
    assert (before, measure_task(workspace, TASK)["decision"].answers) == (1, 2)


def test_amounts_and_dates_are_compared_in_one_form(workspace):
    [one] = stage(workspace, 1, task="invoice-fields")
    for reviewer, gross, date in (
        ("ann", "1.234,50", "04.03.2026"),
        ("ben", "1234.50", "2026-03-04"),
    ):
        fields = f'{{"vendor":"Acme","gross":"{gross}","date":"{date}"}}'
        review(workspace, one, reviewer, answers={"fields": fields})
    found = measure_task(workspace, "invoice-fields")
    assert (found["fields.gross"].percent, found["fields.date"].percent) == (1, 1)
    assert found["fields"].percent == 1


def test_a_field_that_is_left_out_is_an_answer(workspace):
    [one] = stage(workspace, 1, task="invoice-fields")
    review(workspace, one, "ann", answers={"fields": '{"vendor":"Acme","tax":"1.00"}'})
    review(workspace, one, "ben", answers={"fields": '{"vendor":"Acme"}'})
    assert measure_task(workspace, "invoice-fields")["fields.tax"].percent == 0


def test_few_examples_are_too_few_to_judge(workspace):
    for number, example in enumerate(stage(workspace, 12)):
        for reviewer in ("ann", "ben"):
            review(workspace, example, reviewer, label=("refund", "billing")[number % 2])
    assert measure_task(workspace, TASK)["category"].standing is Standing.TOO_FEW
