"""The invoices of the sample project as values: who sends what to whom, and the totals."""

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from curation.sample.banks import vendors

SEED = 20261121
COUNT = 40
_CENT = Decimal("0.01")


class Layout(StrEnum):
    """How an invoice is drawn."""

    CLASSIC = "classic"  # English, sender left, numbers right
    BAND = "band"  # English, a coloured band, three columns of facts
    LETTER = "letter"  # German business letter
    FACTURE = "facture"  # French
    SLIP = "slip"  # English, narrow, total first


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """An invented business that sends invoices; `tax` is its rate in percent."""

    name: str
    street: str
    town: str
    tax_id: str
    layout: Layout
    currency: str
    tax: int
    prefix: str
    goods: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invoice."""

    text: str
    count: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Count times price."""
        return self.count * self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice before it is drawn. Net plus tax makes gross, to the cent."""

    vendor: Vendor
    number: str
    day: date
    customer: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def net(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """The tax on the net amount, rounded half up to the cent."""
        return (self.net * self.vendor.tax / 100).quantize(_CENT, ROUND_HALF_UP)

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax

    @property
    def fields(self) -> dict[str, str]:
        """The right answer to the invoice task, in the order of its fields."""
        return {
            "vendor": self.vendor.name,
            "invoice_number": self.number,
            "date": self.day.isoformat(),
            "currency": self.vendor.currency,
            "net": f"{self.net:.2f}",
            "tax": f"{self.tax:.2f}",
            "gross": f"{self.gross:.2f}",
        }

    @property
    def answer(self) -> str:
        """The right answer as JSON text."""
        return json.dumps(self.fields, ensure_ascii=False)


def make_invoices(seed: int = SEED) -> list[Invoice]:
    """40 invoices of invented vendors: the same seed, the same invoices."""
    rng = random.Random(seed)
    senders = [
        Vendor(**{**table, "layout": Layout(table["layout"])}) for table in vendors()["vendor"]
    ]
    customers = [tuple(customer) for customer in vendors()["customers"]]
    return [
        _invoice(rng, senders[index % len(senders)], rng.choice(customers))
        for index in range(COUNT)
    ]


def _invoice(rng: random.Random, vendor: Vendor, customer: tuple[str, ...]) -> Invoice:
    day = date(2026, 1, 5) + timedelta(days=rng.randrange(250))
    return Invoice(
        vendor=vendor,
        number=vendor.prefix.format(year=day.year, number=rng.randrange(100, 9999)),
        day=day,
        customer=customer,
        lines=tuple(
            Line(
                text=text,
                count=rng.choice((1, 1, 2, 3, 5, 10)),
                price=Decimal(round(450 * 90 ** rng.random())) / 100,  # 4.50 to 405.00
            )
            for text in rng.sample(vendor.goods, rng.randrange(1, 6))
        ),
    )
