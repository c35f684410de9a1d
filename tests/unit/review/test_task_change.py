"""What of a task may change once it was answered."""

from dataclasses import replace

import pytest

from curation.review.task_change import refused_change
from curation.task import Intake, Question, QuestionKind
from tests.makers import make_preference_task, make_task

TASK = make_task()
LABEL, REPLY = TASK.questions
GIVEN = {"category": {"delivery", "billing"}, "reply": {"It is on its way."}}


def with_label(**changed):
    return replace(TASK, questions=(replace(LABEL, **changed), REPLY))


ALLOWED = {
    "other words": replace(TASK, title="Replies", system_prompt="Be brief.", overlap=3),
    "another title of a question": with_label(title="Which kind?"),
    "a label more": with_label(options=("delivery", "refund", "returns")),
    "another order of labels": with_label(options=("refund", "delivery")),
    "a label that nobody chose goes": with_label(options=("delivery", "billing")),
    "closed with what was found": with_label(options=("delivery", "billing"), open=False),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_answers_keep_their_meaning(name):
    assert refused_change(TASK, ALLOWED[name], GIVEN) == ""


EXTRA = Question(id="tone", kind=QuestionKind.RATING, title="Tone")
REFUSED = {
    "cannot become one for": replace(TASK, intake=Intake.INVOICE),
    "cannot be left out": replace(TASK, questions=(REPLY,), stratum=""),
    "“Tone” is new": replace(TASK, questions=(*TASK.questions, EXTRA)),
    "is decided with the first answer": replace(TASK, answer="category"),
    "how it is answered stays": with_label(kind=QuestionKind.TEXT),
    "“delivery” of “Category” stands in answers": with_label(options=("refund", "other")),
    "“billing” was found in the data": with_label(open=False),
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_answers_rest_on_stays(says):
    assert says in refused_change(TASK, REFUSED[says], GIVEN)


@pytest.mark.parametrize("says", list(REFUSED)[1:])
def test_before_the_first_answer_everything_may_change(says):
    assert refused_change(TASK, REFUSED[says], {}) == ""


@pytest.mark.parametrize(
    ("kind", "before", "after", "says"),
    [
        (QuestionKind.FIELDS, {"fields": ("net",)}, {"fields": ("net", "tax")}, "its fields stay"),
        (
            QuestionKind.RATING,
            {"options": tuple("abcde")},
            {"options": tuple("abcdf")},
            "numbers mean",
        ),
        (QuestionKind.SPANS, {"options": ("error", "name")}, {"options": ("name",)}, "“error”"),
    ],
)
def test_fields_numbers_and_marks_stay(kind, before, after, says):
    one = Question(id="category", kind=kind, title="One", **before)
    changed = replace(one, **after)
    tasks = [replace(TASK, questions=(question, REPLY)) for question in (one, changed)]
    assert says in refused_change(*tasks, GIVEN)


def test_reasons_of_a_choice_can_be_added_but_not_taken_away():
    task = make_preference_task()
    question = task.questions[0]
    more = replace(task, questions=(replace(question, reasons=(*question.reasons, "New")),))
    assert refused_change(task, more, {"preferred": {"a"}}) == ""
    assert "“New”" in refused_change(more, task, {"preferred": {"a"}})
