"""Preferences are kept by what was preferred, never by the letter it stood under."""

from dataclasses import replace

import pytest

from curation.errors import InputRefused
from curation.example import Message, Speaker, StagedExample
from curation.review.answers import complete_answers
from curation.review.card import make_card
from curation.review.decision import Decision
from curation.review.preference import (
    Choice,
    Preference,
    better_and_worse,
    is_swapped,
    read_preference,
    write_preference,
)
from curation.review.settling import comparable
from tests.makers import make_example, make_preference_task

TASK = make_preference_task()
ONE, TWO = (Message(speaker=Speaker.ASSISTANT, content=text) for text in ("One.", "Two."))


def example(rejected=TWO):
    return replace(make_example(answer="One.", task=TASK.id), rejected=rejected, following=(ONE,))


def card(**changes):
    staged = StagedExample(id="e1", example=example(**changes), version=1)
    return make_card("e1", staged, TASK, {})


def accept(answer, own=None):
    given = {"preferred": answer}
    return complete_answers(own or card(), TASK, {}, Decision.ACCEPT, given).by_question[
        "preferred"
    ]


@pytest.mark.parametrize("swapped", [True, False, None])
def test_what_is_written_is_read_back(swapped):
    said = Preference(choice=Choice.SECOND, reasons=("It is true",), swapped=swapped)
    assert read_preference(write_preference(said)) == said


@pytest.mark.parametrize(
    "text", ["", "A", "[]", "1", "null", '{"choice": "A"}', "{", '{"reasons": []}']
)
def test_what_is_no_preference_is_none(text):
    assert read_preference(text) is None


def test_a_bare_word_is_a_choice_of_unknown_order():
    assert read_preference("tie") == Preference(choice=Choice.TIE)


@pytest.mark.parametrize(
    ("choice", "swapped", "chose_a"),
    [("first", False, True), ("first", True, False), ("second", True, True), ("tie", True, None)],
)
def test_who_won_under_which_letter_is_known(choice, swapped, chose_a):
    assert Preference(choice=Choice(choice), swapped=swapped).chose_a is chose_a


def test_the_preferred_answer_comes_first():
    assert better_and_worse("second", ONE, TWO) == (TWO, ONE)
    assert better_and_worse("first", ONE, TWO) == (ONE, TWO)


@pytest.mark.parametrize("choice", ["tie", "both_bad", ""])
def test_without_a_winner_there_is_no_pair(choice):
    assert better_and_worse(choice, ONE, TWO) is None


def test_half_of_all_examples_are_shown_swapped_to_each_person():
    for person in ("ann", "ben"):
        swapped = sum(is_swapped(f"e{number}", person) for number in range(10_000))
        assert 4_800 < swapped < 5_200  # 4 standard deviations of a fair coin


def test_two_people_are_shown_orders_that_have_nothing_to_do_with_each_other():
    same = sum(is_swapped(f"e{n}", "ann") == is_swapped(f"e{n}", "ben") for n in range(10_000))
    assert 4_800 < same < 5_200


def test_a_card_to_compare_shows_nothing_that_tells_which_answer_came_as_the_better():
    made = card()
    assert (made.pair, made.calls, made.following) == ((ONE, TWO), (), ())
    assert made.proposed == {"preferred": ""}


def test_accepting_needs_a_choice():
    with pytest.raises(InputRefused, match="no answer yet"):
        accept("")


def test_a_letter_is_no_choice():
    with pytest.raises(InputRefused, match="of no answer"):
        accept("A")


def test_a_reason_that_is_not_offered_is_refused():
    with pytest.raises(InputRefused, match="not one of those offered"):
        accept('{"choice": "first", "reasons": ["It is mine"]}')


def test_one_answer_alone_cannot_be_preferred():
    with pytest.raises(InputRefused, match="not two answers"):
        accept("first", card(rejected=None))


def test_reasons_and_order_are_stored_with_the_choice():
    stored = accept('{"swapped": true, "choice": "first", "reasons": ["It is true"]}')
    assert stored == '{"choice":"first","reasons":["It is true"],"swapped":true}'


def test_reviewers_agree_on_a_choice_whatever_the_reasons_and_the_order():
    question = TASK.questions[0]
    one = write_preference(Preference(choice=Choice.FIRST, swapped=True))
    other = write_preference(Preference(choice=Choice.FIRST, reasons=("It is true",)))
    assert comparable(question, one) == comparable(question, other) == "first"
    assert comparable(question, "second") != comparable(question, one)
