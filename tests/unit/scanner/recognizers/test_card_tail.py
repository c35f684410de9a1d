"""The last digits of cards and numbers."""

import pytest


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("my card ending 4321", "4321"),
        ("the Visa ending in 4321.", "4321"),
        ("account number ending with 7854", "7854"),
        ("card number that ends in 9911", "9911"),
        ("last four of my ssn 1234", "1234"),
        ("last 4 digits are 5678", "5678"),
        ("the last four digits of my card number: 5678", "5678"),
        ("last 4: 5678", "5678"),
        ("Visa **** 4321", "4321"),
        ("card XXXX-XXXX-XXXX-4321", "4321"),
        ("Karte endet auf 4321", "4321"),
    ],
)
def test_the_digits_are_found(values, text, tail):
    assert values("CARD_TAIL", text) == [tail]


@pytest.mark.parametrize(
    "text",
    [
        "my card ends 12/24",
        "the last four payments were 1234.50",
        "in the last 4 months I paid 1200",
        "the last five transactions of 500 each",
        "card ending soon",
        "the year ending 2019",
        "for the last 3 years 2015 2016",
        "card ending XXXX",
    ],
)
def test_other_numbers_are_no_tails(values, text):
    assert values("CARD_TAIL", text) == []
