"""Bank account numbers. The examples are those of the IBAN registry."""

import pytest

NUMBERS = [
    "DE89 3704 0044 0532 0130 00",
    "GB29NWBK60161331926819",
    "BE68-5390-0754-7034",
    "NO93 8601 1117 947",
    "MT84MALT011000012345MTLCAST001S",
    "gb29nwbk60161331926819",
]


@pytest.mark.parametrize("iban", NUMBERS)
def test_a_number_with_the_right_check_digits_is_found(values, iban):
    assert values("IBAN_CODE", f"Pay to {iban}.") == [iban]


def test_words_in_capitals_after_a_number_do_not_hide_it(values):
    assert values("IBAN_CODE", "BE68539007547034 WITH LOVE FROM ANN") == ["BE68539007547034"]


def test_a_mistyped_number_is_found_after_the_word(values):
    assert values("IBAN_CODE", "IBAN: DE88370400440532013000") == ["DE88370400440532013000"]


@pytest.mark.parametrize(
    "text",
    [
        "DE88370400440532013000",  # wrong check digits and no word
        "DE8937040044053201300",  # too short
        "DE893704004405320130001",  # too long
        "ZZ89370400440532013000",  # no such country
        "SO0002218",
    ],
)
def test_other_numbers_are_not_found(values, text):
    assert values("IBAN_CODE", text) == []
