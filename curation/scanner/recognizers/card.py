"""Payment card numbers: the issuer's prefix, the length and the check digit, or the word "card".

Presidio's own takes a bar code that passes the check for a card (3 in 100 receipts), and misses
mistyped cards and the 2-series of Mastercard.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.check_digits import passes_luhn
from curation.scanner.recognizers.finder import Finder, Found

_DIGITS = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){11,18}(?![\w-]|[.,]\d)")
_ISSUERS = re.compile(
    r"4\d{15}|4\d{18}"  # Visa; its 13-digit cards are long gone, bar codes of 13 digits are not
    r"|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|(?:6011|64[4-9]\d|65\d\d|62\d\d|35\d\d)\d{12}"  # Discover, UnionPay, JCB
    r"|(?:2131|1800)\d{11}"  # JCB
    r"|3(?:0[0-5]|[68]\d|9\d)\d{11}"  # Diners Club
)
_OTHER_NUMBER = re.compile(
    r"\b(?:order|invoice|tracking|ticket|ref|reference|serial|sku|ean|isbn|imei)\b[^\d\n]{0,15}\Z",
    re.IGNORECASE,
)


class Card(Finder):
    """Sure with prefix, length and check digit; else only near a word such as "card"."""

    entity = "CREDIT_CARD"
    words = ("card", "cards", "credit", "debit", "visa", "mastercard", "amex", "maestro", "cc")

    def find(self, text: str) -> Iterator[Found]:
        """Every run of 12 to 19 digits that may be a card."""
        for match in _DIGITS.finditer(text):
            digits = re.sub(r"\D", "", match.group())
            if not _even_groups(match.group()) or _OTHER_NUMBER.search(
                text, max(0, match.start() - 30), match.start()
            ):
                continue
            if _ISSUERS.fullmatch(digits) and passes_luhn(digits):
                yield *match.span(), 1.0
            elif digits.startswith(("3", "4", "5", "6", "2131", "1800")):
                yield *match.span(), 0.2


def _even_groups(text: str) -> bool:
    """True for one run of digits or groups of two to seven; prices and quantities fail."""
    groups = re.split(r"[ -]", text)
    return len(groups) == 1 or all(2 <= len(group) <= 7 for group in groups)
