"""Payment card numbers from ranges kept for tests, right by Luhn's rule, of the same brand."""

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.shape import characters, fill, junk

_TEST_RANGES = (
    ("34", "378282"),
    ("37", "378282"),
    ("4", "400000"),
    ("5", "555555"),
    ("2", "222300"),
    ("6", "601111"),
    ("3", "305693"),
)
"""First digits of a brand, and of the numbers that payment services publish for its tests."""


def card(written: str, draw: Draw, known: Known) -> str:
    """Another card of the brand; fewer than 12 digits are a part of one and follow it."""
    said = characters(written)
    if not said.isdecimal() or len(said) < 12:
        return junk(written, draw, known)
    start = next((test for first, test in _TEST_RANGES if said.startswith(first)), "400000")
    body = start + draw.digits(len(said) - len(start) - 1)
    return fill(written, body + luhn_digit(body))


def luhn_digit(body: str) -> str:
    """The digit that makes the number right. Source: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
