"""Marks keep exact places, and are compared by place and label."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.review.spans import (
    Mark,
    place_marks,
    quoted_marks,
    read_marks,
    where_marked,
    write_marks,
)

PARTY = "🎉 Order\r\n4711 👩‍👩‍👧 is 4711"


def mark(begins, ends, label="number", message=0, text=""):
    return Mark(message=message, begins=begins, ends=ends, label=label, text=text)


def test_a_mark_has_the_words_at_its_code_points_past_emoji_and_both_line_ends():
    begins = PARTY.index("4711")
    (placed,) = place_marks([mark(begins, begins + 4)], [PARTY])
    assert (placed.text, placed.begins) == ("4711", 9)


def test_marks_are_stored_in_the_order_of_the_text_and_each_once():
    one, other = mark(9, 13, text="4711"), mark(2, 7, text="Order")
    assert read_marks(write_marks([one, other, one])) == (other, one)


@pytest.mark.parametrize("wrong", [(0, 99), (5, 5), (7, 9), (-1, 3)])
def test_what_is_outside_of_the_text_or_only_white_space_is_no_mark(wrong):
    assert place_marks([mark(*wrong)], [PARTY]) == ()


def test_a_mark_in_a_message_that_is_not_there_is_none():
    assert place_marks([mark(0, 2, message=1)], [PARTY]) == ()


def test_a_mark_moves_with_its_words_when_what_stands_before_them_has_another_length():
    (placed,) = place_marks([mark(9, 13, text="4711")], ["A longer beginning\n4711, not 4712"])
    assert (placed.begins, placed.ends) == (19, 23)


def test_of_equal_words_the_nearest_ones_are_meant():
    (placed,) = place_marks([mark(11, 15, text="4711")], ["4711 and then 4711"])
    assert placed.begins == 14


def test_a_mark_whose_words_are_gone_is_left_out():
    assert place_marks([mark(0, 4, text="4711")], ["no number"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "no", "{}", "[1]", '[{"message": 0, "begins": 0, "ends": 1}]',
        '[{"message": 0, "begins": true, "ends": 1, "label": "a"}]',
        '[{"message": -1, "begins": 0, "ends": 1, "label": "a"}]',
        '[{"message": 0, "begins": 0.5, "ends": 1, "label": "a"}]', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_list_of_marks_is_none(text):
    assert read_marks(text) is None


def test_answers_are_the_same_by_place_and_label_whatever_the_words():
    one = write_marks([mark(9, 13, text="4711")])
    assert where_marked(one) == where_marked(write_marks([mark(9, 13)]))
    assert where_marked(one) != where_marked(write_marks([mark(9, 12)]))


def test_one_label_is_compared_without_the_others():
    one = write_marks([mark(9, 13), mark(2, 7, "thing")])
    assert where_marked(one, "number") == where_marked(write_marks([mark(9, 13)]), "number")


def test_what_is_learned_are_labels_and_words():
    learned = json.loads(quoted_marks(write_marks([mark(9, 13, text="4711")])))
    assert learned == [{"label": "number", "text": "4711"}]


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_placing_twice_is_placing_once(text, begins, ends):
    once = place_marks([mark(begins, ends)], [text])
    assert place_marks(once, [text]) == once
    assert all(text[one.begins : one.ends] == one.text for one in once)
