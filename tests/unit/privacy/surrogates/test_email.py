"""E-mail addresses follow the names in them and lie on domains that nobody owns."""

import pytest

from curation.privacy.surrogates.email import DOMAINS
from tests.unit.privacy.surrogates.made import SEEDS, plan, replaced, surrogate

NAME = ("Julia Hartmann", "PERSON")


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("julia.hartmann@acme.de", "{0}.{1}"),
        ("hartmann_julia@acme.de", "{1}_{0}"),
        ("jhartmann@acme.de", "{0[0]}{1}"),
        ("juliahartmann@acme.de", "{0}{1}"),
        ("j.hartmann@acme.de", "{0[0]}.{1}"),
    ],
)
def test_an_address_is_built_from_the_surrogate_of_its_name(address, made):
    done = replaced(f"Julia Hartmann {address}", NAME, (address, "EMAIL_ADDRESS"))
    *name, mail = done.split()
    assert mail.split("@")[0] == made.format(*(part.lower() for part in name))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_address_is_on_a_domain_for_examples(seed):
    made = surrogate("someone42@firm.co.uk", "EMAIL_ADDRESS", seed=seed)
    assert made.split("@")[1].endswith(DOMAINS)


def test_an_office_keeps_its_name():
    assert surrogate("support@firm.co.uk", "EMAIL_ADDRESS").startswith("support@example.")


def test_two_offices_of_two_firms_stay_two():
    text = " ".join(f"info@firm{number}.com" for number in range(8))
    plain = [(word, "EMAIL_ADDRESS") for word in text.split()]
    assert len({value.surrogate for value in plan(text, *plain).values}) == 8


def test_one_domain_stays_one_domain():
    text = "ann@firm.com ben@firm.com"
    done = replaced(text, *((word, "EMAIL_ADDRESS") for word in text.split()))
    assert len({word.split("@")[1] for word in done.split()}) == 1


def test_a_user_name_follows_the_name_in_it():
    text = "Julia Hartmann as julia_hartmann"
    done = replaced(text, NAME, ("julia_hartmann", "USER_NAME"))
    name, user = done.split(" as ")
    assert user == name.lower().replace(" ", "_")
