"""US social security numbers, only where the text says that it is one.

Without such a word Presidio takes `409-55-1234` in a list of goods for one.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_NUMBER = re.compile(r"(?<![\w-])(\d{3})([- ]?)(\d{2})\2(\d{4})(?![\w-])")


class Ssn(Finder):
    """Three, two and four digits near a word such as "ssn"."""

    entity = "US_SSN"
    words = ("ssn", "ssns", "social", "security", "ss")

    def find(self, text: str) -> Iterator[Found]:
        """Every number that may have been issued: no group of zeros, no 666, no 9xx."""
        for match in _NUMBER.finditer(text):
            area, separator, group, serial = match.groups()
            if area in {"000", "666"} or area[0] == "9" or group == "00" or serial == "0000":
                continue
            yield *match.span(), 0.3 if separator else 0.1
