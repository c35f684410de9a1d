"""A first proposal of an invoice's fields by plain rules; what is unsure stays empty."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal

from curation.ingest.invoices.printed_values import amounts, dates

_SEARCH = re.IGNORECASE | re.MULTILINE

# What stands before a value, in English, German, French, Dutch; the surest pattern comes first.
_NUMBER = (
    r"(?:invoice|rechnungs?|f ?actuur|facture)\W{0,3}"
    r"(?:number|nummer|nr|no|n°|num[ée]ro)\.?\s*[:#]?\s*",
    r"^[\w ]*(?:rechnung\w*|gutschrift)\s+nr\.?\s*:?\s*",
    r"^ *(?:invoice|facture|avoir|credit note)\s+#?\s*",
)
_DATE = (
    r"(?:invoice date|rechnungsdatum|beleg-datum|f ?actuurdatum|date de (?:la )?facture)",
    r"^(?!.*bestell).*\bnr\.?\s*:?\s*\S+\s+vom\b",
    r"^.*\binvoice\b.*\n(?:.*\n){0,3}.*(?<!due )\bdate\s*:",
)
_GROSS = (
    r"(?:rechnungssumme|gesamtbetrag|gesamtsumme|summe) (?:mit|inkl\.?) "
    r"(?:ust|mwst|umsatzsteuer)\W*",
    r"(?:total ttc|total incl\S* (?:vat|tax)|bruttobetrag|bruttosumme|rechnungsbetrag|endbetrag)",
    r"(?:grand total|total amount due|total for this invoice|amount due|balance due)",
    r"(?<!sub)(?<!sub )(?<!net )(?<!tax )\b(?:total|totaal|gesamt|gesamtbetrag|gesamtsumme)\b"
    r"\s*:?(?=\s)",
)
_NET = (
    r"(?:rechnungssumme|gesamtbetrag|gesamtsumme|summe) (?:ohne|exkl\.?) (?:ust|mwst)\W*",
    r"(?:total ht|total excl\S* (?:vat|tax)|net total|nettobetrag|nettosumme|summe netto|"
    r"exclusief btw)",
    r"^ *(?:sub ?total|subtotaal|zwischensumme)",
)
_LOOKED_AT = 20_000  # characters; an invoice says these things early
_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD"}
_CODES = re.compile(r"\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|CAD|AUD)\b")


def propose_answer(text: str, fields: Sequence[str]) -> str:
    """The answer as JSON text with the task's fields in order; "" when no rule found anything.

    Dates are written YYYY-MM-DD, amounts with two decimals and a point. Net and tax are given only
    when they make up the gross amount. The vendor is never guessed.
    """
    found = read_fields(text)
    answer = {field: found.get(field, "") for field in fields}
    return json.dumps(answer, ensure_ascii=False) if any(answer.values()) else ""


def read_fields(text: str) -> dict[str, str]:
    """What the rules find: invoice_number, date, currency, net, tax, gross; only what is sure."""
    text = text[:_LOOKED_AT]
    totals = _amounts_after(_GROSS, text)
    gross = totals.pop() if len(totals) == 1 else None
    found = {
        "invoice_number": _number(text),
        "date": _date_after(_DATE, text),
        "currency": _currency(text),
        "gross": _written(gross),
    }
    if gross is not None:
        printed = set(amounts(text))
        nets = {
            net
            for net in _amounts_after(_NET, text)
            if gross == net or (gross - net in printed and abs(net) < abs(gross))
        }
        if len(nets) == 1:
            net = nets.pop()
            found |= {"net": _written(net), "tax": _written(gross - net)}
    return {name: value for name, value in found.items() if value}


def _written(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def _amounts_after(labels: Sequence[str], text: str) -> set[Decimal]:
    """The amounts that stand alone on a line after the first label that has any."""
    for label in labels:
        found: set[Decimal] = set()
        for match in re.finditer(label, text, _SEARCH):
            values = list(amounts(text[match.end() :].split("\n", 1)[0]))
            if len(values) == 1:
                found.add(values[0])
        if found:
            return found
    return set()


def _number(text: str) -> str:
    for label in _NUMBER:
        found = {
            match.group(1)
            for match in re.finditer(label + r"([^\W_][\w./-]*\w)(?=\s|$)", text, _SEARCH)
            if re.search(r"\d", match.group(1))
        }
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _date_after(labels: Sequence[str], text: str) -> str:
    """The first date after a label, on its line or on the one below; "" when they differ."""
    for label in labels:
        found = set()
        for match in re.finditer(label, text, _SEARCH):
            here, below, *_ = [*text[match.end() :].split("\n", 2), "", ""]
            days = dates(here, text) or dates(below, text)
            found.update(days[:1])
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _currency(text: str) -> str:
    codes = set(_CODES.findall(text))
    codes = codes or {code for symbol, code in _SYMBOLS.items() if symbol in text}
    return codes.pop() if len(codes) == 1 else ""
