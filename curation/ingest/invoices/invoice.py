"""An invoice, whatever it was read from."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

_DECIMAL = re.compile(r"[+-]?(?:\d{1,24}(?:\.\d{0,12})?|\.\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as a value, and as it was printed."""

    value: Decimal
    printed: str

    @classmethod
    def of(cls, text: str) -> Self | None:
        """The number that an XML document writes (XML Schema's decimal); None for anything else."""
        text = text.strip()
        if not _DECIMAL.fullmatch(text):
            return None
        return cls(value=Decimal(text), printed=text)

    @property
    def written(self) -> str:
        """The value as answers write it: a point and two decimals, or more where it has more."""
        return written(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who sends or receives an invoice; `name` may hold line breaks."""

    name: str = ""
    tax_id: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invoice; `tax_rate` in percent."""

    id: str = ""
    name: str = ""
    quantity: Amount | None = None
    unit: str = ""
    unit_price: Amount | None = None
    amount: Amount | None = None
    tax_rate: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxShare:
    """The tax of one rate: the amount it is counted on, the rate in percent and the tax."""

    base: Amount | None = None
    rate: Amount | None = None
    tax: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What is added to the lines as a whole; discounts are negative."""

    reason: str
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice. Dates are ISO 8601, "" where unknown, as is every text; amounts may be None.

    `type_code` is UNTDID 1001 (380 invoice, 381 credit note), or TD01 and so on for FatturaPA.
    `gross` is the total with tax, `payable` what is left to pay of it. `is_added_up` says that the
    gross amount is not written in the document and was made of its tax shares.
    """

    syntax: str
    seller: Party
    buyer: Party
    number: str = ""
    type_code: str = ""
    issue_date: str = ""
    due_date: str = ""
    currency: str = ""
    net: Amount | None = None
    tax: Amount | None = None
    gross: Amount | None = None
    prepaid: Amount | None = None
    rounding: Amount | None = None
    payable: Amount | None = None
    iban: str = ""
    order: str = ""
    terms: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    charges: tuple[Charge, ...] = ()
    taxes: tuple[TaxShare, ...] = ()
    is_added_up: bool = False


def written(value: Decimal) -> str:
    """A number with a point and at least two decimals, without an exponent.

    >>> written(Decimal("336.9")), written(Decimal("67.2269"))
    ('336.90', '67.2269')
    """
    text = f"{value:f}"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def one_line(text: str) -> str:
    """The text with single blanks for line breaks and runs of blanks."""
    return " ".join(text.split())
