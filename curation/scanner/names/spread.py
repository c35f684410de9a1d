"""A sure name or address is marked wherever it, or a part of it, stands again in the example."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from curation.privacy.span import SCAN_INCOMPLETE, Span
from curation.scanner.names import cues
from curation.scanner.names.gazetteers import gazetteers

SURE = 0.6
"""Names and places below this score are not spread."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINE = re.compile(r"[,\n;]\s*")
_SHORTEST_WORD = 3
_SHORTEST_PLACE = 6
_SHORT_FOR = 4
_MOST = 200
"""Values of one example that are looked for; more would be a list of people, found one by one."""


def spread(
    texts: Sequence[tuple[str, str]], found: Mapping[str, Sequence[Span]]
) -> dict[str, list[Span]]:
    """The spans to add, by the path of the text.

    `texts` are all texts of one example with their paths, `found` the spans of each path. A place
    that is marked already is left as it is. Parts of names are single words that are no ordinary
    ones; parts of addresses are what stands between commas and line ends and has a number in it.
    """
    values: dict[str, str] = {}
    for path, text in texts:
        for span in found.get(path, ()):
            if span.score >= SURE and span.entity in ("PERSON", "LOCATION", "STREET_ADDRESS"):
                for value in _parts(span.entity, text[span.begins : span.ends]):
                    values.setdefault(value, span.entity)
    if not values:
        return {}
    longest = sorted(values, key=lambda value: (-len(value), value))[:_MOST]
    pattern = re.compile(rf"(?<![\w@])(?:{'|'.join(map(re.escape, longest))})(?![\w@])")
    added = {path: list(_again(text, found.get(path, ()), pattern, values)) for path, text in texts}
    return {path: spans for path, spans in added.items() if spans}


def _parts(entity: str, value: str) -> Iterator[str]:
    if entity != "PERSON":
        pieces = [value, *_LINE.split(value)] if entity == "LOCATION" else [value]
        for index, piece in enumerate(pieces):
            known = index == 0 or any(sign.isdigit() for sign in piece)
            if len(piece) >= _SHORTEST_PLACE and known:
                yield from {piece, piece.upper()}
        return
    lists = gazetteers()
    words = _WORD.findall(value)
    if len(words) > 1:
        yield from {value, value.upper(), value.lower()}
    for word in words:
        low = word.lower()
        if len(word) < _SHORTEST_WORD or low in cues.PARTICLES or low in cues.TITLES:
            continue
        if lists.is_ordinary(word) or (word.isupper() and len(word) <= _SHORT_FOR):
            continue
        yield from {word, word.capitalize(), word.upper()}
        if lists.is_name(word) or low == word:
            yield low


def _again(
    text: str, marked: Iterable[Span], pattern: re.Pattern[str], values: Mapping[str, str]
) -> Iterator[Span]:
    taken = [(span.begins, span.ends) for span in marked if span.entity != SCAN_INCOMPLETE]
    for match in pattern.finditer(text):
        begins, ends = match.span()
        if not any(begins < last and first < ends for first, last in taken):
            yield Span(
                begins=begins,
                ends=ends,
                entity=values[match.group()],
                score=SURE,
                recognizer="FoundElsewhere",
            )
