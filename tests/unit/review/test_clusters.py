"""Kinds of disagreement, and what a rule makes of them."""

from dataclasses import replace
from datetime import datetime

import pytest

from curation.review.clusters import Kind, cluster, kind_of, ruled
from curation.review.decision import Decision, Outcome, Review
from curation.review.spans import Mark, write_marks
from curation.task import Question, QuestionKind
from tests.makers import make_task

TASK = make_task()
THEN = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the store keeps UTC without a zone


def said(label="delivery", reply="Soon.", decision=Decision.ACCEPT):
    return Review(
        id=f"{label}{reply}",
        task=TASK.id,
        example_id="e",
        version=1,
        reviewer="r",
        decision=decision,
        answers={"category": label, "reply": reply} if decision is Decision.ACCEPT else {},
        guideline_version="g",
        seconds=1,
        recorded_at=THEN,
    )


REJECTED = said(decision=Decision.REJECT)


@pytest.mark.parametrize(
    ("reviews", "kind"),
    [
        ([said(), said()], None),
        ([REJECTED, REJECTED], None),
        ([said(), said(reply="Soon. ")], None),
        ([said(), said("refund")], ("category", ("delivery", "refund"), "", True)),
        ([said("refund"), said()], ("category", ("delivery", "refund"), "", True)),
        ([said(), said(reply="Later.")], ("reply", (), "delivery", True)),
        ([said(), said("refund", "Later.")], ("category", ("delivery", "refund"), "", False)),
        ([said(), REJECTED], ("decision", ("accept", "reject"), "delivery", True)),
        ([said(), said("refund"), REJECTED], ("decision", ("accept", "reject"), "", False)),
    ],
)
def test_what_people_differ_in(reviews, kind):
    found = kind_of(TASK, reviews)
    assert found == (kind and Kind(question=kind[0], between=kind[1], label=kind[2], only=kind[3]))


def test_who_cites_another_clause_disagrees_for_another_reason():
    plain = kind_of(TASK, [said(), said("refund")])
    cited = kind_of(
        TASK, [replace(said(), clauses=("b",)), replace(said("refund"), clauses=("a",))]
    )
    assert cited == replace(plain, clauses=("a", "b"))
    assert len(cluster({"one": plain, "other": cited})) == 2


def test_the_largest_cluster_comes_first():
    labels, texts = (
        kind_of(TASK, [said(), said("refund")]),
        kind_of(TASK, [said(), said(reply="x")]),
    )
    found = cluster({"a": texts, "b": labels, "c": labels})
    assert [one.ids for one in found] == [("b", "c"), ("a",)]


def rule(value, *reviews):
    return ruled(TASK, kind_of(TASK, reviews), value, reviews)


def test_a_rule_gives_the_label_and_keeps_what_all_agree_on():
    expected = (Outcome.ACCEPT, {"category": "refund", "reply": "Soon."})
    assert rule("refund", said(), said("refund")) == expected


def test_a_rule_may_reject_all_or_accept_what_the_others_gave():
    assert rule("reject", said(), REJECTED) == (Outcome.REJECT, {})
    assert rule("accept", said(), REJECTED) == (
        Outcome.ACCEPT,
        {"category": "delivery", "reply": "Soon."},
    )


@pytest.mark.parametrize(
    ("value", "reviews"),
    [
        ("billing", [said(), said("refund")]),  # nobody gave it
        ("refund", [said(), said("refund", "Later.")]),  # the texts differ, too
        ("accept", [said(), said("refund"), REJECTED]),  # the labels of who accepts differ
        ("", [said(), said(reply="Later.")]),  # a text is for a person
    ],
)
def test_a_rule_that_does_not_decide_everything_decides_nothing(value, reviews):
    assert rule(value, *reviews) is None


def test_marks_differ_by_label_and_no_rule_settles_them():
    places = Question(id="places", kind=QuestionKind.SPANS, title="Places", options=("a", "b"))
    task = replace(TASK, questions=(places,), stratum="")
    both = (
        Mark(message=0, begins=0, ends=4, label="a"),
        Mark(message=0, begins=5, ends=9, label="b"),
    )
    reviews = [replace(said(), answers={"places": write_marks(m)}) for m in (both, both[:1])]
    kind = kind_of(task, reviews)
    assert kind is not None
    assert kind.between == ("b",)
    assert ruled(task, kind, "b", reviews) is None
