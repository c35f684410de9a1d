"""Who stands above a street and a town: the three lines of an address, in any language."""

import re
from collections.abc import Iterator

from curation.scanner.names import cues
from curation.scanner.names.gazetteers import gazetteers
from curation.scanner.recognizers.address_rest import UP
from curation.scanner.recognizers.finder import Finder, Kind

_TOWN = re.compile(
    rf"(?m)^[ \t]*(?P<code>(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:[ ]?[A-Z]{{2}})?)[ ]{{1,2}}"
    rf"(?P<town>{UP}(?:[ -]{UP}){{0,3}})(?=[ \t]*$|[ \t]{{2}}|,)"
)
_STREET = re.compile(
    r"[ \t]*(?P<cell>[^\W\d][^\n\d:]{2,40}?[ ]\d{1,4}[ ]?[a-zA-Z]?)(?=[ \t]*$|[ \t]{2})"
)
_BETWEEN = r"(?:&|van|von|de|der|den|da|di|du|la|et|und|y)"
_NAME = re.compile(rf"[ \t]*(?P<cell>{UP}(?:[ ](?:{UP}|{_BETWEEN})){{0,4}})(?=[ \t]*$|[ \t]{{2}})")


class Addressee(Finder):
    """`Pino Bluebird / Sessamestreet 32 / 1025 RX Amsterdam`: name, street, postcode and town."""

    entities = ("PERSON", "ORGANIZATION", "STREET_ADDRESS", "POSTCODE", "LOCATION")

    def find_kinds(self, text: str) -> Iterator[Kind]:
        """Every block; of two columns the left one. A line of ordinary words is no name."""
        for town in _TOWN.finditer(text):
            street, above = _cell_above(text, town.start(), _STREET)
            if street is None:
                continue
            yield "STREET_ADDRESS", *street.span("cell"), 0.6
            yield "POSTCODE", *town.span("code"), 0.6
            yield "LOCATION", *town.span("town"), 0.6
            name, _ = _cell_above(text, above, _NAME)
            if name and (entity := _kind(name.group("cell"))):
                yield entity, *name.span("cell"), 0.6


def _cell_above(
    text: str, begins: int, pattern: re.Pattern[str]
) -> tuple[re.Match[str] | None, int]:
    """The cell that opens the line above, and where that line begins."""
    if begins <= 0:
        return None, 0
    first = text.rfind("\n", 0, begins - 1) + 1
    return pattern.match(text, first, begins - 1), first


def _kind(name: str) -> str | None:
    lists = gazetteers()
    words = [word.strip(".,").lower() for word in name.split()]
    if all(lists.is_ordinary(word) or word in cues.NAME_LABELS for word in words):
        return None
    is_company = "&" in words or any(
        word in cues.ORG_ENDS or (lists.is_ordinary(word) and not lists.may_be_name(word))
        for word in words
    )
    return "ORGANIZATION" if is_company else "PERSON"
