"""Text that was decoded wrongly somewhere on its way, and its repair."""

import re

_UNLIKELY = re.compile("[\u0700-\u08ff]")
"""Syriac, Thaana, N'Ko and other letters that pairs such as "ßª" would be mended to."""


def repaired(text: str) -> str:
    """The text with wrongly decoded characters mended; anything else stays as it is.

    Line by line, so that one that is right does not keep another from being mended. Typographic
    quotation marks, ligatures and control characters are no damage.
    """
    if text.isascii():
        return text
    return "\n".join(map(_repaired_line, text.split("\n")))


def is_mojibake(text: str) -> bool:
    """True when `repaired` would change the text."""
    return repaired(text) != text


def _repaired_line(line: str) -> str:
    if line.isascii():
        return line
    from ftfy import fix_encoding

    mended = fix_encoding(line)
    is_likely = mended == line or not _UNLIKELY.search(mended) or _UNLIKELY.search(line)
    return mended if is_likely else line
