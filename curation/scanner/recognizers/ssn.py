"""US social security and taxpayer numbers, only where the text says that it is one.

Without such a word Presidio takes `409-55-1234` in a list of goods for one.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_NUMBER = re.compile(r"(?<![\w-])(\d{3})([- ]?)(\d{2})\2(\d{4})(?![\w-])")
_LABEL = re.compile(
    r"(?<![^\W_])(?:ssn|itin|social security|soc ?sec|ss#)(?![^\W\d_])[^\d\n]{0,40}\Z",
    re.IGNORECASE,
)


class Ssn(Finder):
    """Three, two and four digits near a word such as "ssn"."""

    entity = "US_SSN"
    words = ("ssn", "ssns", "social", "security", "ss", "itin")

    def find(self, text: str) -> Iterator[Found]:
        """Every number that may have been issued: no group of zeros, no 666.

        Taxpayer numbers (ITIN) begin with 9: such a number needs the words right before it.
        """
        for match in _NUMBER.finditer(text):
            area, separator, group, serial = match.groups()
            if area in {"000", "666"} or group == "00" or serial == "0000":
                continue
            if area[0] != "9":
                yield *match.span(), 0.3 if separator else 0.1
            elif _LABEL.search(text, max(0, match.start() - 60), match.start()):
                yield *match.span(), 0.6
