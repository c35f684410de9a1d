"""Who acts, and what their role permits."""

from dataclasses import dataclass
from enum import StrEnum

from curation.errors import NotAllowed


class Role(StrEnum):
    """What a person may do; each role includes the ones before it."""

    REVIEWER = "reviewer"
    CURATOR = "curator"
    OWNER = "owner"


_RANK = {Role.REVIEWER: 0, Role.CURATOR: 1, Role.OWNER: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person (or the command line) in whose name something is done."""

    id: str
    name: str
    role: Role


COMMAND_LINE = Actor(id="command-line", name="Command line", role=Role.OWNER)
"""Whoever can open the workspace folder owns it, so the command line acts as an owner."""


def may(actor: Actor, at_least: Role) -> bool:
    """True when the actor's role includes `at_least`."""
    return _RANK[actor.role] >= _RANK[at_least]


def require(actor: Actor, at_least: Role, *, to: str) -> None:
    """Refuse unless the actor's role includes `at_least`; `to` completes "may not …"."""
    if not may(actor, at_least):
        raise NotAllowed(
            "Not allowed",
            cause=f"A {actor.role} may not {to}.",
            cure=f"Ask an owner to do it, or to make you {at_least}.",
        )
