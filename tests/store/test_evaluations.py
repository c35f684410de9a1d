from datetime import datetime

import pytest

from curation.evaluation.contestant import Contestant, Reply
from curation.evaluation.evaluation import Evaluation, GradedAnswer
from curation.evaluation.grade import Grade
from curation.store import evaluations

NOW = datetime.fromisoformat("2026-11-21T12:00:00")


def evaluation(evaluation_id="first", number=1):
    return Evaluation(
        id=evaluation_id,
        number=number,
        contestants=tuple(Contestant(provider="local", model=name) for name in ("base", "tuned")),
        grader="exact",
        actor="carla",
        recorded_at=NOW,
    )


def graded(model, example_id, score):
    return GradedAnswer(
        model=model,
        example_id=example_id,
        answer=f"{model} says",
        grade=Grade(score=score, passed=score >= 0.5),
    )


ANSWERS = [
    graded("base", "a", 0.2),
    graded("base", "b", 0.9),
    graded("tuned", "a", 0.7),
    graded("tuned", "b", 0.4),
]


@pytest.fixture
def store(workspace):
    evaluations.add_evaluation(workspace.store, evaluation(), ANSWERS)
    return workspace.store


def test_an_evaluation_comes_back_as_it_was(store):
    assert evaluations.get_evaluation(store, "first") == evaluation()


def test_an_unknown_evaluation_is_none(store):
    assert evaluations.get_evaluation(store, "second") is None


def test_grades_come_back_as_they_were(store):
    found = evaluations.list_grades(store, "first")
    assert sorted(found, key=lambda a: (a.model, a.example_id)) == ANSWERS


def test_grades_of_some_examples_are_found(store):
    found = evaluations.list_grades(store, "first", example_ids=["b"])
    assert {(answer.model, answer.example_id) for answer in found} == {
        ("base", "b"),
        ("tuned", "b"),
    }


def test_the_worst_answers_of_a_model_come_first(store):
    assert evaluations.list_worst(store, "first", "tuned", limit=5) == ["b", "a"]
    assert evaluations.list_worst(store, "first", "base", limit=5) == ["a", "b"]


def test_a_page_of_the_worst_goes_on_where_the_one_before_ended(store):
    assert evaluations.list_worst(store, "first", "tuned", limit=1, offset=1) == ["a"]


def test_the_same_evaluation_again_changes_nothing(store):
    evaluations.add_evaluation(store, evaluation(), [graded("tuned", "a", 0.0)])
    assert len(evaluations.list_grades(store, "first")) == 4
    assert evaluations.list_worst(store, "first", "tuned", limit=1) == ["b"]


def test_evaluations_of_a_release_are_listed_newest_first(store):
    evaluations.add_evaluation(store, evaluation("second"), [])
    evaluations.add_evaluation(store, evaluation("other", number=2), [])
    found = evaluations.list_evaluations(store, number=1)
    assert [entry.id for entry in found] == ["second", "first"]


def test_an_answer_is_kept_once(workspace):
    first = (Reply(text="one", input_tokens=3, output_tokens=None), 0.1)
    for entry in (first, (Reply(text="two"), 0.2)):
        evaluations.add_answers(workspace.store, {"k": entry}, model="base", recorded_at=NOW)
    assert evaluations.get_answers(workspace.store, ["k", "unknown"]) == {"k": first}


def test_no_keys_have_no_answers(workspace):
    assert evaluations.get_answers(workspace.store, []) == {}
