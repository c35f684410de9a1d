"""A text as words, and the shape of a word."""

import pytest

from curation.scanner.names.words import shape, split_words


def test_names_with_hyphen_or_apostrophe_are_one_word_and_line_ends_are_kept():
    text = "Anne-Marie O’Neil\nB. 4"
    assert [word.text for word in split_words(text)] == [
        "Anne-Marie", "O’Neil", "\n", "B", ".", "4",
    ]  # fmt: skip


def test_words_stand_where_they_are_said_to():
    text = "  Zoë said: 12.50 €"
    assert all(text[word.begins : word.ends] == word.text for word in split_words(text))


@pytest.mark.parametrize(
    ("word", "told"),
    [("Anna", "Xx"), ("ANNA", "XX"), ("anna", "x"), ("A", "X"), ("McKay", "XxX"), ("1,200", "94p")],
)
def test_a_shape_tells_capitals_and_digits(word, told):
    assert shape(word) == told
