"""What looks like a personal value and is none."""

import re

_MASKED = re.compile(
    r"<[A-Z][A-Z_]*(?:_\d+)?>"  # <EMAIL_1>, <PERSON>
    r"|\[[A-Z][A-Z _-]{1,40}\]"  # [NAME]
    r"|\{\{[^{}\n]{1,80}\}\}"  # {{Customer Support Phone Number}}
    r"|\b[xX]{2,}(?:[-/ ][xX]{2,}){0,6}\b"  # XXXX, XX/XX/XXXX
    r"|\*{3,}"
)


def masked_places(text: str) -> list[tuple[int, int]]:
    """Where somebody has already put a placeholder instead of a value."""
    return [match.span() for match in _MASKED.finditer(text)]


def touches(places: list[tuple[int, int]], begins: int, ends: int) -> bool:
    """True when a span shares a character with one of the places."""
    return any(begins < last and first < ends for first, last in places)
