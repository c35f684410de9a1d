"""UK NHS numbers; 943 476 5919 is the example of the NHS data dictionary."""

import pytest


@pytest.mark.parametrize("number", ["943 476 5919", "943-476-5919", "9434765919"])
def test_a_number_with_its_check_digit_behind_the_word_is_found(values, number):
    assert values("UK_NHS", f"my NHS number is {number}") == [number]


@pytest.mark.parametrize(
    "text", ["9434765919", "NHS number 9434765918", "order 943 476 5919", "NHS 12"]
)
def test_without_the_word_or_the_digit_it_is_none(values, text):
    assert values("UK_NHS", text) == []
