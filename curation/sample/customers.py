"""Invented customers with contact details that are well-formed and belong to nobody.

Numbers come from the ranges that authorities keep for fiction and documentation: telephone
numbers of Ofcom, the North American plan, the Bundesnetzagentur and ARCEP, networks of RFC 5737,
domains of RFC 2606, and card numbers from the ranges that processors use for tests.
"""

import random
from dataclasses import dataclass

from curation.sample.banks import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One invented customer."""

    number: str
    first: str
    last: str
    email: str
    phone: str
    street: str
    postcode: str
    city: str
    iban: str
    card: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


def make_customers(rng: random.Random, words: Words, count: int) -> list[Customer]:
    """That many customers with different names."""
    pairs = [(first, last) for first in words.first_names for last in words.last_names]
    return [
        _customer(rng, words, f"C-{1001 + index}", first, last)
        for index, (first, last) in enumerate(rng.sample(pairs, count))
    ]


def make_phone(rng: random.Random) -> str:
    """A telephone number from a range kept for fiction."""
    three, two = f"{rng.randrange(1000):03}", f"{rng.randrange(100):02}"
    return rng.choice(
        [
            f"+44 20 7946 0{three}",
            f"+44 1632 960{three}",
            f"+1 202-555-01{two}",
            f"+49 30 23125 {three}",
            f"+33 1 99 00 {two} {rng.randrange(100):02}",
        ]
    )


def make_card(rng: random.Random) -> str:
    """A card number from a test range, in groups of four; its last digit passes Luhn's test."""
    start = rng.choice(["400000", "555555", "411111"])
    digits = start + "".join(str(rng.randrange(10)) for _ in range(9))
    digits += luhn_digit(digits)
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def luhn_digit(digits: str) -> str:
    """The digit that makes these digits pass Luhn's test (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def make_iban(rng: random.Random) -> str:
    """An account number with right check digits at a bank that does not exist."""

    def digits(count: int) -> str:
        return "".join(str(rng.randrange(10)) for _ in range(count))

    country, account = rng.choice(
        [
            ("GB", "CURA" + digits(14)),
            ("NL", "CURA" + digits(10)),
            ("DE", "9999" + digits(14)),
            ("FR", "99999" + digits(18)),
        ]
    )
    number = country + iban_check(country, account) + account
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


def iban_check(country: str, account: str) -> str:
    """The two check digits of an IBAN (ISO 13616; ISO/IEC 7064 MOD 97-10)."""
    number = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{98 - int(number) % 97:02}"


def make_ip(rng: random.Random) -> str:
    """An address of a network kept for documentation."""
    return f"{rng.choice(['192.0.2', '198.51.100', '203.0.113'])}.{rng.randrange(1, 255)}"


def _customer(rng: random.Random, words: Words, number: str, first: str, last: str) -> Customer:
    mailbox = f"{first}.{last}".lower().replace("'", "")
    return Customer(
        number=number,
        first=first,
        last=last,
        email=f"{mailbox}@{rng.choice(['example.com', 'example.org', 'example.net'])}",
        phone=make_phone(rng),
        street=f"{rng.randrange(1, 90)} {rng.choice(words.streets)}",
        postcode=str(rng.randrange(10000, 99999)),
        city=rng.choice(words.cities),
        iban=make_iban(rng),
        card=make_card(rng),
    )
