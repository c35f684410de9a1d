"""VAT numbers; the valid ones are those of large companies or published examples."""

import pytest


@pytest.mark.parametrize(
    "number",
    [
        "ATU13585627",
        "BE0428759497",
        "DE136695976",
        "DE 136 695 976",
        "DK13585628",
        "EE100931558",
        "EL094259216",
        "FI20774740",
        "FR40303265045",
        "FR 40 303 265 045",
        "HR33392005961",
        "HU12892312",
        "IT00743110157",
        "LU15027442",
        "PL8567346215",
        "PT501964843",
        "SE123456789701",
        "SI50223054",
        "SK2022749619",
        "CHE-107.787.577",
        "NO 995 525 828",
    ],
)
def test_a_number_with_country_and_check_digits_is_found(values, number):
    assert values("VAT_NUMBER", f"We are {number}, in short") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("VAT No: GB 123 4567 89", "GB 123 4567 89"),
        ("USt-IdNr.: DE123456789", "DE123456789"),
        ("BTW NL123456789B01", "NL123456789B01"),
        ("VAT number IE6388047V", "IE6388047V"),
        ("VAT: ESB12345678", "ESB12345678"),
        ("VAT Reg No 123 4567 89", "123 4567 89"),
        ("P. IVA 01234567890", "01234567890"),
        ("Partita IVA: 01234567890", "01234567890"),
        ("NIP: 856-734-62-15", "856-734-62-15"),
        ("USt-ID DE 136695976 HAMBURG", "DE 136695976"),
    ],
)
def test_a_number_behind_a_label_is_found(values, text, number):
    assert values("VAT_NUMBER", text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "DE123456789",  # wrong check digit and no label
        "SE 20 mm",
        "VAT 19.00",
        "VAT 20% 1234.50",
        "VAT 1 234 567.00",
        "ITEM 12345678901",
        "AT 12345678",
        "NO 1234567890",
        "IVA 21 %",
    ],
)
def test_other_numbers_are_none(values, text):
    assert values("VAT_NUMBER", text) == []
