"""UN/CEFACT Cross Industry Invoice, in the pure form and as Factur-X, ZUGFeRD 1 and 2 wrap it.

ZUGFeRD 1 writes an older edition, in which some elements have other names: "new|old".
"""

from collections.abc import Iterator

from curation.ingest.invoices.invoice import Amount, Charge, Invoice, Line, Party, TaxShare
from curation.ingest.invoices.xml_tree import Node

CII, ZUGFERD_1 = "CrossIndustryInvoice", "CrossIndustryDocument"
"""The names of the outermost elements."""

_DOCUMENT = "ExchangedDocument|HeaderExchangedDocument"
_TRADE = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
_AGREEMENT = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
_SETTLEMENT = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
_TOTALS = (
    "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
)
_LINE_AGREEMENT = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
_LINE_DELIVERY = "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
_LINE_SETTLEMENT = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
_LINE_TOTALS = (
    "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
)
_RATE = "RateApplicablePercent|ApplicablePercent"
_DATE = ("DateTimeString|DateTime|Date",)


def read_cii(root: Node) -> list[Invoice]:
    """The one invoice of the document."""
    document, trade = root.first(_DOCUMENT), root.first(_TRADE)
    agreement, settlement = trade.first(_AGREEMENT), trade.first(_SETTLEMENT)
    totals = settlement.first(_TOTALS)
    currency = settlement.at("InvoiceCurrencyCode")
    return [
        Invoice(
            syntax="ZUGFeRD 1" if root.name == ZUGFERD_1 else "CII",
            seller=_party(agreement.first("SellerTradeParty")),
            buyer=_party(agreement.first("BuyerTradeParty")),
            number=document.at("ID"),
            type_code=document.at("TypeCode"),
            issue_date=iso_day(document.at("IssueDateTime", *_DATE)),
            due_date=iso_day(
                settlement.at("SpecifiedTradePaymentTerms", "DueDateDateTime", *_DATE)
            ),
            currency=currency,
            net=_total(totals, "TaxBasisTotalAmount", currency),
            tax=_total(totals, "TaxTotalAmount", currency),
            gross=_total(totals, "GrandTotalAmount", currency),
            prepaid=_total(totals, "TotalPrepaidAmount", currency),
            rounding=_total(totals, "RoundingAmount", currency),
            payable=_total(totals, "DuePayableAmount", currency),
            iban=settlement.at(
                "SpecifiedTradeSettlementPaymentMeans",
                "PayeePartyCreditorFinancialAccount",
                "IBANID",
            ),
            order=agreement.at("BuyerOrderReferencedDocument", "IssuerAssignedID|ID"),
            terms=settlement.at("SpecifiedTradePaymentTerms", "Description"),
            notes=tuple(note.text for note in document.all("IncludedNote", "Content") if note.text),
            lines=tuple(_lines(trade)),
            charges=tuple(_charges(settlement)),
            taxes=tuple(
                TaxShare(
                    base=Amount.of(share.at("BasisAmount")),
                    rate=Amount.of(share.at(_RATE)),
                    tax=Amount.of(share.at("CalculatedAmount")),
                )
                for share in settlement.all("ApplicableTradeTax")
            ),
        )
    ]


def iso_day(text: str) -> str:
    """A day as YYYY-MM-DD out of YYYYMMDD or YYYY-MM-DD, with or without a time or a zone.

    "" when there is none, and the text itself for anything else, so that a person sees it.
    """
    digits = text.replace("-", "")[:8]
    if len(digits) == 8 and digits.isascii() and digits.isdigit():
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return text


def _party(party: Node) -> Party:
    address = party.first("PostalTradeAddress")
    town = f"{address.at('PostcodeCode')} {address.at('CityName')}".strip()
    registrations = party.all("SpecifiedTaxRegistration", "ID")
    vat = [node.text for node in registrations if node.attribute("schemeID") in ("VA", "")]
    lines = [address.at(name) for name in ("LineOne", "LineTwo", "LineThree")]
    return Party(
        name=party.at("Name"),
        tax_id=next(iter([*vat, *(node.text for node in registrations)]), ""),
        address=tuple(line for line in (*lines, town, address.at("CountryID")) if line),
    )


def _total(totals: Node, name: str, currency: str) -> Amount | None:
    """The total in the invoice's currency; the tax may be repeated in the seller's own."""
    nodes = totals.all(name)
    own = [node for node in nodes if node.attribute("currencyID") in ("", currency)]
    return next((Amount.of(node.text) for node in own or nodes), None)


def _lines(trade: Node) -> Iterator[Line]:
    for line in trade.all("IncludedSupplyChainTradeLineItem"):
        product = line.first("SpecifiedTradeProduct")
        quantity = line.first(_LINE_DELIVERY, "BilledQuantity")
        amount = Amount.of(line.at(_LINE_SETTLEMENT, _LINE_TOTALS, "LineTotalAmount"))
        if not product.at("Name") and amount is None:
            continue  # ZUGFeRD 1 writes remarks between the lines as lines
        yield Line(
            id=line.at("AssociatedDocumentLineDocument", "LineID"),
            name=product.at("Name") or product.at("Description"),
            quantity=Amount.of(quantity.text),
            unit=quantity.attribute("unitCode"),
            unit_price=Amount.of(
                line.at(_LINE_AGREEMENT, "NetPriceProductTradePrice", "ChargeAmount")
            ),
            amount=amount,
            tax_rate=Amount.of(line.at(_LINE_SETTLEMENT, "ApplicableTradeTax", _RATE)),
        )


def _charges(settlement: Node) -> Iterator[Charge]:
    for node in settlement.all("SpecifiedTradeAllowanceCharge"):
        amount = Amount.of(node.at("ActualAmount"))
        if amount is not None:
            yield signed_charge(
                amount,
                is_charge=node.at("ChargeIndicator", "Indicator") == "true",
                reason=node.at("Reason"),
            )
    for node in settlement.all("SpecifiedLogisticsServiceCharge"):
        amount = Amount.of(node.at("AppliedAmount"))
        if amount is not None:
            yield signed_charge(amount, is_charge=True, reason=node.at("Description"))


def signed_charge(amount: Amount, *, is_charge: bool, reason: str) -> Charge:
    """The charge, or the discount with its sign turned."""
    if is_charge:
        return Charge(reason=reason or "Charge", amount=amount)
    turned = Amount(value=-amount.value, printed=f"-{amount.printed}")
    return Charge(reason=reason or "Discount", amount=turned)
