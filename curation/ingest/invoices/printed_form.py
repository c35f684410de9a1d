"""An invoice's structured values as a page that a person can read."""

from collections.abc import Iterator

from curation.ingest.invoices.invoice import Amount, Invoice, Line, Party, TaxShare, one_line

_TITLES = {
    "326": "Partial invoice",
    "380": "Invoice",
    "381": "Credit note",
    "383": "Debit note",
    "384": "Corrected invoice",
    "386": "Prepayment invoice",
    "389": "Self-billed invoice",
    "TD01": "Invoice",
    "TD02": "Invoice for a prepayment",
    "TD04": "Credit note",
    "TD05": "Debit note",
    "TD06": "Fee note",
}
"""UNTDID 1001 and the Italian TipoDocumento; other codes are titled "Invoice"."""


def printed_form(invoice: Invoice) -> str:
    """The invoice as text: the same invoice gives the same text, and nothing empty is printed."""
    blocks = [
        [_TITLES.get(invoice.type_code, "Invoice")],
        list(_facts(invoice)),
        list(_party("Seller", invoice.seller)),
        list(_party("Buyer", invoice.buyer)),
        [text for note in invoice.notes if (text := note.strip())],
        [printed for line in invoice.lines for printed in _line(line)],
        list(_totals(invoice)),
        list(_payment(invoice)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _labelled(*pairs: tuple[str, str]) -> Iterator[str]:
    return (f"{label}: {one_line(value)}" for label, value in pairs if value.strip())


def _facts(invoice: Invoice) -> Iterator[str]:
    yield from _labelled(
        ("Number", invoice.number),
        ("Date", invoice.issue_date),
        ("Due date", invoice.due_date),
        ("Order", invoice.order),
        ("Currency", invoice.currency),
    )


def _party(title: str, party: Party) -> Iterator[str]:
    lines = [party.name, *party.address]
    printed = [one_line(line) for text in lines for line in text.splitlines() if line.strip()]
    if printed or party.tax_id:
        yield f"{title}:"
        yield from printed
        yield from _labelled(("Tax number", party.tax_id))


def _line(line: Line) -> Iterator[str]:
    yield " ".join(part for part in (one_line(line.id), one_line(line.name)) if part)
    figures = [
        f"{label} {amount.printed}{after}"
        for label, amount, after in (
            ("Quantity", line.quantity, f" {one_line(line.unit)}".rstrip()),
            ("Unit price", line.unit_price, ""),
            ("Tax rate", line.tax_rate, " %"),
            ("Amount", line.amount, ""),
        )
        if amount is not None
    ]
    if figures:
        yield f"    {', '.join(figures)}"


def _totals(invoice: Invoice) -> Iterator[str]:
    for charge in invoice.charges:
        yield f"{one_line(charge.reason)}: {charge.amount.printed}"
    yield from _amount("Net amount", invoice.net)
    yield from (printed for share in invoice.taxes for printed in _tax(share))
    yield from _amount("Tax", invoice.tax)
    yield from _amount("Total with tax", invoice.gross)
    yield from _amount("Already paid", invoice.prepaid)
    yield from _amount("Rounding", invoice.rounding)
    yield from _amount("To pay", invoice.payable)


def _tax(share: TaxShare) -> Iterator[str]:
    if share.tax is not None and share.base is not None:
        rate = f" {share.rate.printed} %" if share.rate else ""
        yield f"Tax{rate} on {share.base.printed}: {share.tax.printed}"


def _amount(label: str, amount: Amount | None) -> Iterator[str]:
    if amount is not None:
        yield f"{label}: {amount.printed}"


def _payment(invoice: Invoice) -> Iterator[str]:
    yield from _labelled(("IBAN", invoice.iban), ("Terms", invoice.terms))
