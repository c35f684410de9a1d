"""What the fields of an invoice's answer must fulfil, as data that a browser can follow too.

A rule holds while one of its fields is empty: what is missing is not checked. The desk in the
browser is sent these rules and follows them while somebody types; only what a kind of rule means
is written there a second time, and a test holds both to the same cases.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from curation.ingest.invoices.answers import COLUMNS, LINE_ITEMS
from curation.ingest.invoices.checks import (
    DUE_TOO_EARLY,
    LINES_NOT_NET,
    PARTS_NOT_GROSS,
    PAYABLE_NOT_GROSS,
    WRONG_IBAN,
    is_iban,
)

CENT = Decimal("0.01")
HALF_A_CENT = Decimal("0.005")
"""How far a printed price may be from the true one."""

_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,8})?", re.ASCII)


class RuleKind(StrEnum):
    """What a rule says of its fields, in their order."""

    FORM = "form"  # the field is written as `pattern` says
    DAY = "day"  # the field is a day of the calendar, YYYY-MM-DD
    IBAN = "iban"  # the check digits of the field fit
    SUM = "sum"  # all fields but the last add up to the last, within a cent
    ORDER = "order"  # the second day is not before the first
    SHARE = "share"  # the first amount is between nothing and `limit` of the second
    COLUMN = "column"  # the last column of the lines adds up to the second field
    PRODUCT = "product"  # in each line the first two of `columns` make the last


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One thing that fields must fulfil; `says` is what a person is told where they do not.

    `pattern` is a regular expression of the whole value, of what Python and browsers read alike;
    `limit` a share from 0 to 1; `columns` are keys of a line.
    """

    kind: RuleKind
    fields: tuple[str, ...]
    says: str
    pattern: str = ""
    limit: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A rule that values break; `line` is the line (from 0) where it is about one."""

    rule: FieldRule
    line: int | None = None


_AMOUNTS = ("net", "tax", "gross", "payable")
_DAYS = ("date", "due_date")

RULES = (
    *(
        FieldRule(
            kind=RuleKind.FORM,
            fields=(name,),
            says="Write the amount with a point and two decimals: 1234.50.",
            pattern=r"-?[0-9]{1,12}\.[0-9]{2}",
        )
        for name in _AMOUNTS
    ),
    FieldRule(
        kind=RuleKind.FORM,
        fields=("currency",),
        says="Write the currency as three capital letters: EUR.",
        pattern="[A-Z]{3}",
    ),
    *(
        FieldRule(
            kind=RuleKind.DAY,
            fields=(name,),
            says="This is no day of the calendar. Write it as 2026-03-31.",
        )
        for name in _DAYS
    ),
    FieldRule(kind=RuleKind.ORDER, fields=_DAYS, says=DUE_TOO_EARLY),
    FieldRule(kind=RuleKind.IBAN, fields=("iban",), says=WRONG_IBAN),
    FieldRule(
        kind=RuleKind.SHARE,
        fields=("tax", "net"),
        says="The tax is below nothing or above 30 % of the net amount.",
        limit="0.30",
    ),
    FieldRule(kind=RuleKind.SUM, fields=("net", "tax", "gross"), says=PARTS_NOT_GROSS),
    FieldRule(kind=RuleKind.SUM, fields=("gross", "payable"), says=PAYABLE_NOT_GROSS),
    FieldRule(
        kind=RuleKind.COLUMN, fields=(LINE_ITEMS, "net"), says=LINES_NOT_NET, columns=("amount",)
    ),
    FieldRule(
        kind=RuleKind.PRODUCT,
        fields=(LINE_ITEMS,),
        says="In a line, quantity times price is not the amount.",
        columns=("quantity", "unit_price", "amount"),
    ),
)
"""Every rule; the fields are those that the ingest fills in by these names."""


def rules_for(fields: Collection[str]) -> tuple[FieldRule, ...]:
    """The rules whose fields an answer of these fields all has."""
    return tuple(rule for rule in RULES if set(rule.fields) <= set(fields))


def tables_for(fields: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The columns of each of these fields that is a list of lines."""
    return {LINE_ITEMS: COLUMNS} if LINE_ITEMS in fields else {}


def broken_rules(values: Mapping[str, str]) -> list[Broken]:
    """The rules that the values of an answer break, in the order of the table."""
    return [broken for rule in rules_for(values) for broken in _breaks(rule, values)]


def _breaks(rule: FieldRule, values: Mapping[str, str]) -> Iterator[Broken]:
    given = [values[name].strip() for name in rule.fields]
    if not all(given):
        return
    if rule.kind is RuleKind.PRODUCT:
        for number, line in enumerate(_lines(given[0])):
            if not _is_product([_number(line.get(column, "")) for column in rule.columns]):
                yield Broken(rule=rule, line=number)
    elif not _holds(rule, given):
        yield Broken(rule=rule)


def _holds(rule: FieldRule, given: Sequence[str]) -> bool:
    match rule.kind:
        case RuleKind.FORM:
            return re.fullmatch(rule.pattern, given[0], re.ASCII) is not None
        case RuleKind.DAY:
            return _is_day(given[0])
        case RuleKind.IBAN:
            return is_iban(given[0])
        case RuleKind.ORDER:
            return not all(map(_is_day, given)) or given[0] <= given[1]
        case RuleKind.COLUMN:
            column = [_number(line.get(rule.columns[0], "")) for line in _lines(given[0])]
            return not column or _adds_up([*column, _number(given[1])])
        case RuleKind.SHARE:
            return _is_share([_number(value) for value in given], Decimal(rule.limit))
        case _:
            return _adds_up([_number(value) for value in given])


def _is_share(numbers: Sequence[Decimal | None], limit: Decimal) -> bool:
    part, whole = numbers
    if part is None or whole is None or not whole:
        return True
    return 0 <= part / whole <= limit


def _adds_up(numbers: Sequence[Decimal | None]) -> bool:
    known = [number for number in numbers if number is not None]
    return len(known) < len(numbers) or abs(sum(known[:-1], Decimal(0)) - known[-1]) <= CENT


def _is_product(numbers: Sequence[Decimal | None]) -> bool:
    quantity, price, amount = numbers
    if quantity is None or price is None or amount is None:
        return True
    return abs(quantity * price - amount) <= CENT + HALF_A_CENT * abs(quantity)


def _number(text: object) -> Decimal | None:
    found = _NUMBER.fullmatch(text.strip()) if isinstance(text, str) else None
    return Decimal(found.group()) if found else None


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _lines(text: str) -> list[dict[str, object]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [line for line in value if isinstance(line, dict)] if isinstance(value, list) else []
