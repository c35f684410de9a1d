"""Nationalities, religions and political groups."""

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a Polish customer", "Polish"),
        ("the Spanish government", "Spanish"),
        ("I am cambodian but I live here", "cambodian"),
        ("she is a muslim", "muslim"),
        ("many Muslims asked", "Muslims"),
        ("two Republicans", "Republicans"),
    ],
)
def test_an_origin_is_found(values, text, said):
    assert values("NRP", text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "my American Express card",
        "answer in English please",
        "he speaks German",
        "300 Canadian dollars",
        "the french fries",
        "polish the table",
        "Dear Christian",
    ],
)
def test_languages_and_names_of_things_are_none(values, text):
    assert values("NRP", text) == []
