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
    return {
        key: [span for span in scan_for_everything(text) if span.entity not in left]
        for key, text in texts
    }


def scan_for_everything(text: str) -> list[Span]:
    """Everything found in a text, whether it counts as personal here or not."""
    from curation.scanner.engine import scanner

    return scanner().scan(text)
