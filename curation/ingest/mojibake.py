"""Text that was decoded wrongly somewhere on its way, and its repair."""

from ftfy import fix_encoding
from ftfy.badness import is_bad


def repaired(text: str) -> str:
    """The text with wrongly decoded characters mended; anything else stays as it is."""
    return fix_encoding(text)


def is_mojibake(text: str) -> bool:
    """True when `repaired` would change the text."""
    return is_bad(text) and repaired(text) != text
