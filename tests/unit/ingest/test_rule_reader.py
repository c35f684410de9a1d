"""The rules read real invoices; what they are not sure of they leave empty."""

from collections import Counter

import pytest

from curation.ingest.invoices.page_lines import words_of_text
from curation.ingest.invoices.pdf_text import read_pdf
from curation.ingest.invoices.printed_values import dates, parse_amount
from curation.ingest.invoices.rule_reader import read_fields
from curation.sample.invoice import make_invoices
from curation.sample.layouts import draw_invoice
from tests.bench.bench_invoices import FIELDS, is_right, truths


def values_of(text):
    return {field: found.value for field, found in read_fields(words_of_text(text)).items()}


@pytest.fixture(scope="module")
def hits(shared):
    """How often each field is right, empty or wrong, as the bench counts it."""
    counts = Counter()
    for file, truth in truths(shared / "invoices"):
        found = read_fields(read_pdf(file.read_bytes()).words)
        for field in FIELDS:
            value = found[field].value if field in found else ""
            if truth[field]:
                right = is_right(field, value, truth)
                counts[field, "right" if right else "wrong" if value else "empty"] += 1
    return counts


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "vendor"])
def test_no_field_but_the_vendor_is_proposed_wrongly(hits, field):
    assert hits[field, "wrong"] == 0


@pytest.mark.parametrize(
    ("field", "least"),
    [("vendor", 31), ("invoice_number", 32), ("date", 33), ("currency", 34), ("gross", 32)],
)
def test_most_of_35_invoices_are_read(hits, field, least):
    assert hits[field, "right"] >= least


@pytest.mark.parametrize("position", range(7))
def test_an_invoice_of_the_sample_project_is_read_fully(position):
    invoice = make_invoices()[position]
    found = read_fields(read_pdf(draw_invoice(invoice)).words)
    read = {field: found[field].value if field in found else "" for field in invoice.fields}
    assert read == invoice.fields


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234,56", "1234.56"), ("-7,67", "-7.67")],
)
def test_the_last_separator_is_the_decimal_mark(printed, amount):
    assert f"{parse_amount(printed)}" == amount


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("7. Mai 2014", "2014-05-07"),
        ("August 3 , 2014", "2014-08-03"),
        ("19 april 2014", "2014-04-19"),
        ("1er février 2024", "2024-02-01"),
        ("3 de abril de 2024", "2024-04-03"),
        ("12 luglio 2024", "2024-07-12"),
        ("03/20/2023", "2023-03-20"),
        ("16/11/2017", "2017-11-16"),
        ("03/04/2023", ""),
        ("03/04/2023 Total TTC", "2023-04-03"),
        ("Invoice Date 03/04/2023 Total $ 4.00", ""),
        ("28/03/18", "2018-03-28"),
        ("31.02.2024", ""),
    ],
)
def test_printed_dates(line, day):
    assert dates(line, line) == [day]


def test_net_and_tax_are_given_only_when_they_make_up_the_gross():
    text = "Invoice INV-1\nSubtotal 100.00\nVAT 19.00\nTotal 120.00\n"
    assert values_of(text) == {"invoice_number": "INV-1", "gross": "120.00"}


def test_a_net_amount_ends_where_another_column_begins():
    text = "Exclusief BTW 100.00    Subtotaal 121.00\nBTW 21% 21.00\nTotaal 121.00\n"
    found = values_of(text)
    assert (found["net"], found["tax"]) == ("100.00", "21.00")


def test_a_taxed_invoice_is_not_taken_for_one_without_tax():
    assert "net" not in values_of("Subtotal 121.00\nVAT 21% included\nTotal 121.00\n")


def test_two_totals_that_differ_are_no_total():
    assert "gross" not in values_of("Total 10.00\nTotal 20.00\n")


def test_of_two_totals_the_one_that_net_and_tax_make_up_is_taken():
    text = "Subtotal 100.00\nVAT 20% 20.00\nTotal 120.00\nTotal 20.00\n"
    assert values_of(text)["gross"] == "120.00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fattura n. 12/A\nData fattura: 05/03/2024\nScadenza: 25/03/2024\n"
         "Totale imponibile 100,00\nIVA 22% 22,00\nTotale documento € 122,00",
         ("12/A", "2024-03-05", "2024-03-25", "100.00", "22.00", "122.00")),
        ("Factura nº F-77\nFecha de factura: 05/03/2024\nVencimiento: 25/03/2024\n"
         "Base imponible 100,00\nIVA 21% 21,00\nTotal factura 121,00 €",
         ("F-77", "2024-03-05", "2024-03-25", "100.00", "21.00", "121.00")),
        ("Factuur\nFactuurnummer: 2024-9\nFactuurdatum: 05-03-2024\nVervaldatum: 25-03-2024\n"
         "Totaal excl. BTW € 100,00\nBTW 21% € 21,00\nTotaal incl. BTW € 121,00",
         ("2024-9", "2024-03-05", "2024-03-25", "100.00", "21.00", "121.00")),
    ],
    ids=["italian", "spanish", "dutch"],
)  # fmt: skip
def test_other_languages_are_read(text, expected):
    found = values_of(text)
    names = ("invoice_number", "date", "due_date", "net", "tax", "gross")
    assert tuple(found.get(name, "") for name in names) == expected


@pytest.mark.parametrize(
    ("text", "vendor"),
    [
        ("Seller:\nNord & Co\n12 Mill Lane\nLeeds LS1 4AP\n\nBuyer:\nSouth Ltd", "Nord & Co"),
        ("Nord GmbH · Hauptstr. 3 · 10115 Berlin\n\nSüd AG\nWeg 4\n20095 Hamburg", "Nord GmbH"),
        ("Bill to\nSouth Ltd\n3 High Street\nYork YO1 7HH\n\nNord Ltd\n12 Mill Lane\n"
         "Leeds LS1 4AP\nVAT GB 123", "Nord Ltd"),
        ("Rechnung\n\nText\n" + "\n" * 40 + "Nord GmbH   IBAN DE89 3704 0044 0532 01",
         "Nord GmbH"),
    ],
    ids=["heading", "line above the window", "letterhead", "foot of the page"],
)  # fmt: skip
def test_the_vendor_is_found_where_senders_stand(text, vendor):
    assert values_of(text)["vendor"] == vendor


def test_a_value_says_where_it_was_read(shared):
    content = read_pdf((shared / "invoices" / "invoice2data" / "coolblue1.pdf").read_bytes())
    (word,) = read_fields(content.words)["invoice_number"].words
    assert word.text == "993548900"


def test_nothing_found_is_no_proposal():
    assert values_of("a letter without any figures, only words that go on and on here") == {}


def test_a_page_of_blanks_is_read_in_no_time():
    assert values_of(" " * 200_000 + "\n" * 1000) == {}
