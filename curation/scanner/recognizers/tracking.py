"""Parcel numbers whose own form and check digit give them away."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.check_digits import weighted
from curation.scanner.recognizers.finder import Finder, Found

_UPS = re.compile(r"(?<!\w)1Z ?[A-Z0-9]{3} ?[A-Z0-9]{3} ?\d{2} ?\d{4} ?\d{4}(?!\w)", re.IGNORECASE)
_POST = re.compile(r"(?<![\w-])[A-Z]{2} ?(?P<digits>\d{3} ?\d{3} ?\d{3}) ?[A-Z]{2}(?![\w-])")


class Tracking(Finder):
    """UPS (`1Z…`) and the world's posts (`RR123456785GB`, UPU S10)."""

    entity = "TRACKING_NUMBER"

    def find(self, text: str) -> Iterator[Found]:
        """Every such number."""
        for match in _UPS.finditer(text):
            yield *match.span(), 0.9
        for match in _POST.finditer(text):
            digits = match.group("digits").replace(" ", "")
            check = 11 - weighted(digits, (8, 6, 4, 2, 3, 5, 9, 7)) % 11
            if {10: 0, 11: 5}.get(check, check) == int(digits[8]):
                yield *match.span(), 0.85
