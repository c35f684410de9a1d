"""Forms of address and trades."""

import pytest


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Please ask Mrs. Labrie", "Mrs."),
        ("Mr Tan called", "Mr"),
        ("Prof. Dr. Wells wrote", "Prof. Dr."),
        ("send it to mr. elliott today", "mr."),
        ("Karin M. Beike\nLeasing consultant\nFritz", "Leasing consultant"),
        ("leone mazzi\n\nnurse\n", "nurse"),
        ("Erik Baader\nDirector of sales\n", "Director of sales"),
    ],
)
def test_a_title_is_found(values, text, title):
    assert values("TITLE", text) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "I miss Berlin",
        "12 Main Dr",
        "the manager",
        "Thank you\nYour manager will call you tomorrow",
        "TAX INVOICE\nCASHIER",
        "Invoice 2024\nManager",
    ],
)
def test_other_words_are_no_titles(values, text):
    assert values("TITLE", text) == []
