"""Every e-invoice gives the values it holds, whatever its syntax."""

import csv
import json
from decimal import Decimal

import pytest

from curation.errors import InputRefused
from curation.ingest.invoices.e_invoice import read_e_invoices
from curation.ingest.invoices.embedded_xml import embedded_invoices
from curation.ingest.invoices.invoice import one_line
from curation.ingest.invoices.xml_tree import parse_xml
from curation.ingest.source_file import RowRefused
from tests.conftest import SHARED
from tests.unit.ingest.files import INVOICES, examples_of, faults_of, reading_of

UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">
<ID>7</ID><IssueDate>2026-03-01Z</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>
<AccountingSupplierParty><Party><PartyName><Name>Nord
 &amp; Süd</Name></PartyName></Party></AccountingSupplierParty>
<TaxTotal><TaxAmount currencyID="SEK">21.00</TaxAmount></TaxTotal>
<TaxTotal><TaxAmount currencyID="EUR">1.9</TaxAmount></TaxTotal>
<LegalMonetaryTotal><TaxExclusiveAmount>10</TaxExclusiveAmount>
<TaxInclusiveAmount>11.9</TaxInclusiveAmount><PayableAmount>11.9</PayableAmount>
</LegalMonetaryTotal></Invoice>"""


def expected():
    if not (SHARED / "invoices" / "expected.csv").exists():
        return []
    with (SHARED / "invoices" / "expected.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def first_invoice(file):
    data = file.read_bytes()
    return (embedded_invoices(data) if file.suffix == ".pdf" else read_e_invoices(data))[0]


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["file"])
def test_an_e_invoice_gives_what_it_holds(shared, row):
    invoice = first_invoice(shared / "invoices" / row["file"])
    texts = {
        "vendor": invoice.seller.name,
        "buyer": invoice.buyer.name,
        "invoice_number": invoice.number,
        "type_code": invoice.type_code,
        "issue_date": invoice.issue_date,
        "due_date": invoice.due_date,
        "currency": invoice.currency,
    }
    amounts = {name: getattr(invoice, name) for name in ("net", "tax", "gross", "payable")}
    wanted = {name: Decimal(row[name]) for name in amounts if row[name]}
    assert texts == {name: row[name] for name in texts}
    assert {name: amounts[name].value for name in wanted} == wanted


@pytest.mark.parametrize(
    "row", [row for row in expected() if row["file"].endswith(".xml")], ids=lambda row: row["file"]
)
def test_the_printed_form_shows_every_value_of_the_answer(shared, row):
    file = shared / "invoices" / row["file"]
    for example in examples_of(file.read_bytes(), file.name, task=INVOICES):
        page = one_line(example.messages[0].content)
        answer = json.loads(example.answer.content)
        for field in ("vendor", "invoice_number", "date", "currency"):
            assert answer[field] in page
        for field in ("net", "tax", "gross"):
            value = answer[field]
            assert not value or any(form in page for form in (value, value.rstrip("0").rstrip(".")))


def test_an_e_invoice_answers_the_tasks_fields_in_order():
    (example,) = examples_of(UBL, "a.xml", task=INVOICES)
    assert list(json.loads(example.answer.content).items()) == [
        ("vendor", "Nord & Süd"),
        ("invoice_number", "7"),
        ("date", "2026-03-01"),
        ("currency", "EUR"),
        ("net", "10.00"),
        ("tax", "1.90"),
        ("gross", "11.90"),
    ]


def test_each_field_is_suggested_by_the_xml():
    (example,) = examples_of(UBL, "a.xml", task=INVOICES)
    found = {(s.question, s.value, s.agent) for s in example.suggestions}
    assert ("fields.gross", "11.90", "xml") in found


def test_the_invoices_of_a_vendor_are_one_group():
    groups = {
        example.group
        for name in ("Nord\n &amp; Süd", "NORD &amp; SÜD")
        for example in examples_of(UBL.replace("Nord\n &amp; Süd", name), "a.xml", task=INVOICES)
    }
    assert groups == {"nord süd"}


def test_the_printed_form_can_be_read_aloud():
    (example,) = examples_of(UBL, "a.xml", task=INVOICES)
    assert example.messages[0].content == (
        "Invoice\n\nNumber: 7\nDate: 2026-03-01\nCurrency: EUR\n\nSeller:\nNord\n& Süd\n\n"
        "Net amount: 10\nTax: 1.9\nTotal with tax: 11.9\nTo pay: 11.9"
    )


def test_an_invoice_in_a_networks_envelope_is_found():
    wrapped = f"<StandardBusinessDocument><Header/>{UBL}</StandardBusinessDocument>"
    assert read_e_invoices(wrapped.encode())[0].number == "7"


def test_a_file_of_two_italian_invoices_is_two_rows(shared):
    file = shared / "invoices" / "fatturapa" / "IT01234567890_FPR03.xml"
    assert reading_of(file.read_bytes(), file.name, task=INVOICES).rows == 2


def test_a_comment_inside_a_text_does_not_cut_it():
    data = UBL.replace("<ID>7</ID>", "<ID>7<!-- so far -->8</ID>")
    assert read_e_invoices(data.encode())[0].number == "78"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999999", "1,50", "", "9" * 40])
def test_what_is_no_decimal_is_no_amount(text):
    data = UBL.replace("<TaxInclusiveAmount>11.9", f"<TaxInclusiveAmount>{text}")
    assert read_e_invoices(data.encode())[0].gross is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_an_xml_in_any_declared_encoding_is_read(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?>{UBL}'.encode(encoding)
    assert "Süd" in read_e_invoices(data)[0].seller.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    data = f'<!DOCTYPE Invoice [<!ENTITY a "b">]>{UBL}'.encode(encoding)
    with pytest.raises(RowRefused, match="DOCTYPE"):
        parse_xml(data)


def test_a_broken_e_invoice_is_a_fault_that_names_the_line():
    (fault,) = faults_of(UBL[:-20], "a.xml", task=INVOICES)
    assert "well-formed" in fault.reason
    assert "line" in fault.cure


def test_an_invoice_in_another_vocabulary_is_a_fault():
    data = UBL.replace("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "http://isdoc.cz")
    (fault,) = faults_of(data, "a.xml", task=INVOICES)
    assert fault.reason.startswith("This XML is no invoice of a kind that is known")


def test_an_e_invoice_without_anything_in_it_is_a_fault():
    (fault,) = faults_of("<CrossIndustryInvoice/>", "a.xml", task=INVOICES)
    assert fault.reason.startswith("This e-invoice has neither")


@pytest.mark.parametrize("name", ["dtd", "external", "simple"])
def test_other_xml_is_refused_for_an_invoice_task(shared, name):
    data = (shared / "badinput" / "xml" / f"{name}.xml").read_bytes()
    with pytest.raises(InputRefused):
        reading_of(data, "a.xml", task=INVOICES)
