"""The rules read real invoices; what they are not sure of they leave empty."""

import csv
import json
from collections import Counter
from decimal import Decimal

import pytest

from curation.ingest.invoices.pdf_text import pdf_text
from curation.ingest.invoices.printed_fields import propose_answer, read_fields
from curation.ingest.invoices.printed_values import dates, parse_amount


def truths(shared):
    """(file, field, the value that the structured part of the invoice holds)."""
    with (shared / "invoices" / "expected.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["file"].endswith(".pdf"):
                yield shared / "invoices" / row["file"], {**row, "date": row["issue_date"]}
    for file in sorted((shared / "invoices" / "invoice2data").glob("*.json")):
        (row,) = json.loads(file.read_text())
        yield file.with_suffix(".pdf"), {**row, "gross": row.get("amount", "")}


@pytest.fixture(scope="module")
def hits(shared):
    """How often each field is right, empty or wrong; a credit note's sign is the page's own."""
    counts = Counter()
    for file, truth in truths(shared):
        found = read_fields(pdf_text(file.read_bytes()))
        for field in ("invoice_number", "date", "currency", "gross"):
            value, expected = found.get(field, ""), str(truth.get(field, ""))
            if field == "gross" and value and expected:
                value, expected = abs(Decimal(value)), abs(Decimal(expected))
            if expected != "":
                kind = "right" if value == expected else "wrong" if value else "empty"
                counts[field, kind] += 1
    return counts


@pytest.mark.parametrize("field", ["invoice_number", "date", "currency", "gross"])
def test_no_field_is_proposed_wrongly(hits, field):
    assert hits[field, "wrong"] == 0


@pytest.mark.parametrize(
    ("field", "least"), [("invoice_number", 27), ("date", 32), ("currency", 34), ("gross", 29)]
)
def test_most_of_35_invoices_are_read(hits, field, least):
    assert hits[field, "right"] >= least


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234,56", "1234.56"), ("-7,67", "-7.67")],
)
def test_the_last_separator_is_the_decimal_mark(printed, amount):
    assert parse_amount(printed) == Decimal(amount)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("7. Mai 2014", "2014-05-07"),
        ("August 3 , 2014", "2014-08-03"),
        ("19 april 2014", "2014-04-19"),
        ("03/20/2023", "2023-03-20"),
        ("16/11/2017", "2017-11-16"),
        ("03/04/2023", ""),
        ("31.02.2024", ""),
    ],
)
def test_printed_dates(line, day):
    assert dates(line, line) == [day]


def test_net_and_tax_are_given_only_when_they_make_up_the_gross():
    text = "Invoice INV-1\nSubtotal 100.00\nVAT 19.00\nTotal 120.00\n"
    assert read_fields(text) == {"invoice_number": "INV-1", "gross": "120.00"}


def test_two_totals_that_differ_are_no_total():
    assert "gross" not in read_fields("Total 10.00\nTotal 20.00\n")


def test_nothing_found_is_no_proposal():
    assert propose_answer("A letter without figures.", ("vendor", "gross")) == ""


def test_a_page_of_blanks_is_read_in_no_time():
    assert read_fields(" " * 200_000 + "\n" * 1000) == {}
