"""HTML as the text that a person sees."""

from inscriptis import get_text


def html_to_text(html: str) -> str:
    """The text of a piece of HTML, lines and lists kept, scripts and styles left out."""
    return str(get_text(html)).strip()
