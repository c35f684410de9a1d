"""The files of the sample project, ready to be written to a folder and read like any others."""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.sample.invoice import Invoice, make_invoices
from curation.sample.layouts import draw_invoice
from curation.sample.scans import draw_scan
from curation.sample.ticket import Ticket
from curation.sample.tickets import make_tickets, production_mix_csv, tickets_csv

TICKETS_FILE = "tickets.csv"
MIX_FILE = "production_mix.csv"
INVOICES_FOLDER = "invoices"
SCANS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleProject:
    """All of the sample: what is written, and what it is made from.

    `files` maps a path with forward strokes, below the sample's folder, to its bytes. The invoice
    at position i was drawn as the file `invoice_files[i]`.
    """

    tickets: tuple[Ticket, ...]
    invoices: tuple[Invoice, ...]
    invoice_files: tuple[str, ...]
    files: dict[str, bytes]


def make_project() -> SampleProject:
    """The sample project: every call makes the same bytes."""
    tickets, invoices = make_tickets(), make_invoices()
    names = _names(invoices)
    files = {
        TICKETS_FILE: tickets_csv(tickets).encode(),
        MIX_FILE: production_mix_csv().encode(),
    }
    for name, invoice in zip(names, invoices, strict=True):
        files[name] = draw_invoice(invoice)
    for place, invoice in enumerate(invoices[-SCANS:], 1):
        files[f"{INVOICES_FOLDER}/scan-{place}.pdf"] = draw_scan(invoice, seed=place)
    return SampleProject(
        tickets=tuple(tickets), invoices=tuple(invoices), invoice_files=tuple(names), files=files
    )


def _names(invoices: Sequence[Invoice]) -> list[str]:
    return [f"{INVOICES_FOLDER}/invoice-{place:02}.pdf" for place in range(1, len(invoices) + 1)]
