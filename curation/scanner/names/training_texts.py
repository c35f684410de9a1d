"""Made-up tickets, chats, mails, signatures and invoices with the places of names in them."""

import importlib
import random
import re
from collections.abc import Iterator
from functools import cache
from pydoc_data.topics import topics
from typing import Any

from faker import Faker

from curation.scanner.names.build_gazetteers import own_names
from curation.scanner.names.gazetteers import FOLDER


def split_list(text: str) -> list[str]:
    """The entries of a list written in one text, apart by bars, or by blanks without bars."""
    return text.split("|") if "|" in text else text.split()


LOCALES = split_list(
    "en_US en_GB en_CA en_AU en_IE en_NZ en_IN de_DE de_AT de_CH fr_FR fr_CA es_ES es_MX it_IT"
    " nl_NL nl_BE pt_PT pt_BR sv_SE no_NO da_DK fi_FI pl_PL cs_CZ hu_HU ro_RO tr_TR"
)
"""The 28 locales of Faker in Latin script that names, addresses and companies come from."""

Labelled = tuple[str, list[tuple[int, int, str]]]
"""A text, and where each PERSON, LOCATION and ORGANIZATION begins and ends in it."""

_SLOT = re.compile(r"\{(\w+)\}")
_FAMILY_FIRST = {"chinese", "korean", "japanese", "vietnamese"}
_PRODUCTS = split_list(
    "Aurora Desk Lamp|Steel Water Bottle|Wireless Mouse|Office Chair Deluxe|Nordic Coffee Table"
    "|Trail Running Shoes|USB-C Charging Cable|Galaxy Buds|ThinkPad T14|Laser Printer 4200"
    "|BLUE CHEESE 200G|FRESH MILK 1L|RICE CRACKER|WD40 SPRAY|Garden Hose 20 m|Yoga Mat Pro"
    "|Support Plan Gold|Premium License|Annual Subscription|Consulting Hours|Brake Pad Set"
    "|Winter Jacket Red|Photo Paper A4|Toner Cartridge Black|Oak Shelf|Smart TV 55|HEX BOLT M8"
    "|Cotton T-Shirt White|Vacuum Cleaner|Espresso Machine Classic|PVC PIPE 3 IN|PAINT BRUSH"
)
_SUBJECTS = split_list(
    "Refund Request|Order not received|Password Reset|Late Delivery|Wrong Item|Invoice Question"
    "|Account Locked|Billing Error|URGENT: Payment Failed|Change of Address|Cancel Subscription"
    "|Damaged Parcel|Login Problem|Weekly Report|Meeting Notes|Purchase Order"
)
_ERRORS = split_list(
    "E-4031|0x80070057|HTTP 502 Bad Gateway|Access Denied|ERR_TIMEOUT|Null Pointer"
)
_JOBS = split_list(
    "Account Manager|Head of Sales|Customer Support|Software Engineer|CEO|Office Manager"
    "|Senior Accountant|Purchasing|Project Lead|Director of Operations|Sales Representative"
)
_ORG_STEMS = split_list(
    "Nova Blue Summit Harbor Vertex Pioneer Atlas Cedar Bright Quantum Sterling Apex Orion Delta"
    " Maple Falcon Horizon Granite Zenith Crescent Lotus Silver Evergreen Titan"
)
_ORG_ENDS = split_list(
    "Ltd|Inc.|LLC|GmbH|Bank|Group|Logistics|Airlines|Solutions|Technologies|Insurance|Energy|Media"
    "|& Co|Consulting|Foods|Systems|University|Hospital|Hotel|Sdn Bhd|S.A.|B.V.|Motors|Telecom"
)


