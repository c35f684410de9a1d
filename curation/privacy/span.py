"""A span: a place in one text where a recogniser found something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

SCAN_INCOMPLETE = "SCAN_INCOMPLETE"
"""The entity of a span that could not be scanned; it is never decided, only scanned again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `begins` up to, not including, `ends`, in code points; `score` is from 0 to 1."""

    begins: int
    ends: int
    entity: str
    score: float
    recognizer: str

    @property
    def length(self) -> int:
        """Code points covered."""
        return self.ends - self.begins


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans that do not overlap and cover the same places, in order.

    What overlaps becomes one span with the entity, score and recogniser of its longest part, the
    surest of equally long ones. Spans that only touch stay apart.
    """
    merged: list[Span] = []
    winner: Span | None = None
    for span in sorted(spans, key=lambda span: (span.begins, -span.ends, span.entity)):
        if winner is None or span.begins >= merged[-1].ends:
            merged.append(span)
            winner = span
            continue
        winner = max(winner, span, key=_weight)
        merged[-1] = replace(winner, begins=merged[-1].begins, ends=max(merged[-1].ends, span.ends))
    return merged


def _weight(span: Span) -> tuple[int, float, str]:
    return span.length, span.score, span.entity
