"""National identity numbers. They are the examples that the offices publish."""

import pytest


@pytest.mark.parametrize(
    "number",
    ["RSSMRA85T10A562S", "12345678Z", "X1234567L", "1 84 12 76 451 089 46", "ABCPE1234F"],
)
def test_a_number_is_found(values, number):
    assert values("NATIONAL_ID", f"It is {number}.") == [number]


@pytest.mark.parametrize("text", ["12345678A", "X1234567A", "1 84 13 76 451 089 46", "ABCDE12345"])
def test_a_wrong_check_letter_or_form_is_none(values, text):
    assert values("NATIONAL_ID", text) == []
