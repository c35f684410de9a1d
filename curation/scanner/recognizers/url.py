"""Web addresses with a scheme or www.

Without one of them Presidio takes `U.PR`, `died.It` and half of every e-mail for addresses.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_ADDRESS = re.compile(r"\b(?:(?:https?|ftp)://|www\.)[^\s<>\"'{}|\\^`\[\]]{3,2000}", re.IGNORECASE)


class Url(Finder):
    """`https://…`, `ftp://…` and `www.…`, without the punctuation of the sentence around it."""

    entity = "URL"

    def find(self, text: str) -> Iterator[Found]:
        """Every address."""
        for match in _ADDRESS.finditer(text):
            address = match.group().rstrip(".,;:!?*_=")
            while address.endswith(")") and address.count(")") > address.count("("):
                address = address[:-1].rstrip(".,;:!?")
            if "." in address or "//" in address:
                yield match.start(), match.start() + len(address), 0.6
