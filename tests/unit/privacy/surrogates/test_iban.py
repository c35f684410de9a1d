"""IBANs: right check digits, the same country, the same groups."""

import pytest

from curation.privacy.surrogates.iban import check_digits
from tests.unit.privacy.surrogates.made import SEEDS, replaced, surrogate


def test_the_check_digits_are_those_of_known_accounts():
    """The examples of the IBAN registry."""
    assert check_digits("GB", "WEST12345698765432") == "82"
    assert check_digits("DE", "370400440532013000") == "89"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("iban", ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"])
def test_a_surrogate_is_a_valid_account_of_the_country(iban, seed):
    made = surrogate(iban, "IBAN_CODE", seed=seed)
    said = made.replace(" ", "")
    assert said[:2] == iban[:2]
    assert int("".join(str(int(c, 36)) for c in said[4:] + said[:4])) % 97 == 1
    assert [len(group) for group in made.split(" ")] == [len(group) for group in iban.split(" ")]


def test_without_blanks_it_is_the_same_account():
    text = "DE89 3704 0044 0532 0130 00 is DE89370400440532013000"
    spaced, plain = replaced(text, ("DE89 3704 0044 0532 0130 00", "IBAN_CODE")).split(" is ")
    assert plain == spaced.replace(" ", "")
