"""US social security numbers, which need a word beside them."""

import pytest


@pytest.mark.parametrize(
    "text",
    ["My SSN is 409-55-1234", "social security number: 409 55 1234", "ssn 409551234"],
)
def test_a_number_after_a_word_is_found(values, text):
    assert len(values("US_SSN", text)) == 1


def test_a_number_before_the_word_is_found(values):
    assert values("US_SSN", "409-55-1234 is my ssn") == ["409-55-1234"]


@pytest.mark.parametrize(
    "text",
    ["SKU 409-55-1234", "409551234", "ssn 000-55-1234", "ssn 666-55-1234", "ssn 409-00-1234"],
)
def test_without_a_word_or_never_issued_it_is_not_found(values, text):
    assert values("US_SSN", text) == []


def test_a_taxpayer_number_is_found_right_behind_the_words(values):
    assert values("US_SSN", "my social security number is 912-70-1234") == ["912-70-1234"]


def test_a_taxpayer_number_without_the_words_is_not_found(values):
    assert values("US_SSN", "the security of 912-70-1234") == []
