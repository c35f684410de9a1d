"""How alike texts are: figures worked out by hand, and their order."""

import math

import pytest

from curation.review.similar import likeness, telling_words, words_of


def test_words_are_in_small_letters_without_signs():
    assert words_of("Där är PAKET-42, a b!") == ["där", "är", "paket", "42"]


def test_the_longest_words_tell_most_and_numbers_nothing():
    assert telling_words("my parcel 12345678 came late, late", count=2) == ["parcel", "came"]


def test_the_same_words_are_wholly_alike_and_others_not_at_all():
    same, other = likeness("late parcel", ["parcel late", "refund money"])
    assert (same, other) == (pytest.approx(1.0), 0.0)


def test_the_figure_is_the_cosine_of_tf_idf():
    # three texts: "late" is in two of them, "parcel" and "refund" in one each
    late, rare = math.log(4 / 2), math.log(4 / 1)
    (half, none) = likeness("late parcel", ["late refund", "else where"])
    expected = late * late / (late * late + rare * rare)
    assert (half, none) == (pytest.approx(expected), 0.0)


def test_texts_without_words_are_like_nothing():
    assert likeness("", ["", "word"]) == [0.0, 0.0]


def test_texts_that_are_all_the_same_are_alike():
    assert likeness("late", ["late", "late"]) == [pytest.approx(1.0)] * 2
