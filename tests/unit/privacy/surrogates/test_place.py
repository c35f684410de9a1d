"""Addresses keep their form; their streets, towns and numbers are others."""

import re

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, surrogate


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        ("12 Baker Street, London NW1 6XE", r"\d\d \w+ Street, \w+ [A-Z]{2}\d \d[A-Z]{2}"),
        ("Hauptstraße 12, 10115 Berlin", r"\w+straße \d\d, \d{5} \w+"),
        ("PO Box 4711", r"PO Box \d{4}"),
        ("LONDON", r"[A-Z]+"),
    ],
)
@pytest.mark.parametrize("seed", SEEDS[:8])
def test_an_address_keeps_its_form(address, pattern, seed):
    made = surrogate(address, "STREET_ADDRESS", seed=seed)
    assert re.fullmatch(pattern, made)
    assert made != address


def test_a_country_becomes_a_country():
    from curation.privacy.surrogates.name_lists import COUNTRIES

    assert surrogate("Germany", "LOCATION") in set(COUNTRIES) - {"Germany"}
