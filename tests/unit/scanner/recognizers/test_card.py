"""Payment card numbers. The valid ones are the issuers' published test numbers."""

import pytest


@pytest.mark.parametrize(
    "number",
    [
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "2223003122003222",
        "378282246310005",
        "3782 822463 10005",
        "6011111111111117",
        "3566002020360505",
        "30569309025904",
    ],
)
def test_a_number_with_prefix_length_and_check_digit_is_found(values, number):
    assert values("CREDIT_CARD", f"Paid with {number}.") == [number]


def test_a_mistyped_number_is_found_after_the_word_card(values):
    assert values("CREDIT_CARD", "my card 4111111111111112") == ["4111111111111112"]


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111112",  # wrong check digit and no word
        "9556439881235",  # a bar code (EAN-13)
        "paid by card, 9556439881235 SOAP 4.20",
        "Order 4111111111111111",
        "40 3.95 158.00 4111",
        "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6",
    ],
)
def test_other_numbers_are_no_cards(values, text):
    assert values("CREDIT_CARD", text) == []
