"""Text with marked places, cut into pieces for the browser, which shows each as plain text.

Cut here, in code points, and not in the browser, where offsets count UTF-16 units.
"""

from collections.abc import Sequence
from itertools import pairwise

Piece = tuple[str, int, list[int]]
"""Some text, where it begins (-1: it is no part of the text), and the numbers of its marks."""


def marked_pieces(
    text: str, marks: Sequence[tuple[int, int]], *, first: int = 0, last: int | None = None
) -> list[Piece]:
    """A text, or a part of it, in pieces that each have the same marks all through.

    `marks` are places, begin and end, which may overlap and touch; a piece names them by their
    number. What is cut off at either side is shown as "…".
    """
    end = len(text) if last is None else min(last, len(text))
    first = max(0, first)
    edges: dict[int, list[int]] = {first: [], end: []}
    for number, (begins, ends) in enumerate(marks):
        if begins < end and ends > first and begins < ends:
            edges.setdefault(max(begins, first), []).append(number)
            edges.setdefault(min(ends, end), []).append(number)
    pieces: list[Piece] = [("…", -1, [])] if first else []
    covering: set[int] = set()
    places = sorted(edges)
    for place, following in pairwise(places):
        covering ^= set(edges[place])
        pieces.append((_encodable(text[place:following]), place, sorted(covering)))
    return [*pieces, ("…", -1, [])] if end < len(text) else pieces


def _encodable(text: str) -> str:
    """Half of a surrogate pair cannot travel to the browser."""
    return text.encode("utf-8", "replace").decode("utf-8")
