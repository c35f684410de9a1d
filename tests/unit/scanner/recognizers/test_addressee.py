"""The three lines of an address."""

import pytest

from curation.scanner.recognizers.addressee import Addressee

ADDRESSEE = Addressee()


def found(text):
    return {(entity, text[begins:ends]) for entity, begins, ends, _ in ADDRESSEE.find_kinds(text)}


def test_all_four_are_told_in_the_left_of_two_columns():
    text = (
        "Pino Bluebird                          www.example.org\n"
        "Sessamestreet 32\n"
        "1025 RX Amsterdam                      KvK Rotterdam 24330087\n"
    )
    assert found(text) == {
        ("PERSON", "Pino Bluebird"),
        ("STREET_ADDRESS", "Sessamestreet 32"),
        ("POSTCODE", "1025 RX"),
        ("LOCATION", "Amsterdam"),
    }


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Anna Huber", "PERSON"),
        ("Jürgen von der Heide", "PERSON"),
        ("Ostertag GmbH", "ORGANIZATION"),
        ("Kessler & Töchter", "ORGANIZATION"),
    ],
)
def test_who_stands_above_street_and_town(name, entity):
    assert (entity, name) in found(f"Rechnung\n\n{name}\nAm Graben 7 b\n10115 Berlin\n")


@pytest.mark.parametrize(
    "text",
    [
        "Bill to\nAm Graben 7\n10115 Berlin",
        "Am Graben 7\n10115 Berlin",
        "Payment Details\nAm Graben 7\n10115 Berlin",
    ],
)
def test_labels_are_nobody(text):
    assert {entity for entity, _ in found(text)} == {"STREET_ADDRESS", "POSTCODE", "LOCATION"}


@pytest.mark.parametrize(
    "text",
    ["Anna Huber\nTotal: 7\n10115 Berlin", "Anna Huber\n10115 Berlin", "Anna Huber\nAm Graben 7"],
)
def test_less_than_a_street_and_a_town_is_no_address(text):
    assert found(text) == set()
