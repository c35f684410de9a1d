"""What looks like a personal value and is none."""

import re

_WORD = (
    "(?:redacted|removed|deleted|hidden|masked|private|confidential|anonymi[sz]ed|censored|pii|phi"
    "|placeholder|type|first|middle|last|full|given|family|new|old|us|uk|support|service|billing"
    "|shipping|delivery|home|work|office|bank|names?|firstname|lastname|surname|person|people"
    "|customers?|clients?|users?|username|agent|member|employee|company|organi[sz]ation|org"
    "|business|seller|buyer|vendor|supplier|merchant|brand|patient|e-?mail|mail|phone|telephone"
    "|mobile|fax|contact|address|street|city|town|state|country|location|loc|gpe|zip|zipcode"
    "|postcode|postal|place|date|time|datetime|dob|birth|birthday|age|day|month|year|gender"
    "|numbers?|num|no|ids?|code|account|acct|order|invoice|ticket|case|tracking|reference|ref"
    "|card|credit|debit|cc|ssn|iban|bic|vat|tax|passport|driver|licen[cs]e|policy|url|link"
    "|website|site|domain|ip|mac|host|amount|price|total|currency|money|product|item|title"
    "|subject|password|pass|pin|api|key|token|secret|login|signature|image|attachment|file|per"
    "|misc|nrp|insert|your|value|text|data|info|wallet|crypto|handle|here|of|the|and|or)"
)
"""Only words of this kind make a placeholder: `[ANNA BERG]` is a name."""

_MASKED = re.compile(
    rf"[<\[]{_WORD}(?:[ _./-]{{1,2}}(?:{_WORD}|\d{{1,4}})){{0,5}}[>\]]"  # <PERSON>, [PHONE NUMBER]
    r"|(?-i:<[A-Z][A-Z_]{1,40}_\d{1,4}>)"  # <EMAIL_1>
    r"|\{\{[^{}\n]{1,80}\}\}"  # {{Customer Support Phone Number}}
    r"|\b[xX]{2,}(?:[-/ .][xX]{2,}){0,6}\b"  # XXXX, XX/XX/XXXX
    r"|\*{3,}|[\u2588\u25a0\u2022\u25cf]{3,}",  # ****, and blocks or dots
    re.IGNORECASE,
)
_OPENING = re.compile(r"[<\[*{\u2588\u25a0\u2022\u25cf]|[xX]{2}")
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,']?\d{3}){0,4}[.,]\d{2}(?![\d.,]*\d)")
_CENTS = re.compile(r"[.,]\d{2}")
_COUNTED = re.compile(
    r"\b(?:quantity|qty|menge|anzahl|qté|quantité|cantidad|quantità|aantal)[ :]{1,3}-?\d",
    re.IGNORECASE,
)
_SET_IN = re.compile(r"(?:[ ]{2,20}|\t)\S[^\n]{0,160}")
_NEAR = 160


def masked_places(text: str) -> list[tuple[int, int]]:
    """Where somebody has already put a placeholder instead of a value."""
    if not _OPENING.search(text):
        return []
    return [match.span() for match in _MASKED.finditer(text)]


def touches(places: list[tuple[int, int]], begins: int, ends: int) -> bool:
    """True when a span shares a character with one of the places."""
    return any(begins < last and first < ends for first, last in places)


def line_around(text: str, begins: int, ends: int) -> str:
    """The line or lines on which a place stands; of a very long line what is near the place."""
    first = text.rfind("\n", max(0, begins - _NEAR), begins)
    last = text.find("\n", ends, ends + _NEAR)
    return text[
        first + 1 if first >= 0 else max(0, begins - _NEAR) : last if last >= 0 else ends + _NEAR
    ]


def is_item_line(line: str) -> bool:
    """True for a row of goods, no address or phone: two amounts of money or more, or a quantity."""
    first = _CENTS.search(line) and _AMOUNT.search(line)
    return bool(first and _AMOUNT.search(line, first.end())) or bool(_COUNTED.search(line))


def in_items(text: str, begins: int, ends: int) -> bool:
    """True on a row of goods, and on the line above a row that is set in: what the goods are."""
    if is_item_line(line_around(text, begins, ends)):
        return True
    below = text.find("\n", ends, ends + _NEAR) + 1
    row = _SET_IN.match(text, below) if below else None
    return bool(row and is_item_line(row.group()))
