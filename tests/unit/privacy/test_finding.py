"""The key of a value: the same for all ways to write it, useless without the secret."""

import pytest

from curation.privacy.finding import normal_form, value_key

SECRET = b"s" * 32


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("IBAN_CODE", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("IBAN_CODE", "de89-3704-0044-0532-0130-00", "DE89370400440532013000"),
        ("PHONE_NUMBER", "(212) 555-0198", "212 555 0198"),
        ("EMAIL_ADDRESS", "Alice@X.com", "alice@x.COM"),
        ("PERSON", "José", "Jose\N{COMBINING ACUTE ACCENT}"),
        ("CREDIT_CARD", "4111 1111 1111 1111", "4111\N{NO-BREAK SPACE}1111-1111-1111"),
    ],
)
def test_a_value_written_another_way_has_the_same_key(entity, one, other):
    assert value_key(SECRET, entity, one) == value_key(SECRET, entity, other)


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        ("IP_ADDRESS", "1.1.1.11", "1.11.1.1"),
        ("EMAIL_ADDRESS", "a.b@x.com", "ab@x.com"),
        ("URL", "https://x.com/a/b", "https://x.com/ab"),
    ],
)
def test_a_dot_makes_another_value_where_punctuation_counts(entity, one, other):
    assert value_key(SECRET, entity, one) != value_key(SECRET, entity, other)


def test_the_same_digits_of_two_entities_are_two_values():
    assert value_key(SECRET, "US_SSN", "409551234") != value_key(
        SECRET, "PHONE_NUMBER", "409551234"
    )


def test_the_key_depends_on_the_secret():
    assert value_key(SECRET, "PERSON", "Ann") != value_key(b"t" * 32, "PERSON", "Ann")


def test_the_key_does_not_hold_the_value():
    assert "ann" not in value_key(SECRET, "PERSON", "Ann")


def test_a_value_of_nothing_but_punctuation_stands_for_itself():
    assert normal_form("PERSON", "--") == "--"
