"""Bank codes (BIC, ISO 9362) behind a label or beside an IBAN: `DISCOUNT` has the same form."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found
from curation.scanner.recognizers.iban import COUNTRIES

_CODE = re.compile(r"(?<![\w-])[A-Z]{4}(?P<country>[A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![\w-])")
_LABEL = re.compile(
    r"(?<![^\W_])(?:bic|swift|iban)(?![^\W\d_])(?:[ /-]{0,3}(?:bic|swift|code|address|number|no)\b)"
    r"{0,3}[\s:=#.\"'(-]{0,6}(?:is\s)?(?:[A-Z]{2}\d{2}[A-Z0-9 ]{10,34}[\s,;/|]{1,4}"
    r"(?:bic|swift)?[: ]{0,3})?\Z",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset(
    re.findall("..", "USCAAUNZJPCNHKSGINKRTWMYTHIDPHVNZAMXARCLCOPENGKE"),
)
"""Countries without IBANs that have many banks."""


class Bic(Finder):
    """Eight or eleven capitals and digits with a country in them, behind "BIC" or "SWIFT"."""

    entity = "BIC"

    def find(self, text: str) -> Iterator[Found]:
        """Every such code."""
        lower = text.lower()
        if "bic" not in lower and "swift" not in lower and "iban" not in lower:
            return
        for match in _CODE.finditer(text):
            if (
                match.group("country") in COUNTRIES or match.group("country") in _ELSEWHERE
            ) and _LABEL.search(text, max(0, match.start() - 80), match.start()):
                yield *match.span(), 0.9
