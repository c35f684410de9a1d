"""Phone numbers: the same country and groups, in ranges that nobody has."""

import re

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, replaced, surrogate


def shape(text: str) -> str:
    return re.sub(r"\d", "9", text)


NUMBERS = [
    "+1 212-688-4321",
    "(212) 688-4321",
    "+44 20 8123 4567",
    "07912 345678",
    "+49 30 9018 2033",
    "+33 1 42 68 53 00",
    "+61 412 345 678",
    "0049 30 901820",
    "688-4321",
    "+91 98450 12345",
    "1-800-688-4321 ext 22",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_groups_stay(number):
    made = surrogate(number, "PHONE_NUMBER")
    assert shape(made) == shape(number)
    assert made != number


@pytest.mark.parametrize(
    ("number", "pattern"),
    [
        ("+1 212-688-4321", r"\+1 \d{3}-555-01\d\d"),
        ("(212) 688-4321", r"\(\d{3}\) 555-01\d\d"),
        ("688-4321", r"555-01\d\d"),
        ("+44 20 8123 4567", r"\+44 (20 7946 0|11 3496 0|12 1496 0|16 1496 0|16 3296 0)\d{3}"),
        ("07912 345678", r"07700 900\d{3}"),
        ("+33 1 42 68 53 00", r"\+33 1 99 00 \d\d \d\d"),
        ("+61 412 345 678", r"\+61 491 570 \d{3}"),
    ],
)
@pytest.mark.parametrize("seed", SEEDS[:8])
def test_a_number_is_from_a_range_kept_for_stories(number, pattern, seed):
    assert re.fullmatch(pattern, surrogate(number, "PHONE_NUMBER", seed=seed))


def test_the_same_number_without_its_country_ends_alike():
    text = "+49 30 9018 2033, 030 9018 2033"
    done = replaced(text, *((part, "PHONE_NUMBER") for part in text.split(", ")))
    whole, short = done.split(", ")
    assert short == whole.replace("+49 ", "0")


def test_the_country_stays():
    assert surrogate("+351 912 345 678", "PHONE_NUMBER").startswith("+351 9")
