"""The lines of a table are read under its headings."""

import json
from dataclasses import replace

import pytest

from curation.ingest.invoices.line_rules import find_lines
from curation.ingest.invoices.page_lines import readable_lines, words_of_text
from curation.ingest.invoices.pdf_text import read_pdf
from curation.sample.invoice import make_invoices
from curation.sample.layouts import draw_invoice
from tests.unit.ingest.files import INVOICES, examples_of


def lines_of(text):
    return [
        (
            line.name,
            line.quantity.printed if line.quantity else "",
            line.unit_price.written if line.unit_price else "",
            line.amount.written,
        )
        for line in find_lines(readable_lines(words_of_text(text)))
    ]


@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_the_lines_of_the_sample_project_are_read(position):
    invoice = make_invoices()[position]
    found = find_lines(readable_lines(read_pdf(draw_invoice(invoice)).words))
    read = [(line.name, line.quantity.value, line.amount.value) for line in found]
    assert read == [(line.text, line.count, line.total) for line in invoice.lines]


def test_the_number_of_a_position_is_no_part_of_the_name():
    text = (
        "Pos  Bezeichnung      Menge   Einzelpreis   Betrag\n"
        "1    Schraube M3         10          0,50     5,00\n"
    )
    assert lines_of(text) == [("Schraube M3", "10", "0.50", "5.00")]


def test_totals_and_taxes_are_no_lines():
    text = (
        "Description     Qty    Amount\nPaper             2     10.00\n\n"
        "Subtotal                10.00\nTax 20%                  2.00\nTotal    12.00\n"
    )
    assert lines_of(text) == [("Paper", "2", "", "10.00")]


def test_a_page_without_headings_has_no_lines():
    assert lines_of("Paper   2   10.00\nTotal   10.00\n") == []


def test_without_a_heading_the_amount_is_the_last_one_of_the_row():
    text = "Description     Quantity    Price\nPaper                  2     5.00     10.00\n"
    assert lines_of(text) == [("Paper", "2", "5.00", "10.00")]


def test_lines_are_proposed_when_the_task_asks_for_them(shared):
    question = replace(INVOICES.questions[0], fields=("vendor", "line_items"))
    file = shared / "invoices" / "invoice2data" / "SammyMaystoneLinesTest.pdf"
    task = replace(INVOICES, questions=(question,))
    (example,) = examples_of(file.read_bytes(), file.name, task=task)
    assert json.loads(example.answer.content)["line_items"] == [
        {"description": "Service A", "quantity": "12", "unit_price": "10.00", "amount": "120.00"},
        {"description": "Service B", "quantity": "5", "unit_price": "1.50", "amount": "7.50"},
    ]
