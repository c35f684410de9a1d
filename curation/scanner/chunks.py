"""Long texts in pieces: the time of a pattern may grow with the square of a text's length."""

from collections.abc import Iterator

PIECE = 4_000
"""The longest piece in code points."""

OVERLAP = 200
"""Code points that a piece shares with the one before it: no value is longer."""


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in overlapping pieces, each with the place where it begins; cut at white space.

    Text without white space is cut where it must be. Every run of up to `OVERLAP` code points is
    whole in at least one piece.
    """
    begins = 0
    while len(text) - begins > PIECE:
        ends = begins + PIECE
        cut = max(text.rfind(blank, begins + PIECE // 2, ends) for blank in " \n\t")
        if cut > 0:
            ends = cut
        yield begins, text[begins:ends]
        begins = ends - OVERLAP
    yield begins, text[begins:]
