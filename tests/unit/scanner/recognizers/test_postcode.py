"""Postcodes with what makes them one."""

import pytest

from curation.scanner.recognizers.postcode import Postcode


def found(text: str) -> list[tuple[str, str]]:
    return [(kind, text[begins:ends]) for kind, begins, ends, _ in Postcode().find_kinds(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("London SW1A 1AA", "SW1A 1AA"),
        ("Leeds LS1 4AP", "LS1 4AP"),
        ("Ottawa K1A 0B1", "K1A 0B1"),
        ("Cork T12 CH7K", "T12 CH7K"),
        ("Springfield, IL 62701", "62701"),
        ("New York, NY 10001-1234", "10001-1234"),
        ("1012 AB Amsterdam", "1012 AB"),
        ("D-10115 Berlin", "D-10115"),
        ("1100-148 Lisboa", "1100-148"),
        ("00-950 Warszawa", "00-950"),
        ("Am Markt 5\n10115 Berlin", "10115"),
        ("Schlossallee 1, 1010 Wien", "1010"),
        ("zip code 94107", "94107"),
        ("PLZ: 10115", "10115"),
        ("my postcode is sw1a 1aa", "sw1a 1aa"),
        ("code postal 75002", "75002"),
    ],
)
def test_a_postcode_is_found(text, code):
    assert ("POSTCODE", code) in found(text)


def test_the_street_above_a_postcode_is_found_without_a_street_word():
    assert ("STREET_ADDRESS", "Am Markt 5") in found("Am Markt 5\n10115 Berlin")


def test_the_town_beside_a_postcode_is_found():
    assert ("LOCATION", "Amsterdam") in found("1012 AB Amsterdam")


@pytest.mark.parametrize(
    "text",
    [
        "10115 Schrauben",
        "12345",
        "2024 PC Games",
        "B7 2AB 3.95 158.00",
        "1200 EU citizens",
        "Order 4711 Berlin",
        "zip file 12345",
        "Paid 12, 50 Euro",
    ],
)
def test_other_numbers_are_no_postcodes(text):
    assert found(text) == []
