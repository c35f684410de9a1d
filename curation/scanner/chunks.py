"""Long texts in pieces: the time of a pattern may grow with the square of a text's length."""

from collections.abc import Iterator

PIECE = 4_000
"""The longest piece in code points."""

OVERLAP = 200
"""Code points that a piece shares at least with the one before it: no value is longer."""


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in overlapping pieces, each with the place where it begins.

    Pieces begin and end at a line's end where there is one, else at white space: a number or a
    label cut in two would be taken for something else. Text without either is cut where it must
    be. Every run of up to `OVERLAP` code points is whole in at least one piece.
    """
    begins = 0
    while len(text) - begins > PIECE:
        ends = _last_gap(text, begins + PIECE // 2, begins + PIECE) or begins + PIECE
        yield begins, text[begins:ends]
        shared = ends - OVERLAP
        begins = _last_gap(text, shared - OVERLAP, shared) or shared
    yield begins, text[begins:]


def _last_gap(text: str, first: int, last: int) -> int:
    """Just behind the last line end in a part of a text, or its last white space; 0 for none."""
    line = text.rfind("\n", first, last)
    if line >= 0:
        return line + 1
    blank = max(text.rfind(blank, first, last) for blank in " \t")
    return blank + 1 if blank >= 0 else 0
