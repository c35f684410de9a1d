"""A text as the scanner reads it, and the way from a find in it back to where it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curation.privacy.json_text import Unescaped, is_json, parts_within_values, unescape
from curation.privacy.span import SCAN_INCOMPLETE, Span, merge_spans
from curation.scanner.chunks import pieces
from curation.scanner.normal_text import NormalText, normal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text in its normal form and in pieces; in JSON, escapes are read as what they stand for."""

    text: str
    unescaped: Unescaped | None
    normal: NormalText
    pieces: tuple[tuple[int, str], ...]

    def written(self, spans: list[Span]) -> list[Span]:
        """Finds in the normal form, in order, as places of the text.

        In JSON no span crosses from one value into the next.
        """
        if self.normal.begins is not None:
            # two spans may stand for parts of one sign
            spans = in_order([_moved(span, *self.normal.place(span)) for span in spans])
        return spans if self.unescaped is None else list(self._within_values(spans, self.unescaped))

    def _within_values(self, spans: list[Span], said: Unescaped) -> Iterator[Span]:
        for span in spans:
            for begins, ends in parts_within_values(self.text, *said.place(span)):
                if any(character.isalnum() for character in self.text[begins:ends]):
                    yield _moved(span, begins, ends)


def read(text: str) -> Reading:
    """A text as it is matched; one without a letter or a digit has no pieces."""
    unescaped = unescape(text) if is_json(text) else None
    normal = normal_text(unescaped.text if unescaped else text)
    said = any(character.isalnum() for character in text)
    return Reading(
        text=text,
        unescaped=unescaped,
        normal=normal,
        pieces=tuple(pieces(normal.text)) if said else (),
    )


def in_order(spans: list[Span]) -> list[Span]:
    """What was found, merged, and then what was not scanned."""
    incomplete = [span for span in spans if span.entity == SCAN_INCOMPLETE]
    return merge_spans(span for span in spans if span.entity != SCAN_INCOMPLETE) + merge_spans(
        incomplete
    )


def _moved(span: Span, begins: int, ends: int) -> Span:
    return replace(span, begins=begins, ends=ends)
