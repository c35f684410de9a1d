"""A ticket of the sample project, with what experts ought to find."""

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong with the reply that a ticket came with."""

    NONE = "none"
    WEAK = "weak"  # true but of little use: experts rewrite it
    WRONG = "wrong"  # answers something else: experts reject it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket as the help desk exported it, and what experts ought to find.

    `category` is the help desk's, `meant` the right one; `ideal` are two good replies without
    names. `twin_of` is the ticket of which it is a near-duplicate, or empty.
    """

    ticket_id: str
    customer: str
    subject: str
    message: str
    reply: str
    category: str
    meant: str
    flaw: Flaw
    ideal: tuple[str, str]
    twin_of: str = ""
