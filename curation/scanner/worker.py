"""What a worker process does with one batch; Presidio is imported there and not before."""

from collections.abc import Sequence

from curation.privacy.span import Span

Text = tuple[str, str]
"""A key and the text it stands for."""

Spans = dict[str, list[Span]]
"""The spans of each text by its key."""


def scan_here(texts: Sequence[Text]) -> Spans:
    """The spans of each text, found in this process."""
    from curation.scanner.engine import scanner

    return {key: scanner().scan(text) for key, text in texts}
