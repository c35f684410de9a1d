"""Phone numbers: libphonenumber on few, well-chosen candidates.

Presidio's own tries eight regions on every run of digits: 70 % of the time of a whole scan, and
ten "phone numbers" per invoice that has one (quantities, prices, ids).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from curation.scanner.guards import is_item_line, line_around
from curation.scanner.recognizers.finder import Finder, Found

# Groups of digits parted by one sign (and a blank): a table's columns are parted by more.
_CANDIDATE = re.compile(
    r"(?<![\w@./#$€£=-])(?<!\d:)"
    r"(?:\+ ?|00(?=[1-9]))?"
    r"(?:\(\+?\d{1,5}\)[ -]?)?\d{1,15}(?:(?:[-./ ]?\(\d{1,5}\)[ -]?| ?[-./] ?| )\d{1,10}){0,7}"
    r"(?![\w@]|[-./,:]\d|[€$£%])"
)
_LABEL = re.compile(
    r"\b(?:(?P<phone>(?:tele)?phones?|tel|mobile|mob|cell|fax|whatsapp|hotline|call(?:ed|ing)?|dial"
    r"|ring|sms|text me|reach (?:me|us)|contact number|callback|handy|telefon|t[eé]l[eé]phone"
    r"|tel[eé]fono|answering (?:at|on)|messages? (?:to|from)|my registered)"
    r"|(?P<other>order|invoice|inv|bill|receipt|account|acct?|ref|reference|ticket|case|customer"
    r"|client|user|id|tracking|parcel|shipment|po|serial|sku|item|article|part|vat|gst|tax|iban"
    r"|card|isbn|ean|upc|imei|ssn|reg|registration|batch|policy|booking|confirmation|code|pin"
    r"|zip|postcode|version|total|amount|quantity|qty))\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}(?: .*)?|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})(?: .*)?"
)
_MONEY = re.compile(r"\d{1,3}(?:[ .]\d{3})*[.]\d{2}|\d{1,3}(?:\.\d{3})+")
_SOCIAL_SECURITY = re.compile(r"\d{3}[- ]\d{2}[- ]\d{4}")
_LABEL_BEHIND = re.compile(
    r"[ -]{0,3}\(?(?:office|fax|mobile|cell|home|work|direct|phone|tel)\b", re.IGNORECASE
)
_TRUNK = re.compile(r"0\d{1,3}(?: \d{2,4}){2,4}")
"""A number of any country as it is dialled within it: a zero, then groups apart by blanks."""
_LETTERS = re.compile("[a-zA-Z]{2}")
_REGIONS = ("US", "GB", "DE", "FR", "IN", "AU", "IT", "ES", "NL", "MY")
_REACH = 40
"""A label counts this many characters before the number, one line break included."""


class Phone(Finder):
    """Numbers with `+`, after a label such as "tel", or written in the groups of a region."""

    entity = "PHONE_NUMBER"

    def find(self, text: str) -> Iterator[Found]:
        """Every number that can be dialled, but not what is labelled as something else."""
        for match in _CANDIDATE.finditer(text):
            number = match.group()
            digits = sum(character.isdigit() for character in number)
            if not 7 <= digits <= 15 or _DATE.fullmatch(number) or _MONEY.fullmatch(number):
                continue
            if score := _score(text, match.start(), match.end(), number):
                yield *match.span(), score


def _score(text: str, begins: int, ends: int, number: str) -> float:
    label = _label(text, begins)
    if label == "other":
        return 0.0
    if number.startswith(("+", "(+")):
        return 0.9 if _dialled(number) else 0.0
    if number.startswith("00") and (label == "phone" or not number.isdigit()):
        return 0.9 if _dialled("+" + number[2:]) else 0.0
    if label == "phone" or _LABEL_BEHIND.match(text, ends):
        return 0.8 if any(_possible(number, region) for region in _REGIONS) else 0.0
    if len(re.split(r"[-./ ()]+", number.strip("("))) < 2 or _SOCIAL_SECURITY.fullmatch(number):
        return 0.0
    trunk = _TRUNK.fullmatch(number) and 9 <= sum(map(str.isdigit, number)) <= 11
    if not (trunk or _is_grouped(number)) or is_item_line(line_around(text, begins, ends)):
        return 0.0
    return 0.6 if trunk or any(_valid(number, region) for region in _REGIONS) else 0.0


def _label(text: str, begins: int) -> str:
    """The kind of the nearest label before a number: "phone", "other" or none."""
    before = text[max(0, begins - _REACH) : begins]
    if not _LETTERS.search(before):
        return ""
    if before.count("\n") > 1:
        before = before[before.rindex("\n", 0, before.rindex("\n")) :]
    kind = ""
    for label in _LABEL.finditer(before):
        kind = label.lastgroup or ""
    return kind


def _is_grouped(number: str) -> bool:
    """True for at most five groups, the last of at least three digits, and few kinds of signs."""
    groups = re.findall(r"\d+", number)
    signs = set(re.findall(r"[-./]", number))
    return (
        len(groups) <= 5
        and len(groups[-1]) >= 3
        and len(signs) <= 1
        and max(map(len, groups)) <= 8
        and (number[0] in "(0" or len(groups) >= 3)
    )


@lru_cache(maxsize=10_000)
def _dialled(number: str) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number, None)))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=10_000)
def _possible(number: str, region: str) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number, region)))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=10_000)
def _valid(number: str, region: str) -> bool:
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(number, region)))
    except phonenumbers.NumberParseException:
        return False
