"""Other tools' formats: what each writes is read, and what is written comes back."""

import json

import pytest

from curation.errors import InputRefused
from curation.review.annotations.annotated import Annotated, NotRead, Written
from curation.review.annotations.formats import (
    FORMATS,
    fit_answers,
    read_annotations,
    recognise,
    write_annotations,
)
from curation.review.decision import Decision
from tests.makers import make_task

LABEL_STUDIO = [
    {
        "id": 1,
        "data": {"text": "Where is my parcel?"},
        "annotations": [
            {
                "completed_by": {"id": 3, "email": "ann@example.org"},
                "was_cancelled": False,
                "result": [
                    {"from_name": "category", "to_name": "text", "type": "choices",
                     "value": {"choices": ["Delivery"]}},
                    {"from_name": "reply", "to_name": "text", "type": "textarea",
                     "value": {"text": ["It is on its way."]}},
                ],
            },
            {"completed_by": 4, "was_cancelled": True, "result": []},
        ],
        "predictions": [],
    },
    {"id": 2, "data": {"text": "Refund?"}, "annotations": []},
]  # fmt: skip
ARGILLA = [
    {
        "id": "r1",
        "fields": {"text": "Where is my parcel?", "reply": "Soon."},
        "metadata": {},
        "suggestions": {},
        "responses": {
            "category": [
                {"value": "delivery", "user_id": "u1", "status": "submitted"},
                {"value": "refund", "user_id": "u2", "status": "discarded"},
            ]
        },
    }
]
DOCCANO = [{"id": 1, "text": "Where is my parcel?", "label": ["delivery"], "username": "ann"}]
PRODIGY = [
    {"text": "Where is my parcel?", "options": [{"id": "delivery", "text": "Delivery"}],
     "accept": ["delivery"], "answer": "accept", "_annotator_id": "desk-ann"},
    {"text": "Spam", "label": "delivery", "answer": "reject", "_annotator_id": "desk-ann"},
    {"text": "Hm", "label": "delivery", "answer": "ignore", "_session_id": "desk-ben"},
]  # fmt: skip


def said(records, *, lines=False):
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps(records)
    kind, read, faults = read_annotations(text)
    assert faults == []
    return kind.name, [
        (one.reviewer, one.decision, dict(one.answers)) for _, people in read for one in people
    ]


def test_label_studio_is_read_with_choices_texts_and_cancelled_tasks():
    assert said(LABEL_STUDIO) == (
        "label_studio",
        [
            (
                "ann@example.org",
                Decision.ACCEPT,
                {"category": "Delivery", "reply": "It is on its way."},
            ),
            ("annotator 4", Decision.SKIP, {}),
            ("", Decision.ACCEPT, {}),
        ],
    )


def test_argilla_is_read_by_person():
    assert said(ARGILLA) == (
        "argilla",
        [("u1", Decision.ACCEPT, {"category": "delivery"}), ("u2", Decision.SKIP, {})],
    )


def test_doccano_is_read_with_its_label():
    assert said(DOCCANO, lines=True) == ("doccano", [("ann", Decision.ACCEPT, {"": "delivery"})])


def test_prodigy_is_read_with_choices_and_refusals():
    assert said(PRODIGY, lines=True) == (
        "prodigy",
        [
            ("desk-ann", Decision.ACCEPT, {"": "delivery"}),
            ("desk-ann", Decision.REJECT, {}),
            ("desk-ben", Decision.SKIP, {}),
        ],
    )


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_comes_back(name):
    given = [
        Annotated(text="", reviewer="ann", answers={"category": "delivery", "reply": "A\nb"}),
        Annotated(text="", reviewer="ben", decision=Decision.REJECT),
    ]
    entry = Written(example_id="e1", text="Where?", answer="Soon.", said=given)
    text = write_annotations([entry], FORMATS[name])
    kind, [*read], faults = read_annotations(text)
    back = [one for _, people in read for one in people]
    assert (kind.name, faults) == (name, [])
    assert [(o.example_id, o.text, o.answer) for o in back] == [("e1", "Where?", "Soon.")] * 2
    assert [(o.reviewer, o.decision, dict(o.answers)) for o in back] == [
        (o.reviewer, o.decision, dict(o.answers)) for o in given
    ]


@pytest.mark.parametrize("text", ["", "not json", "[]", '[{"a": 1}]', "[" * 100_000])
def test_a_file_of_no_tool_is_refused(text):
    with pytest.raises(InputRefused):
        read_annotations(text)


@pytest.mark.parametrize(
    "record",
    [
        {"data": {"number": 1}, "annotations": []},
        {"data": {"text": "a"}, "annotations": [{"result": [{"type": "brushlabels"}]}]},
        {"data": {"text": "a"}, "annotations": 5},
        {"data": {"text": "a"}, "annotations": [5]},
        {"nothing": 1},
    ],
)
def test_a_record_that_cannot_be_read_is_a_fault_and_the_others_stay(record):
    _, read, faults = read_annotations(json.dumps([LABEL_STUDIO[0], record]))
    assert (len(read), [number for number, _ in faults]) == (1, [2])


@pytest.mark.parametrize("name", ["category", "Category", "", "intent"])
def test_answers_go_to_the_question_they_name_or_to_the_only_one(name):
    assert fit_answers({name: " DELIVERY"}, make_task()) == {"category": "delivery"}


def test_an_answer_to_no_question_is_refused():
    with pytest.raises(NotRead):
        fit_answers({"mood": "a long and winding text"}, make_task_of_two())


def test_a_label_that_a_closed_question_does_not_offer_is_refused_by_name():
    task = make_task_of_two()
    with pytest.raises(NotRead, match="'shrill' is none of “Tone”"):
        fit_answers({"tone": "shrill"}, task)


@pytest.mark.parametrize("text", ["", "id,text\n1,hello\n", '{"text": "hello"}', "[1, 2]", "["])
def test_a_file_of_no_labelling_tool_is_not_recognised(text):
    assert recognise(text) is None


def make_task_of_two():
    from dataclasses import replace

    task = make_task()
    second = replace(
        task.questions[0], id="tone", title="Tone", options=("kind", "rude"), open=False
    )
    return replace(task, questions=(*task.questions, second))
