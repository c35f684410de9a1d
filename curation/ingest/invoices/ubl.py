"""OASIS Universal Business Language 2: invoices and credit notes."""

from collections.abc import Iterator

from curation.ingest.invoices.cii import iso_day, signed_charge
from curation.ingest.invoices.invoice import Amount, Charge, Invoice, Line, Party, TaxShare
from curation.ingest.invoices.xml_tree import Node

UBL_INVOICE, UBL_CREDIT_NOTE = "Invoice", "CreditNote"
"""The names of the outermost elements."""


def read_ubl(root: Node) -> list[Invoice]:
    """The one invoice or credit note of the document."""
    totals = root.first("LegalMonetaryTotal")
    currency = root.at("DocumentCurrencyCode")
    taxes = _in_currency(root.all("TaxTotal"), currency)
    means = root.all("PaymentMeans")
    due = root.at("DueDate") or next(
        (day for node in means if (day := node.at("PaymentDueDate"))), ""
    )
    return [
        Invoice(
            syntax="UBL",
            seller=_party(root.first("AccountingSupplierParty", "Party")),
            buyer=_party(root.first("AccountingCustomerParty", "Party")),
            number=root.at("ID"),
            type_code=root.at("InvoiceTypeCode|CreditNoteTypeCode")
            or ("381" if root.name == UBL_CREDIT_NOTE else "380"),
            issue_date=iso_day(root.at("IssueDate")),
            due_date=iso_day(due or root.at("PaymentTerms", "PaymentDueDate")),
            currency=currency,
            net=Amount.of(totals.at("TaxExclusiveAmount")),
            tax=Amount.of(taxes.at("TaxAmount")),
            gross=Amount.of(totals.at("TaxInclusiveAmount")),
            prepaid=Amount.of(totals.at("PrepaidAmount")),
            rounding=Amount.of(totals.at("PayableRoundingAmount")),
            payable=Amount.of(totals.at("PayableAmount")),
            iban=root.at("PaymentMeans", "PayeeFinancialAccount", "ID"),
            order=root.at("OrderReference", "ID"),
            terms=root.at("PaymentTerms", "Note"),
            notes=tuple(note.text for note in root.all("Note") if note.text),
            lines=tuple(_lines(root)),
            charges=tuple(_charges(root)),
            taxes=tuple(
                TaxShare(
                    base=Amount.of(share.at("TaxableAmount")),
                    rate=Amount.of(share.at("TaxCategory", "Percent") or share.at("Percent")),
                    tax=Amount.of(share.at("TaxAmount")),
                )
                for share in taxes.all("TaxSubtotal")
            ),
        )
    ]


def _in_currency(totals: list[Node], currency: str) -> Node:
    """The tax total in the invoice's currency; a second one is in the seller's own."""
    own = [node for node in totals if node.first("TaxAmount").attribute("currencyID") == currency]
    return next(iter(own or totals), Node.nothing())


def _party(party: Node) -> Party:
    address = party.first("PostalAddress")
    town = f"{address.at('PostalZone')} {address.at('CityName')}".strip()
    lines = [
        address.at("StreetName"),
        address.at("AdditionalStreetName"),
        address.at("AddressLine", "Line"),
        town,
        address.at("Country", "IdentificationCode"),
    ]
    person = party.first("Person")
    schemes = party.all("PartyTaxScheme")
    vat = [node for node in schemes if node.at("TaxScheme", "ID") == "VAT"]
    return Party(
        name=party.at("PartyLegalEntity", "RegistrationName")
        or party.at("PartyName", "Name")
        or f"{person.at('FirstName')} {person.at('FamilyName')}".strip(),
        tax_id=next((text for node in (*vat, *schemes) if (text := node.at("CompanyID"))), ""),
        address=tuple(line for line in lines if line),
    )


def _lines(root: Node) -> Iterator[Line]:
    for line in root.all("InvoiceLine|CreditNoteLine"):
        quantity = line.first("InvoicedQuantity|CreditedQuantity")
        item = line.first("Item")
        yield Line(
            id=line.at("ID"),
            name=item.at("Name") or item.at("Description"),
            quantity=Amount.of(quantity.text),
            unit=quantity.attribute("unitCode"),
            unit_price=Amount.of(line.at("Price", "PriceAmount")),
            amount=Amount.of(line.at("LineExtensionAmount")),
            tax_rate=Amount.of(
                item.at("ClassifiedTaxCategory", "Percent")
                or line.at("TaxTotal", "TaxSubtotal", "TaxCategory", "Percent")
            ),
        )


def _charges(root: Node) -> Iterator[Charge]:
    for node in root.all("AllowanceCharge"):
        amount = Amount.of(node.at("Amount"))
        if amount is not None:
            yield signed_charge(
                amount,
                is_charge=node.at("ChargeIndicator") == "true",
                reason=node.at("AllowanceChargeReason"),
            )
