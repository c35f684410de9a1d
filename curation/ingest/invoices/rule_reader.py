"""A first proposal of an invoice's fields by plain rules; what is unsure stays empty."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from curation.ingest.invoices import labels
from curation.ingest.invoices.invoice import written
from curation.ingest.invoices.page_lines import Line, Word, readable_lines
from curation.ingest.invoices.printed_values import amount_spans, amounts, date_spans
from curation.ingest.invoices.vendor_rules import find_vendor

_SEARCH = re.IGNORECASE
_BELOW = 2.6  # heights of a line between a label and the value under it
_IDENTIFIER = re.compile(r"[^\W_][\w./-]*\w(?=\s|$|[,;])")
_SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD"}
_CODES = re.compile(r"\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|CAD|AUD)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value, how sure the rules are of it from 0 to 1, and the words it was read from."""

    value: str
    score: float
    words: tuple[Word, ...] = ()


def read_fields(words: Sequence[Word]) -> dict[str, Found]:
    """What the rules find: vendor, invoice_number, date, due_date, currency, net, tax, gross.

    Dates are written YYYY-MM-DD, amounts with two decimals and a point. Net and tax are given only
    when they make up the gross amount.
    """
    lines = readable_lines(words)
    text = "\n".join(line.text for line in lines)
    found = {
        "vendor": _vendor(lines),
        "invoice_number": _number(lines),
        "date": _day(lines, text, labels.DATE),
        "due_date": _day(lines, text, labels.DUE),
        "currency": _currency(lines, text),
        **_totals(lines, text),
    }
    return {name: value for name, value in found.items() if value}


def _vendor(lines: Sequence[Line]) -> Found | None:
    vendor = find_vendor(lines)
    if not vendor:
        return None
    return Found(value=vendor.name, score=vendor.score, words=vendor.words)


_ENDS_COLUMN = re.compile(r"(?: ?(?:[A-Z]{3}|[€$£]))? {2,}[^\W\d]")
"""What follows an amount after which another column begins with words."""

_TAX = r"(?:vat|tax|btw|mwst|ust|umsatzsteuer|tva|iva|gst)"
_RATE = r"[1-9]\d?(?:[.,]\d+)? ?%"
_TAX_RATE = re.compile(rf"\b{_TAX}\b\D{{0,12}}{_RATE}|{_RATE} ?{_TAX}\b", re.IGNORECASE)
"""A tax that is not nothing."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a value may stand: in a line from a character on, or in a piece of the line below."""

    line: Line
    start: int

    @property
    def text(self) -> str:
        return self.line.text[self.start :]

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        return self.line.between(self.start + start, self.start + end)


def _after(lines: Sequence[Line], label: str) -> Iterator[tuple[_Spot, list[_Spot]]]:
    """For each place of a label: what stands after it on its line, and what stands under it."""
    pattern = re.compile(label, _SEARCH)
    for index, line in enumerate(lines):
        for match in pattern.finditer(line.text):
            yield _Spot(line, match.end()), _under(lines, index, match.start(), match.end())


def _under(lines: Sequence[Line], index: int, start: int, end: int) -> list[_Spot]:
    """The pieces of the lines below that stand under a label, up to the first far one."""
    line = lines[index]
    label = line.between(start, max(end, start + 1))
    if not label:
        return []
    right = min((word.x0 for word in line.words if word.x0 > label[-1].x1), default=1e9)
    left = max((word.x1 for word in line.words if word.x1 < label[0].x0), default=-1e9)
    left, right = max(left, label[0].x0 - 40), min(right, label[-1].x1 + 60)
    below: list[_Spot] = []
    bottom = line.bottom
    for other in lines[index + 1 :]:
        height = line.bottom - line.top
        if other.page != line.page or other.top - bottom > _BELOW * height:
            break
        piece = other.within(left, right)
        if piece:
            below.append(_Spot(piece, 0))
            bottom = other.bottom
    return below


def _number(lines: Sequence[Line]) -> Found | None:
    for rank, label in enumerate(labels.NUMBER):
        found: dict[str, Found] = {}
        for spot, under in _after(lines, label):
            for candidate in (spot, *under[:1]):
                match = _IDENTIFIER.match(candidate.text.lstrip())
                if match and re.search(r"\d", match[0]) and not _is_date_or_amount(match[0]):
                    blanks = len(candidate.text) - len(candidate.text.lstrip())
                    words = candidate.words(blanks, blanks + match.end())
                    score = 0.9 if rank < 2 else 0.7
                    found.setdefault(match[0], Found(value=match[0], score=score, words=words))
                    break
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _is_date_or_amount(text: str) -> bool:
    return bool(list(amounts(text))) or any(True for _ in date_spans(text, text))


