"""What a worker process does with one batch; Presidio is imported there and not before."""

from collections.abc import Sequence

from curation.privacy.span import Span
from curation.settings import SCAN_ON_REQUEST, read_settings

Text = tuple[str, str]
"""A key and the text it stands for."""

Spans = dict[str, list[Span]]
"""The spans of each text by its key."""


def scan_here(texts: Sequence[Text]) -> Spans:
    """What counts as personal in each text, found in this process.

    Kinds that are looked for on request only are left out unless the owner asked for them.
    """
    left = frozenset(SCAN_ON_REQUEST.values()) - read_settings().scan_also
    found = scan_for_everything([text for _, text in texts])
    return {
        key: [span for span in spans if span.entity not in left]
        for (key, _), spans in zip(texts, found, strict=True)
    }


def scan_for_everything(texts: Sequence[str]) -> list[list[Span]]:
    """Everything found in each text, whether it counts as personal here or not."""
    from curation.scanner.engine import scanner

    return scanner().scan_all(texts)
