"""E-mail addresses, found from their @.

Presidio's own pattern needs time that grows with the square of `a.b_c-a.b_c-…`, drops addresses
whose last label is no public suffix (`eve@corp.internal`), and asks the network for the list.
"""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{0,60}[^\W_]")
_FILES = {"png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "css", "js"}
_LONGEST_DOMAIN = 253


class Email(Finder):
    """`name@host.name`, with internal hosts, without file names such as `icon@2x.png`."""

    entity = "EMAIL_ADDRESS"

    def find(self, text: str) -> Iterator[Found]:
        """Every address, without signs that only stand before it."""
        at = text.find("@")
        while at >= 0:
            local = _LOCAL.search(text, max(0, at - 64), at)
            domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
            if local and domain and domain.group().rpartition(".")[2].lower() not in _FILES:
                name = local.group().lstrip(".!#$%&'*+/=?^`{|}~-")
                if name:
                    yield at - len(name), domain.end(), 0.9
            at = text.find("@", at + 1)
