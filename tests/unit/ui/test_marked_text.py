"""The pieces of a marked text are cut in code points."""

from curation.ui.marked_text import marked_pieces


def test_a_place_after_astral_characters_is_marked_exactly():
    text = "😀😀 Ann 😀"
    pieces = marked_pieces(text, 3, 6, around=10)
    assert pieces == [("😀😀 ", False), ("Ann", True), (" 😀", False)]


def test_what_is_cut_off_is_shown():
    assert marked_pieces("abcdefgh", 3, 5, around=1) == [("…c", False), ("de", True), ("f…", False)]


def test_a_value_that_is_the_whole_text_is_one_piece():
    assert marked_pieces("Ann", 0, 3, around=5) == [("Ann", True)]


def test_half_a_surrogate_pair_can_be_shown():
    assert marked_pieces("\ud83d Ann", 2, 5, around=5) == [("? ", False), ("Ann", True)]
