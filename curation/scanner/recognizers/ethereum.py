"""Ethereum addresses; those of Bitcoin are found by Presidio's own recogniser."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_ADDRESS = re.compile(r"(?<!\w)0x[0-9a-fA-F]{40}(?!\w)")


class Ethereum(Finder):
    """`0x` and forty hexadecimal digits."""

    entity = "CRYPTO"

    def find(self, text: str) -> Iterator[Found]:
        """Every such address."""
        if "0x" in text:
            for match in _ADDRESS.finditer(text):
                yield *match.span(), 0.9
