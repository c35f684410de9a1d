"""The last digits of a card, an account or a social security number."""

import re
from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Found

_WHAT = (
    r"(?:cards?|account|acct|visa|master ?card|amex|maestro|discover|debit|credit|ssn|ss#|social"
    r"(?: security)?(?: number)?|iban|number|phone|karte|konto|carte|tarjeta|carta)"
)
_ENDING = re.compile(
    rf"\b{_WHAT}(?:[ ](?:number|no|details|nummer|that|which|is|was|#)){{0,3}}[ .#:,(-]{{1,3}}"
    r"(?:ending|ends|ended|endet|endend|endende|finishing|finit|terminada|terminad[ao]|che finisce)"
    r"(?:[ ](?:in|with|on|auf|mit|par|en|con|per|is|digits?|the|numbers?|by)){0,3}"
    r"[ :#.*xX-]{1,8}"
    r"(?P<tail>\d{3,6})(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:last|final|letzten?|derniers|[uú]ltimos|ultime)[ ](?:4|four|vier|quatre|cuatro|quattro|5"
    r"|five|3|three|6|six)(?:[ -](?:digits?|numbers?|nos?|ziffern|stellen|chiffres"
    r"|d[ií]gitos|cifre))?"
    r"(?P<between>[^\d\n]{0,60}?)(?<![\w$€£.,-])(?P<tail>\d{3,6})(?![\d/]|[.,]\d|[ ]?(?:days|weeks"
    r"|months|years|times|transactions|orders|payments|digits|usd|dollars|euros?|%))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:digits|number|numbers|ssn|social|card|account|acct|are|is|:)|[#:=]|\A[ ]?\Z",
    re.IGNORECASE,
)
_MASKED = re.compile(
    r"\b(?:card|visa|master ?card|amex|maestro|debit|credit)\b[^\d\n]{0,20}?"
    r"(?:[xX*\u2022.#]{2,4}[ -]?){1,4}(?P<tail>\d{4})(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)


class CardTail(Finder):
    """`card ending 4321`, `last four of my ssn 1234`, `Visa **** 4321`."""

    entity = "CARD_TAIL"

    def find(self, text: str) -> Iterator[Found]:
        """The digits only, of every such mention."""
        lower = text.lower()
        if " end" in lower or "finish" in lower or "termin" in lower or "finit" in lower:
            for match in _ENDING.finditer(text):
                yield *match.span("tail"), 0.8
        if any(
            word in lower for word in ("last ", "final ", "letzte", "dernier", "ltimo", "ultime")
        ):
            for match in _LAST.finditer(text):
                if _NUMBERED.search(match.group("between")) or "digit" in match.group():
                    yield *match.span("tail"), 0.8
        if any(sign in text for sign in ("**", "xx", "XX", "••", "..", "##")):
            for match in _MASKED.finditer(text):
                yield *match.span("tail"), 0.7
