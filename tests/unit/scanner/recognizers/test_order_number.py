"""Order and invoice numbers, which are personal only when the owner says so."""

import pytest

from curation.scanner.engine import Scanner
from curation.scanner.recognizers.order_number import OrderNumber


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Order number 4471234", "4471234"),
        ("Invoice No. INV-2026-004417", "INV-2026-004417"),
        ("order #1234-99", "1234-99"),
        ("Bestellnummer: 998812", "998812"),
        ("booking reference 99AB12", "99AB12"),
    ],
)
def test_a_number_behind_such_a_label_is_found(text, value):
    assert [text[begins:ends] for _, begins, ends, _ in OrderNumber().find_kinds(text)] == [value]


def test_they_are_found_when_the_settings_ask_for_them():
    text = "Order number 4471234"
    found = Scanner(order_numbers=True).scan(text)
    assert [(span.entity, text[span.begins : span.ends]) for span in found] == [
        ("ORDER_NUMBER", "4471234")
    ]


def test_they_are_left_alone_by_default(scan):
    assert scan("Order number 4471234, Invoice No. INV-2026-004417") == []
