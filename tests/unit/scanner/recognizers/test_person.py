"""Names that the words around them give away."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, my name is Julia Hartmann and", "Julia Hartmann"),
        ("Dear Mr Smith,", "Smith"),
        ("Dear Ms. O'Neil,", "O'Neil"),
        ("Hi Bob,\nthanks", "Bob"),
        ("Kind regards,\nJean-Luc Picard", "Jean-Luc Picard"),
        ("Thanks\n\nAnna van der Berg\nSales", "Anna van der Berg"),
        ("This is Maria Garcia from Acme", "Maria Garcia"),
        ("I spoke with Dr. Müller", "Müller"),
        ('{"greeting": "Dear Bob"}', "Bob"),
    ],
)
def test_a_name_is_found(values, text, name):
    assert values("PERSON", text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Hello there",
        "Dear Customer,",
        "Dear Sir or Madam,",
        "Hi Team",
        "Regards,\nCustomer Support Team",
        "Dear {{Name}},",
        "Dear [NAME],",
        "my name is XXXX",
        "Thanks\nPlease call",
        "Hello, I have a question",
        "This is Not what I ordered",
        "Dr",
    ],
)
def test_other_words_are_no_names(values, text):
    assert values("PERSON", text) == []
