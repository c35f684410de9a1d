"""National identity numbers whose form and check digits tell them without a label."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_ITALY = re.compile(r"(?<!\w)[A-Z]{6}\d{2}[ABCDEHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)", re.IGNORECASE)
_SPAIN = re.compile(r"(?<![\w-])(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z](?![\w-])")
_FRANCE = re.compile(
    r"(?<![\w.-])[12](?P<gap> ?)\d{2}(?P=gap)(?:0[1-9]|1[0-2])(?P=gap)(?:\d{2}|2[AB])(?P=gap)\d{3}"
    r"(?P=gap)\d{3} ?\d{2}(?![\w-])"
)
_INDIA = re.compile(r"(?<![\w-])[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z](?![\w-])")
_DIGITS = re.compile(r"\d{3}")
_ODD_PLACES = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*_ODD_PLACES, *_ODD_PLACES, *_ODD_LETTERS),
        strict=True,
    )
)
"""What a sign counts in an odd place, by the decree of 23 December 1976."""


class NationalId(Finder):
    """Codice fiscale (IT), NIF and NIE (ES), sécurité sociale (FR), PAN (IN)."""

    entity = "NATIONAL_ID"

    def find(self, text: str) -> Iterator[Found]:
        """Every number with the right check letter or digits; India's has none."""
        if not _DIGITS.search(text):
            return
        for match in _ITALY.finditer(text):
            yield *match.span(), 0.9 if _fits_italy(match.group().upper()) else 0.5
        for match in _SPAIN.finditer(text):
            if _fits_spain(match.group().replace("-", "")):
                yield *match.span(), 0.6
        for match in _FRANCE.finditer(text):
            number = match.group().replace(" ", "").replace("2A", "19").replace("2B", "18")
            if number.isdigit() and 97 - int(number[:13]) % 97 == int(number[13:]):
                yield *match.span(), 0.9
        for match in _INDIA.finditer(text):
            yield *match.span(), 0.5


def _fits_italy(code: str) -> bool:
    total = sum(
        int(sign, 36) - 10 * sign.isalpha() if position % 2 else _ODD[sign]
        for position, sign in enumerate(code[:15])
    )
    return chr(65 + total % 26) == code[15]


def _fits_spain(code: str) -> bool:
    number = int(code[:-1].translate(str.maketrans("XYZ", "012")))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] == code[-1]
