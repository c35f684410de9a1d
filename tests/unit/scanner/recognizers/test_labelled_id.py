"""Numbers that a label makes personal."""

import pytest

from curation.scanner.recognizers.labelled_id import LabelledId


def found(text: str) -> list[tuple[str, str]]:
    return [(kind, text[begins:ends]) for kind, begins, ends, _ in LabelledId().find_kinds(text)]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("customer number 20391", "CUSTOMER_NUMBER", "20391"),
        ("Customer No.: K-20391", "CUSTOMER_NUMBER", "K-20391"),
        ("Kundennummer: 4711-22", "CUSTOMER_NUMBER", "4711-22"),
        ("Kd.-Nr. 100123", "CUSTOMER_NUMBER", "100123"),
        ('{"customer_id": "C-10442"}', "CUSTOMER_NUMBER", "C-10442"),
        ("n° client : 884312", "CUSTOMER_NUMBER", "884312"),
        ("my member ID is AB-99812", "CUSTOMER_NUMBER", "AB-99812"),
        ("my account number is 7304958812.", "ACCOUNT_NUMBER", "7304958812"),
        ("acct# 123456", "ACCOUNT_NUMBER", "123456"),
        ("account 7304958812 was charged", "ACCOUNT_NUMBER", "7304958812"),
        ("Account number\n1234 5678 90", "ACCOUNT_NUMBER", "1234 5678 90"),
        ('"accountNumber":"99120034"', "ACCOUNT_NUMBER", "99120034"),
        ("Kontonummer 532013000", "ACCOUNT_NUMBER", "532013000"),
        ("routing number 061000104", "ACCOUNT_NUMBER", "061000104"),
        ("tracking number JD0146000", "TRACKING_NUMBER", "JD0146000"),
        ("Sendungsnummer 00340434161", "TRACKING_NUMBER", "00340434161"),
        ("policy number CP198753", "POLICY_NUMBER", "CP198753"),
        ("insurance policy #88291-LK", "POLICY_NUMBER", "88291-LK"),
        ("claim no. 2024-0099812", "POLICY_NUMBER", "2024-0099812"),
        ("Patient ID AHC-0933289", "PATIENT_NUMBER", "AHC-0933289"),
        ("MRN: 442021", "PATIENT_NUMBER", "442021"),
        ("employee ID 127854", "EMPLOYEE_NUMBER", "127854"),
        ("passport number XG9382049", "PASSPORT", "XG9382049"),
        ("passport: P12345678", "PASSPORT", "P12345678"),
        ("Reisepass-Nr. C01X00T47", "PASSPORT", "C01X00T47"),
        ("driver's license number D245-938-19-203", "DRIVER_LICENSE", "D245-938-19-203"),
        ("driver’s license Y820-9283-4432", "DRIVER_LICENSE", "Y820-9283-4432"),
        ("driving licence MORGA657054SM9IJ", "DRIVER_LICENSE", "MORGA657054SM9IJ"),
        ("driver's license number DL:FL5678901", "DRIVER_LICENSE", "FL5678901"),
        ("license plate: 8ABC123", "LICENSE_PLATE", "8ABC123"),
        ("IMEI 490154203237518", "DEVICE_NUMBER", "490154203237518"),
        ("Tax ID 94-2841935", "TAX_NUMBER", "94-2841935"),
        ("Steuernummer 93815/08152", "TAX_NUMBER", "93815/08152"),
        ("EIN: 12-3456789", "TAX_NUMBER", "12-3456789"),
        ("national ID 880101-1234", "NATIONAL_ID", "880101-1234"),
        ("DNI 12345678Z", "NATIONAL_ID", "12345678Z"),
        ("codice fiscale RSSMRA85T10A562S", "NATIONAL_ID", "RSSMRA85T10A562S"),
    ],
)
def test_a_number_behind_a_label_is_what_the_label_says(text, entity, value):
    assert found(text) == [(entity, value)]


@pytest.mark.parametrize(
    "text",
    [
        "7304958812",
        "order number 4471234",
        "Invoice No. 2026-004417",
        "SKU 409-55-1234",
        "account opened in 2019",
        "account 2019-11-20",
        "my account 500.00",
        "account since 12/11/2019",
        "policy of 30 days",
        "my account has 150000 points",
        "account 150000 points",
        "customer since 1999",
        "account balance 1,234",
        "the customer ordered 12345678",
        "passport photo",
        "account number XXXX",
        "loan 250000 dollars",
        "account $123456",
        "tax 19.00 1234.50",
        "accounts payable 2500",
        "Total with tax: 1801.78",
        "Tax: 10686,2",
    ],
)
def test_other_numbers_are_nobodys(text):
    assert found(text) == []


def test_a_label_two_lines_above_belongs_to_something_else():
    assert found("Account number\n\n\n12345678") == []
