"""Everything else keeps its shape."""

import re

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, surrogate


@pytest.mark.parametrize(
    ("value", "entity", "pattern"),
    [
        ("CUST-00482", "CUSTOMER_NUMBER", r"[A-Z]{4}-\d{5}"),
        ("DE123456789", "VAT_NUMBER", r"DE[1-9]\d{8}"),
        ("DEUTDEFF500", "BIC", r"[A-Z]{4}DE[A-Z]{2}\d{3}"),
        ("sk-aB3dE9xYz12", "SECRET", r"sk-[a-z][A-Z]\d[a-z][A-Z]\d[a-z][A-Z][a-z]\d\d"),
        ("123-45-6789", "US_SSN", r"666-\d\d-\d{4}"),
        ("1A2b-ж7", "SOMETHING_NEW", r"\d[A-Z]\d[a-z]-[а-я]\d"),
    ],
)
@pytest.mark.parametrize("seed", SEEDS[:8])
def test_letters_stay_letters_and_digits_digits(value, entity, pattern, seed):
    made = surrogate(value, entity, seed=seed)
    assert re.fullmatch(pattern, made)
    assert made != value


def test_a_value_too_short_to_be_told_apart_gets_a_placeholder():
    assert surrogate("7", "AGE") == "<AGE_1>"
