"""The recognisers: one file, one test and one row in this table each."""

from collections.abc import Callable

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers import CryptoRecognizer, MacAddressRecognizer

from curation.scanner.recognizers.addressee import Addressee
from curation.scanner.recognizers.age import Age
from curation.scanner.recognizers.bic import Bic
from curation.scanner.recognizers.birth_date import BirthDate
from curation.scanner.recognizers.card import Card
from curation.scanner.recognizers.card_tail import CardTail
from curation.scanner.recognizers.company import Company
from curation.scanner.recognizers.date_time import DateTime
from curation.scanner.recognizers.email import Email
from curation.scanner.recognizers.ethereum import Ethereum
from curation.scanner.recognizers.iban import Iban
from curation.scanner.recognizers.ip import Ip
from curation.scanner.recognizers.labelled_id import LabelledId
from curation.scanner.recognizers.name_model import NameModel
from curation.scanner.recognizers.name_rules import NameRules
from curation.scanner.recognizers.national_id import NationalId
from curation.scanner.recognizers.nationality import Nationality
from curation.scanner.recognizers.nhs import Nhs
from curation.scanner.recognizers.nino import Nino
from curation.scanner.recognizers.password import Password
from curation.scanner.recognizers.person import Person
from curation.scanner.recognizers.person_elsewhere import PersonElsewhere
from curation.scanner.recognizers.phone import Phone
from curation.scanner.recognizers.postcode import Postcode
from curation.scanner.recognizers.secret import Secret
from curation.scanner.recognizers.sort_code import SortCode
from curation.scanner.recognizers.ssn import Ssn
from curation.scanner.recognizers.street import Street
from curation.scanner.recognizers.title import Title
from curation.scanner.recognizers.tracking import Tracking
from curation.scanner.recognizers.url import Url
from curation.scanner.recognizers.user_name import UserName
from curation.scanner.recognizers.vat import Vat

RECOGNIZERS: tuple[Callable[[], EntityRecognizer], ...] = (
    Email,
    Phone,
    Card,
    Iban,
    Vat,
    Bic,
    SortCode,
    Ssn,
    Nhs,
    Nino,
    NationalId,
    Street,
    Postcode,
    Addressee,
    LabelledId,
    Tracking,
    CardTail,
    Secret,
    Password,
    UserName,
    BirthDate,
    Age,
    Person,
    PersonElsewhere,
    NameRules,
    Company,
    NameModel,
    Url,
    Ip,
    MacAddressRecognizer,
    CryptoRecognizer,
    Ethereum,
    DateTime,
    Title,
    Nationality,
)
"""Presidio's others are left out: on tickets and invoices they find order numbers and dates."""
