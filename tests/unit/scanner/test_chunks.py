"""Long texts in pieces."""

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.scanner.chunks import OVERLAP, PIECE, pieces


def test_a_short_text_is_one_piece():
    assert list(pieces("short")) == [(0, "short")]


def test_an_empty_text_is_one_empty_piece():
    assert list(pieces("")) == [(0, "")]


def test_a_long_text_is_cut_at_white_space():
    text = "word " * 2000
    assert all(piece.endswith(" ") for _, piece in list(pieces(text))[:-1])


def test_a_long_text_is_cut_at_the_end_of_a_line_where_there_is_one():
    text = "a line of words\n" * 1000
    assert all(piece.startswith("a line") for _, piece in pieces(text))


def test_no_piece_begins_in_the_middle_of_a_word():
    text = "1234567890 " * 1000
    assert all(piece.startswith("1") for _, piece in pieces(text))


def test_a_text_without_white_space_is_cut_anyway():
    assert max(len(piece) for _, piece in pieces("x" * 20_000)) == PIECE


@settings(deadline=None)
@given(st.integers(0, 12_000), st.text(alphabet="x ", min_size=1, max_size=50))
def test_every_run_of_the_overlaps_length_is_whole_in_a_piece(begins, pattern):
    text = pattern * (13_000 // len(pattern))
    ends = min(len(text), begins + OVERLAP)
    assert any(
        at <= begins and ends <= at + len(piece)
        for at, piece in pieces(text)
        if begins <= len(text)
    )