def _day(lines: Sequence[Line], text: str, patterns: Sequence[str]) -> Found | None:
    """The first date after a label, on its line or under it; None when two places differ."""
    for rank, label in enumerate(patterns):
        found: dict[str, Found] = {}
        for spot, under in _after(lines, label):
            for candidate in (spot, *under[:1]):
                days = list(date_spans(candidate.text, text))
                if days:
                    day, start, end = days[0]
                    words = candidate.words(start, end)
                    found.setdefault(day, Found(value=day, score=0.9 - 0.1 * rank, words=words))
                    break
        if found:
            (first, *more) = found.values()
            return first if first.value and not more else None
    return None


def _currency(lines: Sequence[Line], text: str) -> Found | None:
    for spot, under in _after(lines, labels.CURRENCY):
        for candidate in (spot, *under[:1]):
            match = _CODES.search(candidate.text)
            if match:
                words = candidate.words(match.start(), match.end())
                return Found(value=match[0], score=0.9, words=words)
    codes = set(_CODES.findall(text))
    codes = codes or {code for symbol, code in _SYMBOLS.items() if symbol in text}
    return Found(value=codes.pop(), score=0.8) if len(codes) == 1 else None


def _totals(lines: Sequence[Line], text: str) -> dict[str, Found | None]:
    printed = set(amounts(text))
    grosses = _amounts_at(lines, labels.GROSS)
    if len(grosses) > 1:  # of several totals the one that net and tax make up
        grosses = {
            value: found for value, found in grosses.items() if _parts(lines, value, printed)
        }
    if len(grosses) != 1:
        return {}
    ((value, gross),) = grosses.items()
    parts = _parts(lines, value, printed)
    if len(parts) != 1:
        return {"gross": gross}
    ((net, found),) = parts.items()
    tax = value - net
    words = _words_of(lines, tax)
    return {
        "net": found,
        "tax": Found(value=written(tax), score=0.8, words=words),
        "gross": Found(value=gross.value, score=0.95, words=gross.words),
    }


def _parts(lines: Sequence[Line], gross: Decimal, printed: set[Decimal]) -> dict[Decimal, Found]:
    """The net amounts that make up the gross amount with a tax that is printed, or without any."""
    nets = _amounts_at(lines, labels.NET, all_labels=True)
    is_taxed = any(_TAX_RATE.search(line.text) for line in lines)
    fitting = {
        net: found
        for net, found in nets.items()
        if (net == gross and not is_taxed) or (gross - net in printed and abs(net) < abs(gross))
    }
    taxed = {net: found for net, found in fitting.items() if net != gross}
    return taxed or fitting


def _amounts_at(
    lines: Sequence[Line], patterns: Sequence[str], *, all_labels: bool = False
) -> dict[Decimal, Found]:
    """The amounts that stand alone after the first label that has any, or after all of them."""
    found: dict[Decimal, Found] = {}
    for rank, label in enumerate(patterns):
        for spot, under in _after(lines, label):
            here = list(amount_spans(spot.text))
            if len(here) == 1 or (here and _ENDS_COLUMN.match(spot.text, here[0][2])):
                value, start, end = here[0]
                words = spot.words(start, end)
                found.setdefault(value, _total(value, 0.85 - 0.1 * rank, words))
            elif not here and (total := _column_total(under)):
                found.setdefault(total[0], _total(total[0], 0.8 - 0.1 * rank, total[1]))
        if found and not all_labels:
            break
    return found


def _column_total(under: Sequence[_Spot]) -> tuple[Decimal, tuple[Word, ...]] | None:
    """The last amount of a column when it is the only one or the sum of those above it."""
    column: list[tuple[Decimal, tuple[Word, ...]]] = []
    for spot in under:
        here = list(amount_spans(spot.text))
        if len(here) != 1:
            break
        value, start, end = here[0]
        column.append((value, spot.words(start, end)))
    values = [value for value, _ in column]
    if column and (len(column) == 1 or sum(values[:-1]) == values[-1]):
        return column[-1]
    return None


def _total(value: Decimal, score: float, words: tuple[Word, ...]) -> Found:
    return Found(value=written(value), score=round(score, 2), words=words)


def _words_of(lines: Sequence[Line], value: Decimal) -> tuple[Word, ...]:
    """The words of the last place where an amount is printed."""
    for line in reversed(lines):
        for amount, start, end in amount_spans(line.text):
            if amount == value:
                return line.between(start, end)
    return ()
