"""FatturaPA, the Italian invoice: one seller and buyer, and one or more invoices."""

from decimal import Decimal

from curation.ingest.invoices.cii import iso_day
from curation.ingest.invoices.invoice import (
    Amount,
    Charge,
    Invoice,
    Line,
    Party,
    TaxShare,
    one_line,
    written,
)
from curation.ingest.invoices.xml_tree import Node

FATTURA = "FatturaElettronica"
"""The name of the outermost element."""


def read_fatturapa(root: Node) -> list[Invoice]:
    """The invoices of the document: one for each body.

    The format has no net amount and no tax as a whole: they are the sums of the tax shares. The
    total is optional; where it is missing it is their sum too.
    """
    header = root.first("FatturaElettronicaHeader")
    seller = _party(header.first("CedentePrestatore"))
    buyer = _party(header.first("CessionarioCommittente"))
    return [_invoice(body, seller, buyer) for body in root.all("FatturaElettronicaBody")]


def _invoice(body: Node, seller: Party, buyer: Party) -> Invoice:
    general = body.first("DatiGenerali", "DatiGeneraliDocumento")
    payments = body.all("DatiPagamento", "DettaglioPagamento")
    taxes = tuple(
        TaxShare(
            base=Amount.of(share.at("ImponibileImporto")),
            rate=Amount.of(share.at("AliquotaIVA")),
            tax=Amount.of(share.at("Imposta")),
        )
        for share in body.all("DatiBeniServizi", "DatiRiepilogo")
    )
    net = _sum([share.base for share in taxes])
    tax = _sum([share.tax for share in taxes])
    total = Amount.of(general.at("ImportoTotaleDocumento"))
    return Invoice(
        syntax="FatturaPA",
        seller=seller,
        buyer=buyer,
        number=general.at("Numero"),
        type_code=general.at("TipoDocumento"),
        issue_date=iso_day(general.at("Data")),
        due_date=iso_day(
            next((day for node in payments if (day := node.at("DataScadenzaPagamento"))), "")
        ),
        currency=general.at("Divisa"),
        net=net,
        tax=tax,
        gross=total or _sum([net, tax]),
        rounding=Amount.of(general.at("Arrotondamento")),
        payable=_sum([Amount.of(node.at("ImportoPagamento")) for node in payments]),
        iban=next((iban for node in payments if (iban := node.at("IBAN"))), ""),
        order=body.at("DatiGenerali", "DatiOrdineAcquisto", "IdDocumento"),
        notes=tuple(node.text for node in general.all("Causale") if node.text),
        lines=tuple(_line(line) for line in body.all("DatiBeniServizi", "DettaglioLinee")),
        charges=tuple(_charges(body)),
        taxes=taxes,
        is_added_up=total is None,
    )


def _party(party: Node) -> Party:
    facts, seat = party.first("DatiAnagrafici"), party.first("Sede")
    person = facts.first("Anagrafica")
    vat = facts.first("IdFiscaleIVA")
    street = f"{seat.at('Indirizzo')} {seat.at('NumeroCivico')}".strip()
    town = one_line(f"{seat.at('CAP')} {seat.at('Comune')} {seat.at('Provincia')}")
    return Party(
        name=person.at("Denominazione") or one_line(f"{person.at('Nome')} {person.at('Cognome')}"),
        tax_id=f"{vat.at('IdPaese')}{vat.at('IdCodice')}" or facts.at("CodiceFiscale"),
        address=tuple(line for line in (street, town, seat.at("Nazione")) if line),
    )


def _line(line: Node) -> Line:
    return Line(
        id=line.at("NumeroLinea"),
        name=line.at("Descrizione"),
        quantity=Amount.of(line.at("Quantita")),
        unit=line.at("UnitaMisura"),
        unit_price=Amount.of(line.at("PrezzoUnitario")),
        amount=Amount.of(line.at("PrezzoTotale")),
        tax_rate=Amount.of(line.at("AliquotaIVA")),
    )


def _charges(body: Node) -> list[Charge]:
    """Contributions to pension funds, which are taxed as the lines are."""
    funds = body.all("DatiGenerali", "DatiGeneraliDocumento", "DatiCassaPrevidenziale")
    amounts = [Amount.of(fund.at("ImportoContributoCassa")) for fund in funds]
    expenses = [
        Amount.of(share.at("SpeseAccessorie"))
        for share in body.all("DatiBeniServizi", "DatiRiepilogo")
    ]
    return [
        *(Charge(reason="Pension fund", amount=amount) for amount in amounts if amount),
        *(Charge(reason="Expenses", amount=amount) for amount in expenses if amount),
    ]


def _sum(amounts: list[Amount | None]) -> Amount | None:
    """The sum of the amounts that are there; None when none is."""
    values = [amount.value for amount in amounts if amount is not None]
    if not values:
        return None
    value = sum(values, Decimal(0))
    return Amount(value=value, printed=written(value))
