"""Lists of words, written as running text."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, parted by blanks and line breaks, in order."""
    return tuple(text.split())
