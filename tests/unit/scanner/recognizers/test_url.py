"""Web addresses."""

import pytest


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://www.x.com/a?b=c.", "https://www.x.com/a?b=c"),
        ("(www.y.org/z)", "www.y.org/z"),
        ("HTTP://X.COM/A", "HTTP://X.COM/A"),
        ("https://en.wikipedia.org/wiki/Ham_(food)", "https://en.wikipedia.org/wiki/Ham_(food)"),
    ],
)
def test_an_address_is_found_without_the_sentence_around_it(values, text, address):
    assert values("URL", text) == [address]


@pytest.mark.parametrize("text", ["U.PR", "YOU.COM", "he died.It was", "corp.internal", "x.com"])
def test_words_with_a_dot_are_no_addresses(scan, text):
    assert scan(text) == []


def test_the_host_of_an_e_mail_is_no_address(scan):
    assert scan("alice@www.example.com") == [("EMAIL_ADDRESS", "alice@www.example.com")]
