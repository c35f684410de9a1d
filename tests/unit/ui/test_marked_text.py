"""The pieces of a marked text are cut in code points, each with the marks that cover it."""

from hypothesis import given
from hypothesis import strategies as st

from curation.ui.privacy.marked_text import marked_pieces


def test_a_place_after_astral_characters_is_marked_exactly():
    pieces = marked_pieces("😀😀 Ann 😀", [(3, 6)])
    assert pieces == [("😀😀 ", 0, []), ("Ann", 3, [0]), (" 😀", 6, [])]


def test_marks_that_overlap_share_a_piece():
    pieces = marked_pieces("abcdef", [(0, 4), (2, 6)])
    assert pieces == [("ab", 0, [0]), ("cd", 2, [0, 1]), ("ef", 4, [1])]


def test_marks_that_touch_stay_apart():
    assert marked_pieces("abcd", [(0, 2), (2, 4)]) == [("ab", 0, [0]), ("cd", 2, [1])]


def test_a_mark_inside_another_is_kept():
    pieces = marked_pieces("abcd", [(0, 4), (1, 2)])
    assert pieces == [("a", 0, [0]), ("b", 1, [0, 1]), ("cd", 2, [0])]


def test_what_is_cut_off_is_shown_and_is_no_part_of_the_text():
    pieces = marked_pieces("abcdefgh", [(3, 5)], first=2, last=6)
    assert pieces == [("…", -1, []), ("c", 2, []), ("de", 3, [0]), ("f", 5, []), ("…", -1, [])]


def test_a_value_that_is_the_whole_text_is_one_piece():
    assert marked_pieces("Ann", [(0, 3)]) == [("Ann", 0, [0])]


def test_half_a_surrogate_pair_can_be_shown():
    assert marked_pieces("\ud83d Ann", [(2, 5)]) == [("? ", 0, []), ("Ann", 2, [0])]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple), max_size=6),
)
def test_every_character_has_the_marks_that_cover_it(text, marks):
    pieces = marked_pieces(text, marks)
    assert "".join(words for words, _, _ in pieces) == text.encode("utf-8", "replace").decode()
    for words, start, numbers in pieces:
        for place in range(start, start + len(words)):
            covering = [n for n, (begins, ends) in enumerate(marks) if begins <= place < ends]
            assert numbers == covering
