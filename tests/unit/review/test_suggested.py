import pytest

from curation.example import StagedExample, Suggestion
from curation.review.answers import complete_answers
from curation.review.card import keep_suggested, make_card, without_suggested
from curation.review.decision import Decision
from curation.review.suggested import (
    INGEST,
    NEIGHBOURS,
    asked_about,
    can_suggest,
    name_source,
    say_source,
    with_made,
)
from curation.task import Question, QuestionKind
from tests.makers import make_example, make_preference_task, make_task

TASK = make_task()
OPTIONS = {"category": ("delivery", "refund")}


def said(question, value, score=0.8, source=NEIGHBOURS):
    return Suggestion(question=question, value=value, agent=source, score=score)


def card_of(example, *made, source=NEIGHBOURS):
    seen = with_made(example, made, source, TASK)
    return make_card(
        "e1", StagedExample(id="e1", example=seen, version=1), TASK, OPTIONS, source=source
    )


def test_a_made_label_stands_in_place_of_the_one_that_was_read():
    card = card_of(make_example(label="refund"), said("category", "delivery"))
    assert card.proposed["category"] == "delivery"
    assert card.suggested["category"].score == 0.8


def test_without_a_made_label_the_one_that_was_read_is_not_shown_either():
    card = card_of(make_example(label="refund"), said("category", ""))
    assert (card.proposed["category"], dict(card.suggested)) == ("", {})


def test_a_label_that_is_no_option_is_not_proposed():
    assert card_of(make_example(), said("category", "weather")).suggested == {}


def test_an_answer_that_the_example_came_with_is_never_replaced():
    example = make_example(answer="It is on its way.")
    card = card_of(example, said("reply", "Wait."))
    assert card.proposed["reply"] == "It is on its way."
    assert "reply" not in card.suggested
    assert [q.id for q in asked_about(NEIGHBOURS, TASK, example)] == ["category"]


def test_a_text_of_somebody_else_is_an_edit_so_that_it_is_scanned():
    card = card_of(
        make_example(answer=None), said("category", "refund"), said("reply", "Money back.")
    )
    answers = complete_answers(card, TASK, OPTIONS, Decision.ACCEPT, {})
    assert (answers.by_question["reply"], answers.edited) == ("Money back.", True)
    own = card_of(make_example(label="refund"), source=INGEST)
    assert not complete_answers(own, TASK, OPTIONS, Decision.ACCEPT, {}).edited


def test_a_review_keeps_what_was_suggested_and_that_nothing_was():
    card = card_of(make_example(), said("category", "refund", score=0.75))
    (kept,) = keep_suggested(card, "r1", ["category"])
    assert (kept.source, kept.value, kept.confidence) == (NEIGHBOURS, "refund", 0.75)
    (kept,) = keep_suggested(card_of(make_example()), "r1", ["category"])
    assert (kept.value, kept.confidence) == ("", None)
    assert keep_suggested(card_of(make_example(label="refund"), source=INGEST), "r1", ["q"]) == []


def test_a_known_example_has_no_suggested_label():
    card = without_suggested(card_of(make_example(), said("category", "refund")), ["category"])
    assert (card.proposed["category"], dict(card.suggested)) == ("", {})


@pytest.mark.parametrize(
    ("kind", "neighbours", "model"),
    [
        (QuestionKind.LABEL, True, True),
        (QuestionKind.RATING, True, True),
        (QuestionKind.TEXT, True, True),
        (QuestionKind.FIELDS, False, True),
        (QuestionKind.PREFERENCE, False, False),
        (QuestionKind.SPANS, False, False),
    ],
)
def test_each_source_suggests_what_it_can(kind, neighbours, model):
    question = Question(id="q", kind=kind, title="Q")
    assert can_suggest(NEIGHBOURS, question) is neighbours
    assert can_suggest("gpt@openai", question) is model
    assert not can_suggest(INGEST, question)


def test_two_answers_are_compared_without_a_suggestion():
    assert asked_about("gpt@openai", make_preference_task(), make_example()) == []


def test_people_are_told_where_a_suggestion_comes_from():
    assert say_source(NEIGHBOURS, 0.834) == "Suggested by similar examples, 83 % sure"
    assert say_source("gpt-4o@openai", None) == "Suggested by gpt-4o (openai)"
    assert name_source("ft:nearest:local:shop@x:1@local") == "ft:nearest:local:shop@x:1 (local)"
    assert say_source(INGEST, None) == "Suggested by the file that was read"
