"""UK sort codes, which look like any date or part number: by label only."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_CODE = re.compile(
    r"(?<![^\W_])(?:sort[ _-]?code|s/c)(?![^\W\d_])[\"']?[\s:=#.(-]{0,5}(?:(?:is|was)\s)?[\"']?"
    r"(?P<code>\d{2}[ -]?\d{2}[ -]?\d{2})(?![\d-]|[.,]\d)",
    re.IGNORECASE,
)


class SortCode(Finder):
    """Six digits, in pairs or not, behind "sort code"."""

    entity = "SORT_CODE"

    def find(self, text: str) -> Iterator[Found]:
        """Every such number."""
        for match in _CODE.finditer(text):
            yield *match.span("code"), 0.9
