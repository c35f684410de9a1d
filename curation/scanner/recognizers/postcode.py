"""Postcodes: those whose form tells them, those behind a label, and those below a street."""

import re
from collections.abc import Iterator

from curation.scanner.guards import is_item_line, line_around
from curation.scanner.recognizers.address_rest import CANADA, CODE, IRELAND, STATE, TOWN, UK, UP
from curation.scanner.recognizers.finder import Finder, Kind

_ALONE = re.compile(rf"(?<![\w-])(?P<code>{UK}|{CANADA}|{IRELAND})(?![\w-])")
_US = re.compile(
    rf"(?<![\w-])(?P<town>(?:{UP}[ ]){{0,2}}{UP}),[ ]{STATE}[ ](?P<code>\d{{5}}(?:-\d{{4}})?)"
    rf"(?![\w-])"
)
_WITH_TOWN = re.compile(
    r"(?<![\w.,-])(?P<code>\d{4}[ ]?(?!EU|UK|US|TV|PC|OK|AM|PM|HD|GB|MB|KB|KG|CM|MM|ML|SA|SD|SS|KM"
    r"|AD|BC|PS|ID|IT|NO)[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}|(?:D|DE|A|AT|CH|F|FR|I|IT|E|ES|B|BE|L"
    r"|LU|DK"
    rf"|FI|NL|PL|S|SE|N|NO)-\d{{4,5}})[ ]{{1,2}}(?P<town>{TOWN})"
)
_LABELLED = re.compile(
    r"(?<![^\W_])(?:zip(?:[ _-]?code)?|post(?:al)?[ _-]?code|plz|postleitzahl|code postal|cap"
    r"|c[oó]digo postal|pin ?code)(?![^\W\d_])[\"']?[\s:=#.(-]{0,4}(?:(?:is|was)[ ])?[\"']?"
    rf"(?P<code>{CODE}|[A-Z]{{1,2}}\d[A-Z\d]?[ ]?\d[A-Z]{{2}}(?!\w))",
    re.IGNORECASE,
)
_BELOW = re.compile(  # Am Markt 5 / 10115 Berlin: a street without a street word
    rf"(?<![\w.])(?P<street>(?:(?:{UP}|a[mn]|i[mn]|de[rnms]?|zu[rm]|la|le|les|of)[ ]){{1,4}}"
    r"\d{1,4}[ ]?[a-zA-Z]?)(?:[ ]?,[ ]?|[ \t]*,?\r?\n[ \t>|]*)"
    rf"(?P<code>(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:[ ]?[A-Z]{{2}})?)[ ]{{1,2}}(?P<town>{TOWN})"
    r"(?=[ \t]*(?:[,;.\n\r)|]|\Z))"
)
_DIGIT = re.compile(r"\d")


class Postcode(Finder):
    """Postcodes of the UK and Canada, and others with a town, a state or a label."""

    entities = ("POSTCODE", "LOCATION", "STREET_ADDRESS")

    def find_kinds(self, text: str) -> Iterator[Kind]:
        """Every one, with the town and the street that it tells, but none on a row of goods."""
        if not _DIGIT.search(text):
            return
        for pattern in (_ALONE, _US, _WITH_TOWN, _LABELLED, _BELOW):
            for match in pattern.finditer(text):
                if is_item_line(line_around(text, *match.span("code"))):
                    continue
                groups = match.groupdict()
                yield "POSTCODE", *match.span("code"), 0.7
                if "town" in groups:
                    yield "LOCATION", *match.span("town"), 0.6
                if "street" in groups:
                    yield "STREET_ADDRESS", *match.span("street"), 0.7
