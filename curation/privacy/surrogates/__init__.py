"""Surrogates: made-up values of the same kind and shape. One kind = one file + one row here."""

from collections.abc import Mapping
from dataclasses import dataclass

from curation.privacy.surrogates.card import card
from curation.privacy.surrogates.date import aged, moved
from curation.privacy.surrogates.email import email, user_name
from curation.privacy.surrogates.iban import iban
from curation.privacy.surrogates.known import Make
from curation.privacy.surrogates.network import ip, mac, url
from curation.privacy.surrogates.organisation import organisation
from curation.privacy.surrogates.origin import origin
from curation.privacy.surrogates.person import person
from curation.privacy.surrogates.phone import phone
from curation.privacy.surrogates.place import place
from curation.privacy.surrogates.shape import bic, junk, prefixed, secret, social_security
from curation.privacy.surrogates.title import title


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How surrogates of one entity are made.

    Kinds of a lower `rank` are chosen first: addresses follow names. The letters and digits of
    `codes` are set into the signs between those of each place where they are written; of other
    kinds, word by word.
    """

    make: Make
    rank: int = 2
    codes: bool = True


ANYTHING = Kind(make=junk)
"""For an entity without a row."""

KINDS: Mapping[str, Kind] = {
    "PERSON": Kind(make=person, rank=0, codes=False),
    "ORGANIZATION": Kind(make=organisation, rank=1, codes=False),
    "EMAIL_ADDRESS": Kind(make=email, codes=False),
    "USER_NAME": Kind(make=user_name, codes=False),
    "PHONE_NUMBER": Kind(make=phone),
    "IBAN_CODE": Kind(make=iban, rank=1),
    "CREDIT_CARD": Kind(make=card, rank=1),
    "CARD_TAIL": Kind(make=card),
    "US_SSN": Kind(make=social_security, rank=1),
    "VAT_NUMBER": Kind(make=prefixed(2)),
    "BIC": Kind(make=bic),
    "SECRET": Kind(make=secret),
    "DATE_OF_BIRTH": Kind(make=moved, codes=False),
    "AGE": Kind(make=aged, codes=False),
    "DATE_TIME": Kind(make=moved, codes=False),
    "NRP": Kind(make=origin, codes=False),
    "TITLE": Kind(make=title, codes=False),
    "STREET_ADDRESS": Kind(make=place, rank=1, codes=False),
    "ADDRESS": Kind(make=place, rank=1, codes=False),
    "LOCATION": Kind(make=place, rank=1, codes=False),
    "URL": Kind(make=url, codes=False),
    "IP_ADDRESS": Kind(make=ip, codes=False),
    "MAC_ADDRESS": Kind(make=mac),
}


def kind_of(entity: str) -> Kind:
    """The row of an entity, or that for anything."""
    return KINDS.get(entity, ANYTHING)
