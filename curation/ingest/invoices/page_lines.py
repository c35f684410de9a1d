"""A document's text as lines of words that know where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

_MOST, _LONGEST = 600, 500
"""Lines and characters of a line; patterns take long on longer ones."""

_CHARACTER, _ROW = 5.0, 12.0
"""Points that a character and a row stand for where only a text with kept layout is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word and its box in points from the page's upper left corner; pages count from 1.

    `page` is 0 when only the order is known. `size` is that of its letters.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


class Line:
    """Words that stand beside each other, and their text: two blanks part columns."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(sorted(words, key=lambda word: word.x0))

    @cached_property
    def _starts(self) -> list[int]:
        starts, length = [0], 0
        for before, word in zip(self.words, self.words[1:], strict=False):
            length += len(before.text) + (2 if _is_column_gap(before, word) else 1)
            starts.append(length)
        return starts

    @cached_property
    def text(self) -> str:
        """The words with one blank between them, two where a column ends."""
        text = ""
        for start, word in zip(self._starts, self.words, strict=True):
            text = text.ljust(start) + word.text
        return text

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.words[0].page

    @property
    def top(self) -> float:
        """Where its highest word begins."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where its lowest word ends."""
        return max(word.bottom for word in self.words)

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that hold any of the characters from `start` to `end` of its text."""
        return tuple(
            word
            for begin, word in zip(self._starts, self.words, strict=True)
            if begin < end and begin + len(word.text) > start
        )

    def cells(self) -> list["Line"]:
        """Its columns, each as a line of its own."""
        cells: list[list[Word]] = []
        for word in self.words:
            if cells and not _is_column_gap(cells[-1][-1], word):
                cells[-1].append(word)
            else:
                cells.append([word])
        return [Line(cell) for cell in cells]

    def within(self, left: float, right: float) -> "Line | None":
        """Its words whose middle lies between these two points; None when there is none."""
        words = [word for word in self.words if left <= (word.x0 + word.x1) / 2 <= right]
        return Line(words) if words else None


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines that words make, in reading order: page by page, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.page, word.bottom, word.x0)):
        last = rows[-1][0] if rows else None
        height = min(word.bottom - word.top, last.bottom - last.top) if last else 0
        if last and last.page == word.page and word.bottom - last.bottom < height / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(row) for row in rows]


def readable_lines(words: Sequence[Word]) -> list[Line]:
    """The lines that rules look at: the first 600, without those too long for an invoice's line."""
    return [line for line in lines_of(words) if len(line.text) <= _LONGEST][:_MOST]


def words_of_text(text: str) -> list[Word]:
    """The words of a text whose layout is kept by blanks, at made-up places (page 0)."""
    return [word for row, line in enumerate(text.split("\n")) for word in _words(row, line)]


def place_of(words: Sequence[Word]) -> str:
    """The box around words as "page x0 top x1 bottom", in points; "" when it is not known."""
    if not words or not words[0].page:
        return ""
    box = (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    return " ".join([str(words[0].page), *(f"{side:.1f}" for side in box)])


def _words(row: int, line: str) -> Iterator[Word]:
    blank = Word(text="", page=0, x0=0, top=row * _ROW, x1=0, bottom=(row + 1) * _ROW, size=10)
    start = 0
    for part in line.split(" "):
        if part:
            yield replace(
                blank, text=part, x0=start * _CHARACTER, x1=(start + len(part)) * _CHARACTER
            )
        start += len(part) + 1


def _is_column_gap(before: Word, word: Word) -> bool:
    far = word.x0 - before.x1 > 0.9 * min(before.size, word.size)
    return far and not word.text.startswith(":")  # which belongs to the label before it
