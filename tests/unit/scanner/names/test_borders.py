"""Where a name surely begins and ends."""

import pytest

from curation.scanner.names.borders import settled
from curation.scanner.names.gazetteers import gazetteers


def settle(text, entity, value):
    begins = text.index(value)
    found = settled(text, (entity, begins, begins + len(value)), gazetteers())
    return [(kind, text[first:last]) for kind, first, last in found]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Wang Hai's", "Wang Hai"),
        ("Zihan’s Schoolbag", "Zihan"),
        ("Katrine so impulsive", "Katrine"),
        ("I reviewed Anna", "Anna"),
        ("Hauta-aho", "Hauta-aho"),
        ("Pieter de Vries", "Pieter de Vries"),
        ("Maria O'Neill", "Maria O'Neill"),
    ],
)
def test_a_person_ends_where_the_name_ends(value, name):
    assert settle(f"Then {value} again", "PERSON", value) == [("PERSON", name)]


@pytest.mark.parametrize("entity", ["PERSON", "ORGANIZATION"])
def test_an_enumeration_of_given_names_is_that_many_people(entity):
    text = "They are Derek, Anna and Andrew."
    assert settle(text, entity, "Derek, Anna and Andrew") == [
        ("PERSON", "Derek"),
        ("PERSON", "Anna"),
        ("PERSON", "Andrew"),
    ]


def test_a_family_name_before_a_comma_is_one_person():
    assert settle("From Oyelaran, Mark today", "PERSON", "Oyelaran, Mark") == [
        ("PERSON", "Oyelaran, Mark")
    ]


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("ORGANIZATION", "Conway Inc."),
        ("ORGANIZATION", "Smith Ltd"),
        ("LOCATION", "Paris"),
        ("LOCATION", "12 Anna Street"),
        ("ORGANIZATION", "Vertex Consulting"),
    ],
)
def test_companies_and_places_stay_what_they_are(entity, value):
    assert settle(f"with {value} today", entity, value) == [(entity, value)]


def test_a_given_name_is_no_company():
    assert settle("Ask Patricia Desrosiers now", "ORGANIZATION", "Patricia Desrosiers") == [
        ("PERSON", "Patricia Desrosiers")
    ]


def test_ordinary_words_alone_are_nothing():
    assert settle("then the order came", "PERSON", "the order") == []
