"""UK national insurance numbers (NINO)."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_NUMBER = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]"
    r"(?P<gap>[ -]?)\d{2}(?P=gap)\d{2}(?P=gap)\d{2}(?P=gap)[A-D](?![\w-])",
    re.IGNORECASE,
)


class Nino(Finder):
    """Two letters, six digits and a letter; sure in groups, else near a word such as "nino"."""

    entity = "UK_NINO"
    words = ("nino", "national", "insurance", "ni", "nin")

    def find(self, text: str) -> Iterator[Found]:
        """Every number with a prefix that is issued (HMRC, NIM39110)."""
        for match in _NUMBER.finditer(text):
            yield *match.span(), 0.7 if match.group("gap") == " " else 0.3
