"""A ticket of any help desk: who said what, in order, and what is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Author(StrEnum):
    """Whose words a turn holds."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SYSTEM = "system"
    """Bots, events and notices of the help desk itself; they are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One message of a conversation, as the export has it.

    `sent_at` sorts as text (ISO 8601 in UTC); empty when unknown. `rating` is how the customer
    rated this reply, the higher the better. Private turns and automatic replies are left out.
    """

    author: Author
    text: str
    is_html: bool = False
    is_private: bool = False
    is_automatic: bool = False
    sent_at: str = ""
    rating: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One ticket with its turns; they need not be in order when all know when they were sent.

    `id` is the ticket's number as text; `origin` names it among all systems, such as
    `zendesk:acme:35436`. `customer` is what tells the customer from others (an id, an address):
    tickets of one customer are never split. `merged_into` is the id of the ticket that this one
    was merged into, else empty.
    """

    id: str
    origin: str
    turns: tuple[Turn, ...]
    subject: str = ""
    customer: str = ""
    label: str = ""
    merged_into: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
