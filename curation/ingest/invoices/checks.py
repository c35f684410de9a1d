"""What does not add up in an invoice, as sentences without its values."""

import re
from collections.abc import Iterator
from decimal import Decimal

from curation.ingest.invoices.invoice import Amount, Invoice

_CENT = Decimal("0.01")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_PRINTED_IBAN = re.compile(
    r"\bIBAN\b\W{0,3}([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\b"
)
DUE_TOO_EARLY = "It is due before its own date."
WRONG_IBAN = "The check digits of the IBAN are wrong."
LINES_NOT_NET = "The lines do not add up to the net amount."
PARTS_NOT_GROSS = "Net and tax do not add up to the gross amount."
PAYABLE_NOT_GROSS = "The amount to pay differs from the gross amount."
_SEPARATORS = re.compile(r"[\s.-]")


def check_invoice(invoice: Invoice) -> tuple[str, ...]:
    """What a person should look at; what is missing is not checked."""
    return tuple(_findings(invoice))


def check_page(text: str, issue_date: str, due_date: str) -> tuple[str, ...]:
    """What a person should look at on a page that has no XML; dates are ISO 8601 or ""."""
    remarks = []
    if issue_date and due_date and due_date < issue_date:
        remarks.append(DUE_TOO_EARLY)
    if any(not is_iban(match[1]) for match in _PRINTED_IBAN.finditer(text)):
        remarks.append(WRONG_IBAN)
    return tuple(remarks)


def _findings(invoice: Invoice) -> Iterator[str]:
    net, tax, gross = invoice.net, invoice.tax, invoice.gross
    rounding = invoice.rounding.value if invoice.rounding else Decimal(0)
    if invoice.is_added_up:
        yield "The invoice names no total: it was made of its net amount and its tax."
    amounts = [line.amount for line in invoice.lines]
    if amounts and net and all(amounts) and not _lines_make(net, invoice):
        yield LINES_NOT_NET
    if net and tax and gross and not _near(net.value + tax.value, gross, rounding):
        yield PARTS_NOT_GROSS
    shares = [share.tax.value for share in invoice.taxes if share.tax]
    if tax and len(shares) == len(invoice.taxes) > 0 and not _near(sum(shares), tax):
        yield "The taxes of the single rates do not add up to the tax."
    if gross and invoice.payable and gross.value != invoice.payable.value:
        yield PAYABLE_NOT_GROSS
    if invoice.issue_date and invoice.due_date and invoice.due_date < invoice.issue_date:
        yield DUE_TOO_EARLY
    if not is_iban(invoice.iban) and looks_like_iban(invoice.iban):
        yield WRONG_IBAN


def looks_like_iban(text: str) -> bool:
    """True for two letters, two digits and what an account number is made of."""
    return _IBAN.fullmatch(_SEPARATORS.sub("", text).upper()) is not None


def is_iban(text: str) -> bool:
    """True when the check digits fit (ISO 13616: modulo 97, letters counted from A = 10)."""
    plain = _SEPARATORS.sub("", text).upper()
    if not _IBAN.fullmatch(plain):
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _lines_make(net: Amount, invoice: Invoice) -> bool:
    lines = [line.amount.value for line in invoice.lines if line.amount]
    charges = [charge.amount.value for charge in invoice.charges]
    return _near(sum([*lines, *charges], Decimal(0)), net)


def _near(value: Decimal | int, amount: Amount, more: Decimal = Decimal(0)) -> bool:
    """True within a cent, with or without `more`, which some formats count and others do not."""
    difference = abs(Decimal(value) - amount.value)
    return difference <= _CENT or abs(difference - abs(more)) <= _CENT
