"""Names that run into a number, an address or another find that its own form tells."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from curation.privacy.span import Span

NAMES = frozenset({"PERSON", "LOCATION", "ORGANIZATION"})
"""What is told from words, with borders less sure than those of a number."""

SOFT = frozenset({"DATE_TIME", "NRP", "TITLE"})
"""What tells little of a person: it gives way to every other find."""


CALLINGS = frozenset({"NRP", "TITLE"})
"""A name that is no more than one of these is none: "Dr.", "Republicans"."""


def keep_names_apart(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with names cut where another find begins or ends; nothing personal is left out.

    Merged whole, "Anna Berg 4111 1111 1111 1111" would be one value, and no card number. What is
    left of a name counts from two letters on. A soft find that touches another one goes: it may
    not decide what a card number is; but a name inside a form of address or an origin is none.
    """
    ranked: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    for span in spans:
        ranked[(span.entity in NAMES) + 2 * (span.entity in SOFT)].append(span)
    sure, names, soft = ranked
    callings = [(span.begins, span.ends) for span in soft if span.entity in CALLINGS]
    names = [
        name
        for name in names
        if not any(begins <= name.begins and name.ends <= ends for begins, ends in callings)
    ]
    parts = [part for span, held in _held(names, sure) for part in _parts(text, span, held)]
    yield from [*parts, *sure]
    yield from (span for span, held in _held(soft, [*sure, *parts]) if not held)


def _held(
    spans: Iterable[Span], others: Iterable[Span]
) -> Iterator[tuple[Span, list[tuple[int, int]]]]:
    """Each span with the places of the others that share a character with it, in order."""
    places = sorted((span.begins, span.ends) for span in others if span.length)
    longest = max((last - first for first, last in places), default=0)
    for span in spans:
        held = []
        for first, last in places[bisect_left(places, (span.begins - longest, 0)) :]:
            if first >= span.ends:
                break
            if last > span.begins:
                held.append((first, last))
        yield span, held


def _parts(text: str, span: Span, held: Iterable[tuple[int, int]]) -> Iterator[Span]:
    begins = span.begins
    for first, last in held:
        if last > begins:
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
