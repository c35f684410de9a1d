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
        Entity(name="PERSON", title="Names after a greeting, a sign-off or a title", word="NAME"),
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
