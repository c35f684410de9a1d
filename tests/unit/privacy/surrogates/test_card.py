"""Cards: of test ranges, right by Luhn's rule, and their last digits follow them."""

import pytest

from curation.privacy.surrogates.card import luhn_digit
from tests.unit.privacy.surrogates.made import SEEDS, replaced, surrogate


def test_the_last_digit_is_luhns():
    """The example of ISO/IEC 7812-1, annex B: 7992739871 is completed by 3."""
    assert luhn_digit("7992739871") == "3"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("number", "begins"),
    [
        ("4111 1111 1111 1111", "4000 00"),
        ("378282246310005", "378282"),
        ("5500-0055-5555-5559", "5555-55"),
    ],
)
def test_a_card_is_of_the_test_range_of_its_brand(number, begins, seed):
    made = surrogate(number, "CREDIT_CARD", seed=seed)
    digits = "".join(c for c in made if c.isdigit())
    assert made.startswith(begins)
    assert luhn_digit(digits[:-1]) == digits[-1]
    assert len(made) == len(number)


def test_the_last_digits_follow_the_card():
    text = "4929 1234 5678 9012 ending in 9012"
    done = replaced(text, ("4929 1234 5678 9012", "CREDIT_CARD"), ("9012", "CARD_TAIL"))
    card, tail = done.split(" ending in ")
    assert card.endswith(tail)
