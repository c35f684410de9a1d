import csv
from random import Random

import pytest

from curation.evaluation.nearest import Nearest
from curation.review.neighbours import FLOOR, VOTERS, suggest
from curation.task import Question, QuestionKind

LABEL = Question(id="category", kind=QuestionKind.LABEL, title="Category")
TEXT = Question(id="reply", kind=QuestionKind.TEXT, title="Reply")


def test_the_label_with_most_likeness_wins_with_its_share():
    near = [("refund", 0.8), ("delivery", 0.6), ("delivery", 0.6)]
    assert suggest(LABEL, near) == ("delivery", pytest.approx(0.6))  # 1.2 of 2


def test_ratings_are_voted_on_like_labels():
    question = Question(id="quality", kind=QuestionKind.RATING, title="Quality")
    assert suggest(question, [("4", 0.9), ("5", 0.3)]) == ("4", pytest.approx(0.75))


def test_a_few_examples_that_are_hardly_alike_are_not_sure():
    assert suggest(LABEL, [("refund", 0.3)]) is None
    assert suggest(LABEL, [("refund", 0.3), ("refund", 0.25)]) == ("refund", pytest.approx(0.55))


def test_below_the_floor_there_is_no_suggestion():
    assert suggest(LABEL, [("a", FLOOR)]) == ("a", FLOOR)
    assert suggest(LABEL, [("a", 0.4), ("b", 0.35), ("c", 0.35)]) is None  # 0.4 of 1.1


def test_only_the_likest_vote():
    near = [("refund", 0.9)] * VOTERS + [("delivery", 0.9)] * 20
    assert suggest(LABEL, near) == ("refund", 1.0)


def test_no_answer_and_no_likeness_vote_for_nothing():
    assert suggest(LABEL, [("", 1.0), ("refund", 0.0)]) is None
    assert suggest(LABEL, []) is None


def test_a_text_is_that_of_the_likest_and_as_sure_as_it_is_alike():
    assert suggest(TEXT, [("It is on its way.", 0.8), ("Money back.", 0.7)]) == (
        "It is on its way.",
        0.8,
    )
    assert suggest(TEXT, [("It is on its way.", 0.4), ("It is on its way.", 0.4)]) is None


def test_rounding_makes_nothing_surer_than_sure():
    assert suggest(TEXT, [("Yes.", 1.0000001)]) == ("Yes.", 1.0)


@pytest.mark.parametrize("kind", [QuestionKind.FIELDS, QuestionKind.PREFERENCE, QuestionKind.SPANS])
def test_what_belongs_to_one_document_is_not_taken_from_another(kind):
    assert suggest(Question(id="q", kind=kind, title="Q"), [("{}", 1.0)]) is None


def test_on_real_questions_a_suggestion_is_right_as_often_as_it_says(shared):
    with (shared / "tickets" / "banking77" / "train.csv").open() as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    Random(1).shuffle(rows)
    known, new = rows[:2000], rows[2000:2600]
    near = Nearest([text for text, _ in known]).find_all([text for text, _ in new], VOTERS)
    right: dict[int, list[bool]] = {}
    for (_, category), places in zip(new, near, strict=True):
        found = suggest(LABEL, [(known[place][1], alike) for place, alike in places])
        if found:
            right.setdefault(min(9, int(found[1] * 10)), []).append(found[0] == category)
    assert sum(map(len, right.values())) > 250
    assert all(sum(own) / len(own) > tenth / 10 for tenth, own in right.items() if len(own) > 30)
