"""The kinds of personal values that can be found, and how people and placeholders name them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One kind of personal value.

    `title` is what people read, `word` what stands in a placeholder (`<EMAIL_1>`). Where
    `punctuation_counts`, two values that differ in a dot are two values.
    """

    name: str
    title: str
    word: str
    punctuation_counts: bool = False


ENTITIES: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        Entity(
            name="EMAIL_ADDRESS", title="E-mail addresses", word="EMAIL", punctuation_counts=True
        ),
        Entity(name="PHONE_NUMBER", title="Phone numbers", word="PHONE"),
        Entity(name="CREDIT_CARD", title="Payment card numbers", word="CARD"),
        Entity(name="IBAN_CODE", title="Bank account numbers (IBAN)", word="IBAN"),
        Entity(name="US_SSN", title="US social security numbers", word="SSN"),
        Entity(name="PERSON", title="Names of people", word="NAME"),
        Entity(name="LOCATION", title="Places and addresses", word="PLACE"),
        Entity(name="ORGANIZATION", title="Companies and organisations", word="COMPANY"),
        Entity(name="STREET_ADDRESS", title="Street addresses and PO boxes", word="STREET"),
        Entity(name="POSTCODE", title="Postcodes", word="POSTCODE"),
        Entity(name="DATE_OF_BIRTH", title="Dates of birth", word="BIRTHDAY"),
        Entity(name="DATE_TIME", title="Dates and times", word="DATE"),
        Entity(name="NRP", title="Nationalities, religions, political groups", word="ORIGIN"),
        Entity(name="TITLE", title="Forms of address and trades", word="TITLE"),
        Entity(name="AGE", title="Ages", word="AGE"),
        Entity(name="VAT_NUMBER", title="VAT numbers", word="VAT"),
        Entity(name="BIC", title="Bank codes (BIC)", word="BIC"),
        Entity(name="SORT_CODE", title="UK sort codes", word="SORT_CODE"),
        Entity(name="CARD_TAIL", title="Last digits of cards and numbers", word="LAST_DIGITS"),
        Entity(name="SECRET", title="Passwords and keys", word="SECRET", punctuation_counts=True),
        Entity(name="CUSTOMER_NUMBER", title="Customer and member numbers", word="CUSTOMER"),
        Entity(name="ACCOUNT_NUMBER", title="Account and routing numbers", word="ACCOUNT"),
        Entity(name="TRACKING_NUMBER", title="Parcel tracking numbers", word="TRACKING"),
        Entity(name="POLICY_NUMBER", title="Policy and claim numbers", word="POLICY"),
        Entity(name="PATIENT_NUMBER", title="Patient numbers", word="PATIENT"),
        Entity(name="EMPLOYEE_NUMBER", title="Employee numbers", word="EMPLOYEE"),
        Entity(name="USER_NAME", title="User names", word="USER", punctuation_counts=True),
        Entity(name="PASSPORT", title="Passport numbers", word="PASSPORT"),
        Entity(name="DRIVER_LICENSE", title="Driving licence numbers", word="LICENCE"),
        Entity(name="LICENSE_PLATE", title="Vehicle number plates", word="PLATE"),
        Entity(name="DEVICE_NUMBER", title="Device numbers (IMEI)", word="DEVICE"),
        Entity(name="TAX_NUMBER", title="Tax numbers", word="TAX_NUMBER"),
        Entity(name="NATIONAL_ID", title="National identity numbers", word="NATIONAL_ID"),
        Entity(name="UK_NHS", title="UK NHS numbers", word="NHS"),
        Entity(name="UK_NINO", title="UK national insurance numbers", word="NINO"),
        Entity(name="ORDER_NUMBER", title="Order and invoice numbers", word="ORDER"),
        Entity(name="URL", title="Web addresses", word="URL", punctuation_counts=True),
        Entity(name="IP_ADDRESS", title="IP addresses", word="IP", punctuation_counts=True),
        Entity(name="MAC_ADDRESS", title="Device (MAC) addresses", word="MAC"),
        Entity(name="CRYPTO", title="Bitcoin addresses", word="WALLET"),
    )
}
"""Every entity that a recogniser of ours reports."""


def describe(entity: str) -> Entity:
    """The entity of that name; one that is not in the table is described by its name."""
    return ENTITIES.get(entity) or Entity(
        name=entity, title=entity.replace("_", " ").capitalize(), word=entity
    )
