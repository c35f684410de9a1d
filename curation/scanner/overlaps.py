"""Names that run into a number, an address or another find that its own form tells."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from curation.privacy.span import Span

NAMES = frozenset({"PERSON", "LOCATION", "ORGANIZATION", "NRP", "TITLE"})
"""What is told from words, with borders less sure than those of a number."""


def keep_names_apart(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with names cut where another find begins or ends; nothing found is left out.

    Merged whole, "Anna Berg 4111 1111 1111 1111" would be one value, and no card number. What is
    left of a name counts from two letters on.
    """
    spans = list(spans)
    others = sorted(
        (span.begins, span.ends) for span in spans if span.entity not in NAMES and span.length
    )
    longest = max((last - first for first, last in others), default=0)
    for span in spans:
        if span.entity not in NAMES:
            yield span
            continue
        begins = span.begins
        for first, last in others[bisect_left(others, (span.begins - longest, 0)) :]:
            if first >= span.ends:
                break
            if last <= begins:
                continue
            yield from _part(text, span, begins, first)
            begins = max(begins, last)
        yield from _part(text, span, begins, span.ends)


def _part(text: str, span: Span, begins: int, ends: int) -> Iterator[Span]:
    if (begins, ends) == (span.begins, span.ends):
        yield span
        return
    while begins < ends and not text[begins].isalnum():
        begins += 1
    while begins < ends and not text[ends - 1].isalnum():
        ends -= 1
    if sum(sign.isalpha() for sign in text[begins:ends]) >= 2:
        yield replace(span, begins=begins, ends=ends)
