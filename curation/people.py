"""Who acts, what their role permits, and how passwords are kept."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account; `has_password` is false for who comes in by link only."""

    id: str
    name: str
    role: Role
    enabled: bool
    has_password: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A one-time link that still holds; `person_id` is empty when it is for a new person.

    `id` is the hash of its token, which opens nothing.
    """

    id: str
    role: Role
    person_id: str
    note: str
    created_by: str
    recorded_at: datetime
    expires_at: datetime


class Scope(StrEnum):
    """What a program may do with an access token, within the role of its person."""

    READ = "read"
    WRITE = "write"
    TRAIN = "train"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """What is known of a token that a program uses; the token itself is kept nowhere."""

    id: str
    person_id: str
    name: str
    scopes: frozenset[Scope]
    recorded_at: datetime
    expires_at: datetime


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


SHORTEST_PASSWORD = 10
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


def hash_password(password: str) -> str:
    """The password as it may be kept: scrypt with a random salt, as `scrypt$salt$hash`."""
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_scrypt(password, salt)}"


def password_fits(password: str, kept: str) -> bool:
    """True when `kept` was made from this password; false for an empty `kept`."""
    scheme, _, rest = kept.partition("$")
    salt, _, digest = rest.partition("$")
    if scheme != "scrypt":
        return False
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)), digest)


def token_hash(token: str) -> str:
    """What is kept of a session's or an invitation's token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def _scrypt(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, **_SCRYPT).hex()
