"""How old somebody is."""

import pytest


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("a 38-year-old male", "38-year-old"),
        ("I am 45 years old", "45 years old"),
        ("retired at the age of 71", "age of 71"),
        ("a patient aged 52", "aged 52"),
        ("Age: 33", "Age: 33"),
        ("my 5 year old son", "5 year old"),
        ("he is 7 years old", "7 years old"),
        ("she is 82 y/o", "82 y/o"),
        ("ich bin 38 Jahre alt", "38 Jahre alt"),
    ],
)
def test_an_age_is_found_with_its_words(values, text, age):
    assert values("AGE", text) == [age]


@pytest.mark.parametrize(
    "text",
    [
        "my account is 15 years old",
        "a 3 year old phone",
        "a 30 year old fixed mortgage",
        "the house is 100 years old",
        "30 years",
        "page 12",
        "average of 33",
        "age of 30 days",
        "£12 years old",
    ],
)
def test_the_age_of_a_thing_is_no_age(values, text):
    assert values("AGE", text) == []
