"""What is found in real receipts and tickets, and in the sample project, where all is known."""

import csv
import random
from pathlib import Path

import pytest

from curation.sample.banks import words
from curation.sample.customers import make_customers, make_ip
from curation.sample.tickets import make_tickets
from curation.settings import SCAN_ON_REQUEST


def receipts(shared: Path) -> list[str]:
    """The text of each scanned receipt of SROIE, a line of the receipt on each line."""
    files = sorted((shared / "invoices" / "sroie_receipts" / "box").glob("*.csv"))
    return [
        "\n".join(
            line.split(",", 8)[-1].strip()
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        )
        for file in files
    ]


def bitext(shared: Path, count: int) -> list[str]:
    """Questions and answers of an open data set of support tickets."""
    with (shared / "tickets" / "bitext_support" / "bitext_support.csv").open() as stream:
        rows = [row for _, row in zip(range(count), csv.DictReader(stream), strict=False)]
    return [f"{row['instruction']}\n{row['response']}" for row in rows]


@pytest.fixture(scope="session")
def found_in_receipts(engine, shared) -> list[tuple[str, str, str]]:
    """Entity, value and the line it stands on, for every finding in the receipts."""
    found = []
    for text in receipts(shared):
        for span in engine.scan(text):
            first = text.rfind("\n", 0, span.begins) + 1
            line = text[first:].partition("\n")[0]
            found.append((span.entity, text[span.begins : span.ends], line))
    return found


IN_RECEIPTS = {"PHONE_NUMBER", "EMAIL_ADDRESS", "URL", "VAT_NUMBER"}
PLACES = {"PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS", "POSTCODE"}
ON_REQUEST = set(SCAN_ON_REQUEST.values())


def test_receipts_hold_hardly_any_other_number(found_in_receipts):
    """Presidio also reports licences, cards and social security numbers in them, all wrong."""
    known = IN_RECEIPTS | PLACES | ON_REQUEST
    others = [value for entity, value, _ in found_in_receipts if entity not in known]
    assert len(others) <= 4, others


def test_receipts_have_about_one_phone_number_each(found_in_receipts):
    phones = [value for entity, value, _ in found_in_receipts if entity == "PHONE_NUMBER"]
    assert 80 <= len(phones) <= 110


def test_no_phone_number_of_a_receipt_is_a_price(found_in_receipts):
    phones = [value for entity, value, _ in found_in_receipts if entity == "PHONE_NUMBER"]
    assert not [value for value in phones if value[-3:-2] == "."]


def test_support_tickets_hold_no_numbers_that_are_taken_for_personal(engine, shared):
    """Their order and account numbers were reported as phone, bank and licence numbers."""
    entities = {span.entity for text in bitext(shared, 600) for span in engine.scan(text)}
    names = {"PERSON", "LOCATION", "ORGANIZATION"}
    assert entities <= names | {"EMAIL_ADDRESS", "URL"} | ON_REQUEST


def test_placeholders_of_support_tickets_are_no_names(engine, shared):
    values = [
        text[span.begins : span.ends]
        for text in bitext(shared, 600)
        for span in engine.scan(text)
        if span.entity == "PERSON"
    ]
    assert not [value for value in values if "{" in value or "Customer" in value]


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("EMAIL_ADDRESS", lambda customer: customer.email),
        ("PHONE_NUMBER", lambda customer: customer.phone),
        ("CREDIT_CARD", lambda customer: customer.card),
        ("IBAN_CODE", lambda customer: customer.iban),
    ],
)
def test_every_kind_of_contact_of_the_sample_is_found_in_a_sentence(values, entity, value):
    for customer in make_customers(random.Random(1), words(), 40):
        assert values(entity, f"You can use {value(customer)} for it.") == [value(customer)]


def test_every_address_of_a_network_is_found(values):
    address = make_ip(random.Random(1))
    assert values("IP_ADDRESS", f"The log says {address}.") == [address]


def test_every_e_mail_in_the_sample_tickets_is_found(values):
    for ticket in make_tickets():
        text = f"{ticket.message}\n{ticket.reply}"
        assert "".join(values("EMAIL_ADDRESS", text)).count("@") == text.count("@")
