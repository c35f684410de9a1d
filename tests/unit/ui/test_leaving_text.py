"""A text as it would leave, in pieces."""

from curation.ui.privacy.leaving_text import leaving_pieces


def test_what_was_replaced_is_marked():
    assert leaving_pieces("Dear Ann, hi", [(5, 8)]) == [
        ("Dear ", False), ("Ann", True), (", hi", False)
    ]  # fmt: skip


def test_a_text_without_replacements_is_one_piece():
    assert leaving_pieces("Hello", []) == [("Hello", False)]
