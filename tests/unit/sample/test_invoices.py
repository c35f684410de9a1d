import io
from collections import Counter
from decimal import Decimal

import pytest
from pypdf import PdfReader

from curation.sample.invoice import Layout, make_invoices
from curation.sample.layouts import draw_invoice
from curation.sample.project import make_project
from curation.sample.scans import draw_scan

INVOICES = make_invoices()
FIRST = {invoice.vendor.layout: invoice for invoice in reversed(INVOICES)}


def text_of(data):
    return PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\u00a0", " ")


def test_there_are_forty_invoices_with_different_numbers():
    assert len({(i.vendor.name, i.number) for i in INVOICES}) == 40


def test_every_layout_is_drawn_eight_times():
    assert Counter(i.vendor.layout for i in INVOICES) == dict.fromkeys(Layout, 8)


@pytest.mark.parametrize("invoice", INVOICES, ids=lambda i: i.number)
def test_totals_add_up(invoice):
    fields = {name: Decimal(invoice.fields[name]) for name in ("net", "tax", "gross")}
    assert fields["net"] == sum(line.count * line.price for line in invoice.lines)
    assert fields["net"] + fields["tax"] == fields["gross"]


@pytest.mark.parametrize("layout", Layout)
def test_the_same_invoice_gives_the_same_bytes(layout):
    assert draw_invoice(FIRST[layout]) == draw_invoice(FIRST[layout])


@pytest.mark.parametrize("layout", Layout)
def test_vendor_and_number_are_on_the_page(layout):
    text = text_of(draw_invoice(FIRST[layout]))
    assert FIRST[layout].vendor.name in text
    assert FIRST[layout].number in text


@pytest.mark.parametrize(
    ("layout", "as_printed"),
    [
        (Layout.CLASSIC, lambda amount: f"{amount:,.2f}"),
        (Layout.LETTER, lambda amount: f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))),
        (Layout.FACTURE, lambda amount: f"{amount:,.2f}".translate(str.maketrans(",.", " ,"))),
    ],
)
def test_amounts_are_printed_in_the_language_of_the_invoice(layout, as_printed):
    assert as_printed(FIRST[layout].gross) in text_of(draw_invoice(FIRST[layout]))


def test_a_scan_has_no_text():
    assert text_of(draw_scan(INVOICES[0], seed=1)).strip() == ""


def test_the_project_is_the_same_every_time():
    assert make_project().files == make_project().files


def test_the_project_has_a_table_a_mix_forty_invoices_and_three_scans():
    names = list(make_project().files)
    kinds = Counter(name.rsplit("-", 1)[0] if "-" in name else name for name in names)
    assert kinds == {
        "tickets.csv": 1,
        "production_mix.csv": 1,
        "invoices/invoice": 40,
        "invoices/scan": 3,
    }
