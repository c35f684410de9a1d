"""Three invented experts who mostly agree: what each would say of a ticket or an invoice."""

import json
import random
from dataclasses import dataclass
from enum import StrEnum

from curation.review.decision import Decision
from curation.sample.invoice import Invoice
from curation.sample.ticket import Flaw, Ticket


class Slip(StrEnum):
    """How an expert tends to get an invoice wrong."""

    VENDOR = "vendor"  # the legal form is left out
    DATE = "date"  # day and month change places
    NET = "net"  # the gross amount is written for the net amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """One invented expert: how often, from 0 to 1, they do what they tend to do.

    `mixes` labels, `edits` or `rejects` a weak reply, `doubts` a good one, `slips` on invoices.
    `step` is which of the two ideal replies they write, `seconds` their usual time.
    """

    id: str
    name: str
    mixes: float
    edits: float
    rejects: float
    doubts: float
    slips: float
    slip: Slip
    step: int
    seconds: float


EXPERTS = (
    Expert(
        id="ada", name="Ada", mixes=0.02, edits=0.95, rejects=0.0, doubts=0.0,
        slips=0.04, slip=Slip.DATE, step=0, seconds=38,
    ),
    Expert(
        id="ben", name="Ben", mixes=0.1, edits=0.6, rejects=0.0, doubts=0.0,
        slips=0.22, slip=Slip.VENDOR, step=1, seconds=19,
    ),
    Expert(
        id="chi", name="Chi", mixes=0.04, edits=0.7, rejects=0.2, doubts=0.04,
        slips=0.08, slip=Slip.NET, step=0, seconds=27,
    ),
)  # fmt: skip

_MIXED_UP = {
    "delivery": "product",
    "product": "delivery",
    "refund": "billing",
    "billing": "refund",
    "account": "billing",
    "cancellation": "refund",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What an expert says of one example.

    `label` and `text` are empty on a rejection; an empty `text` on an acceptance means that the
    answer is taken as it was shown. `seconds` is how long they took.
    """

    expert: Expert
    decision: Decision
    label: str = ""
    text: str = ""
    seconds: float


def experts_for(position: int) -> tuple[Expert, ...]:
    """Who has reviewed the example at a position of the export, counted from 0.

    Of ten in a row, one is left for the user and one has a single review.
    """
    first, second = (EXPERTS[(position + shift) % len(EXPERTS)] for shift in range(2))
    if position % 10 == 9:
        return ()
    return (first,) if position % 10 == 4 else (first, second)


def opinion_on_ticket(expert: Expert, ticket: Ticket) -> Opinion:
    """What this expert says of a ticket; always the same."""
    rng = random.Random(f"{expert.id} {ticket.ticket_id}")
    seconds = _seconds(expert, rng)
    roll = rng.random()
    if ticket.flaw == Flaw.WRONG:
        return _rejection(expert, seconds)
    if ticket.flaw == Flaw.WEAK and roll < expert.rejects:
        return _rejection(expert, seconds)
    if ticket.flaw == Flaw.NONE and roll < expert.doubts:
        return _rejection(expert, seconds)
    edits = ticket.flaw == Flaw.WEAK and roll < expert.rejects + expert.edits
    mixes = rng.random() < expert.mixes
    return Opinion(
        expert=expert,
        decision=Decision.ACCEPT,
        label=_MIXED_UP[ticket.meant] if mixes else ticket.meant,
        text=ticket.ideal[expert.step] if edits else "",
        seconds=seconds * (2.5 if edits else 1),
    )


def opinion_on_invoice(expert: Expert, invoice: Invoice) -> Opinion:
    """What this expert reads on an invoice, as JSON text; always the same."""
    rng = random.Random(f"{expert.id} {invoice.number}")
    seconds = _seconds(expert, rng)
    fields = invoice.fields
    if rng.random() < expert.slips:
        fields |= _slip(expert.slip, invoice)
    return Opinion(
        expert=expert,
        decision=Decision.ACCEPT,
        text=json.dumps(fields, ensure_ascii=False),
        seconds=seconds * 2,
    )


def _slip(slip: Slip, invoice: Invoice) -> dict[str, str]:
    if slip == Slip.VENDOR:
        return {"vendor": " ".join(invoice.vendor.name.split()[:2])}
    if slip == Slip.NET:
        return {"net": invoice.fields["gross"]}
    day = invoice.day
    swapped = f"{day.year}-{day.day:02}-{day.month:02}" if day.day <= 12 else ""
    return {"date": swapped}


def _rejection(expert: Expert, seconds: float) -> Opinion:
    return Opinion(expert=expert, decision=Decision.REJECT, seconds=seconds)


def _seconds(expert: Expert, rng: random.Random) -> float:
    return round(expert.seconds * rng.uniform(0.6, 1.8), 1)
