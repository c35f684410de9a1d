"""The recognisers: one file, one test and one row in this table each."""

from collections.abc import Callable

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers import CryptoRecognizer, MacAddressRecognizer

from curation.scanner.recognizers.card import Card
from curation.scanner.recognizers.email import Email
from curation.scanner.recognizers.iban import Iban
from curation.scanner.recognizers.ip import Ip
from curation.scanner.recognizers.person import Person
from curation.scanner.recognizers.phone import Phone
from curation.scanner.recognizers.ssn import Ssn
from curation.scanner.recognizers.url import Url

RECOGNIZERS: tuple[Callable[[], EntityRecognizer], ...] = (
    Email,
    Phone,
    Card,
    Iban,
    Ssn,
    Person,
    Url,
    Ip,
    MacAddressRecognizer,
    CryptoRecognizer,
)
"""Presidio's others are left out: on tickets and invoices they find order numbers and dates."""
