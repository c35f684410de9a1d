"""UK NHS numbers. One in eleven numbers of ten digits passes its check: it needs a word."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.check_digits import weighted
from curation.scanner.recognizers.finder import Finder, Found

_NUMBER = re.compile(r"(?<![\w.-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\w-]|\.\d)")
_LABEL = re.compile(r"(?<![^\W_])(?:nhs|national health)(?![^\W\d_])[^\d\n]{0,30}\Z", re.IGNORECASE)


class Nhs(Finder):
    """Ten digits with the check digit of the NHS (modulo 11) behind "NHS"."""

    entity = "UK_NHS"

    def find(self, text: str) -> Iterator[Found]:
        """Every such number."""
        if "nhs" not in text.lower() and "national health" not in text.lower():
            return
        for match in _NUMBER.finditer(text):
            digits = "".join(match.group(1, 3, 4))
            if weighted(digits, (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0 and _LABEL.search(
                text, max(0, match.start() - 45), match.start()
            ):
                yield *match.span(), 0.9
