import random

import pytest

from curation.sample.customers import (
    iban_check,
    luhn_digit,
    make_card,
    make_iban,
    make_ip,
    make_phone,
)


@pytest.mark.parametrize(
    ("digits", "check"),
    [("7992739871", "3"), ("411111111111111", "1"), ("37828224631000", "5")],
)
def test_the_luhn_digit_is_the_known_one(digits, check):
    """The textbook number, and the test numbers 4111 1111 1111 1111 and 3782 822463 10005."""
    assert luhn_digit(digits) == check


@pytest.mark.parametrize(
    ("country", "account", "check"),
    [
        ("GB", "WEST12345698765432", "82"),
        ("DE", "370400440532013000", "89"),
        ("FR", "20041010050500013M02606", "14"),
        ("NL", "ABNA0417164300", "91"),
    ],
)
def test_the_iban_check_digits_are_the_known_ones(country, account, check):
    """The examples of the SWIFT IBAN registry."""
    assert iban_check(country, account) == check


@pytest.mark.parametrize("seed", range(20))
def test_a_made_card_passes_luhns_test(seed):
    digits = make_card(random.Random(seed)).replace(" ", "")
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    assert sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


@pytest.mark.parametrize("seed", range(20))
def test_a_made_iban_leaves_one_by_97(seed):
    number = make_iban(random.Random(seed)).replace(" ", "")
    turned = number[4:] + number[:4]
    assert int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


@pytest.mark.parametrize("seed", range(10))
def test_a_made_address_belongs_to_a_documentation_network(seed):
    assert make_ip(random.Random(seed)).startswith(("192.0.2.", "198.51.100.", "203.0.113."))


@pytest.mark.parametrize("seed", range(10))
def test_a_made_phone_number_is_from_a_range_kept_for_fiction(seed):
    ranges = ("+44 20 7946 0", "+44 1632 960", "+1 202-555-01", "+49 30 23125 ", "+33 1 99 00 ")
    assert make_phone(random.Random(seed)).startswith(ranges)
