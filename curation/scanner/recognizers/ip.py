"""IP addresses of both versions, checked by the standard library."""

import ipaddress
import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_V4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_V6 = re.compile(r"(?<![\w:.])[0-9a-f:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])", re.IGNORECASE)
_VERSION = re.compile(r"(?:\bv|version|release|build|firmware|section)[\s.:]*\Z", re.IGNORECASE)


class Ip(Finder):
    """Addresses, but not version numbers such as `version 1.2.3.4`."""

    entity = "IP_ADDRESS"

    def find(self, text: str) -> Iterator[Found]:
        """Every address."""
        for match in _V4.finditer(text):
            if _valid(match.group()) and not _VERSION.search(
                text, max(0, match.start() - 12), match.start()
            ):
                yield *match.span(), 0.8
        for match in _V6.finditer(text):
            groups = [group for group in match.group().split(":") if group]
            if len(groups) >= 3 and _valid(match.group()):
                yield *match.span(), 0.8


def _valid(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
