"""Phone numbers."""

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("call +49 30 901820 now", "+49 30 901820"),
        ("+1 (212) 555-0198", "+1 (212) 555-0198"),
        ("+447700900123", "+447700900123"),
        ("0049 30 901820", "0049 30 901820"),
        ("Tel: 03-5513 2211", "03-5513 2211"),
        ("reach me at 555-0123", "555-0123"),
        ("Phone:\n2125550198", "2125550198"),
        ("My number is 212-555-0198.", "212-555-0198"),
        ("(555) 123-4567", "(555) 123-4567"),
        ("07700 900123", "07700 900123"),
        ("1-300-22-2828", "1-300-22-2828"),
        ("TEL: 012 - 6651783", "012 - 6651783"),
        ("FAX:03- 55423213", "03- 55423213"),
        ("Nobody was answering at 71-33-52-22.", "71-33-52-22"),
        ("781 1704 office", "781 1704"),
        ("085 175 7641-Office", "085 175 7641"),
        ("They told us 0688 872 49 99 or later", "0688 872 49 99"),
    ],
)
def test_a_number_is_found(values, text, number):
    assert values("PHONE_NUMBER", text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "40    3.95    158.00",
        "40 3.95 158.00",
        "2    770015599",
        "INV-2026-004417",
        "Order 212-555-0198",
        "account number 7304958812",
        "7304958812",
        "2026-11-20",
        "20.11.2026 12:30",
        "1 234 567.00",
        "409-55-1234",
        "192.168.1.10",
        "call me about order 7304958812",
        "EUR 1.234.567",
        "SLIP NO.: 0010291725",
        "It weighs 0 25 37 29",
        "71-33-52-22",
    ],
)
def test_prices_dates_and_labelled_ids_are_no_numbers(values, text):
    assert values("PHONE_NUMBER", text) == []
