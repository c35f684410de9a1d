"""Bank account numbers (IBAN, ISO 13616): the country's length and the check digits.

Presidio's own finds capital letters only, and loses a number when capitals follow it.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_START = re.compile(r"(?<![^\W_])[A-Z]{2}[ -]?\d{2}", re.IGNORECASE)
COUNTRIES = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU XK",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT ST", 26: "IS TR",
        27: "FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HU LB PL SV",
        29: "BR EG PS QA UA", 30: "JO KW MU",
        31: "MT SC", 32: "LC",
    }.items()
    for country in countries.split()
}  # fmt: skip
"""Letters and digits of a whole number by country, from the registry of SWIFT."""


class Iban(Finder):
    """Sure with the right check digits; with wrong ones only near the word "iban"."""

    entity = "IBAN_CODE"
    words = ("iban", "ibans")

    def find(self, text: str) -> Iterator[Found]:
        """Every number of the length of its country, in groups or not."""
        for start in _START.finditer(text):
            length = COUNTRIES.get(start.group()[:2].upper())
            if length is None:
                continue
            number = re.compile(
                rf"[A-Z0-9](?:[ -]?[A-Z0-9]){{{length - 1}}}(?![^\W_])", re.IGNORECASE | re.ASCII
            ).match(text, start.start())
            if number:
                plain = re.sub(r"[ -]", "", number.group()).upper()
                yield *number.span(), 1.0 if has_check_digits(plain) else 0.2


def has_check_digits(plain: str) -> bool:
    """True when the number without blanks, rearranged and read as digits, leaves 1 modulo 97."""
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1