class Maker:
    """Makes labelled texts; the same seed makes the same texts."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._fakers = {name: Faker(name) for name in LOCALES}
        for index, faker in enumerate(self._fakers.values()):
            faker.seed_instance(seed + index)
        self._names = _name_lists()
        self._templates = (FOLDER / "templates.txt").read_text("utf-8").split("\n---\n")
        named, plain = (FOLDER / "sentences.txt").read_text("utf-8").split("\n----\n")
        self._named = [line for line in named.splitlines() if line[:1] != "#"]
        self._plain = plain.splitlines()

    def texts(self, count: int) -> Iterator[Labelled]:
        """So many texts: 5 % wholly in lower case, 4 % in capitals."""
        for _ in range(count):
            text, spans = self._fill(self._random.choice(self._templates).strip("\n"))
            turn = self._random.random()
            if turn < 0.05 and len(text.lower()) == len(text):
                text = text.lower()
            elif turn < 0.09 and len(text.upper()) == len(text):
                text = text.upper()
            yield text, spans

    def _fill(self, template: str) -> Labelled:
        parts: list[str] = []
        spans: list[tuple[int, int, str]] = []
        length = position = 0
        for slot in _SLOT.finditer(template):
            before = template[position : slot.start()].replace("{{", "{").replace("}}", "}")
            value, inner = self._value(slot.group(1))
            parts += [before, value]
            length += len(before)
            spans += [(first + length, last + length, kind) for first, last, kind in inner]
            length += len(value)
            position = slot.end()
        parts.append(template[position:].replace("{{", "{").replace("}}", "}"))
        return "".join(parts), spans

    def _value(self, slot: str) -> Labelled:
        pick = self._random.choice
        if slot == "sentence":
            return self._fill(pick(self._named))
        if slot == "filler":
            return self._fill(pick(self._plain))
        kind = {"PER": "PERSON", "PERG": "PERSON", "PERC": "PERSON", "FAMILY": "PERSON"}.get(slot)
        if kind:
            name = self._person(slot)
            return name, [(0, len(name), kind)]
        if slot == "TPER":
            title = pick(["Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Mr ", "Ms ", "Prof. "])
            name = self._person(pick(["PER", "FAMILY"]))
            return title + name, [(len(title), len(title) + len(name), "PERSON")]
        if slot in ("LOC", "ADR", "CITY", "COUNTRY"):
            place = self._place(slot)
            return place, [(0, len(place), "LOCATION")]
        if slot == "ORG":
            company = self._company()
            return company, [(0, len(company), "ORGANIZATION")]
        return self._plain_value(slot), []

    def _person(self, slot: str) -> str:
        turn = self._random.random
        origin = self._random.choice(sorted(self._names))
        given, family = (self._word(part) for part in self._names[origin])
        if slot == "FAMILY":
            return family
        if slot == "PERG" and turn() < 0.8:
            return given
        if slot == "PERC":
            return f"{family}, {given}" if turn() < 0.6 else f"{given} {family}".upper()
        if origin == "vietnamese" and turn() < 0.6:
            family = f"{family} {self._random.choice(['Van', 'Thi', 'Minh', 'Ngoc', 'Thanh'])}"
        if origin in _FAMILY_FIRST and turn() < 0.6:
            return f"{family} {given}"
        form = turn()
        if form < 0.08:
            return f"{given[0]}. {family}"
        if form < 0.14:
            return f"{given} {self._random.choice('ABCDEFGHJKLMPRST')}. {family}"
        if form < 0.19:
            return f"{given} {family}-{self._word(self._names[origin][1])}"
        if form < 0.25:
            return f"{given} {self._word(self._names[origin][0])} {family}"
        if form < 0.31:
            return given
        return f"{given} {family}"

    def _word(self, names: list[str]) -> str:
        """A name; every seventh is put together from two, so that no list holds it."""
        name = self._random.choice(names)
        if self._random.random() < 0.15:
            other = self._random.choice(names)
            name = (name[: (len(name) + 1) // 2] + other[len(other) // 2 :].lower()).strip("-' ")
        return name

    def _place(self, slot: str) -> str:
        faker = self._fakers[self._random.choice(LOCALES)]
        if slot == "COUNTRY":
            return str(self._fakers["en_US"].country())
        if slot == "CITY":
            return str(faker.city())
        address = str(faker.address())
        if slot == "LOC":
            form = self._random.random()
            if form < 0.35:
                return str(faker.street_address()).replace("\n", ", ")
            address = address.replace("\n", ", " if form < 0.85 else " ")
        return address

    def _company(self) -> str:
        if self._random.random() < 0.5:
            return str(self._fakers[self._random.choice(LOCALES)].company())
        stem = self._random.choice([*_ORG_STEMS, self._word(self._names["english"][1])])
        return f"{stem} {self._random.choice(_ORG_ENDS)}"

    def _plain_value(self, slot: str) -> str:
        pick, between = self._random.choice, self._random.randint
        english = self._fakers["en_US"]
        made: dict[str, Any] = {
            "amount": lambda: (
                f"{pick(['', '$', '€', '£', 'EUR '])}{between(1, 4000)}.{between(10, 99)}"
            ),
            "date": lambda: english.date(
                pick(["%Y-%m-%d", "%d/%m/%Y", "%B %d, %Y", "%d %b %Y", "%A"])
            ),
            "time": lambda: english.time("%H:%M"),
            "code": lambda: (
                f"{pick(['INV-', 'SO', '#', 'RMA-', 'ORD-', ''])}{between(1000, 9999999)}"
            ),
            "phone": english.phone_number,
            "email": english.ascii_email,
            "n": lambda: str(between(1, 40)),
            "product": lambda: pick(_PRODUCTS),
            "subject": lambda: pick(_SUBJECTS),
            "error": lambda: pick(_ERRORS),
            "job": lambda: pick(_JOBS),
        }
        return str(made[slot]())


def plain_paragraphs() -> list[str]:
    """Paragraphs of the standard library's help: English without names."""
    paragraphs = [part.strip() for text in topics.values() for part in text.split("\n\n")]
    return [part for part in paragraphs if 80 <= len(part) <= 900][:1450]


@cache
def _name_lists() -> dict[str, tuple[list[str], list[str]]]:
    """Given and family names by origin: our lists, and every Faker locale as an origin."""
    lists = {
        origin: (parts["given"], parts["family"])
        for origin, parts in own_names().items()
        if {"given", "family"} <= set(parts)
    }
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue  # its names are those of another locale
        lists[locale] = (sorted(set(provider.first_names)), sorted(set(provider.last_names)))
    return lists
