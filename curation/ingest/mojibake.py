"""Text that was decoded wrongly somewhere on its way, and its repair."""


def repaired(text: str) -> str:
    """The text with wrongly decoded characters mended; anything else stays as it is.

    Line by line, so that one that is right does not keep another from being mended. Typographic
    quotation marks, ligatures and control characters are no damage.
    """
    if text.isascii():
        return text
    from ftfy import fix_encoding

    return "\n".join(line if line.isascii() else fix_encoding(line) for line in text.split("\n"))


def is_mojibake(text: str) -> bool:
    """True when `repaired` would change the text."""
    return repaired(text) != text
