"""Access tokens: what a program shows to act in a person's name. Shown once, kept as a hash."""

import secrets
import uuid
from collections.abc import Collection
from datetime import timedelta

from curation.errors import InputRefused, NotAllowed, NotFound
from curation.people import AccessToken, Actor, Role, Scope, may, token_hash
from curation.store import access_tokens as store_tokens
from curation.workflow.workspace import Workspace

LONGEST_DAYS = 366
LONGEST_NAME = 60
PREFIX = "desk_"
"""What every token begins with, so that scanners for secrets can know it."""


def make_token(
    workspace: Workspace, actor: Actor, *, name: str, scopes: Collection[Scope], days: int
) -> tuple[str, AccessToken]:
    """A new token of the actor's own and what is known of it; it cannot be shown again.

    Raises InputRefused for an empty name, no scope, or days outside 1 to LONGEST_DAYS, and
    NotAllowed for an actor without an account.
    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise InputRefused(
            "A name is needed",
            cause=f"The name is empty or longer than {LONGEST_NAME} characters.",
            cure="Say which program will use the token, such as nightly import.",
        )
    if not scopes:
        raise InputRefused(
            "The token could do nothing", cause="No scope was chosen.", cure="Choose at least one."
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise InputRefused(
            "A token cannot hold so long",
            cause=f"It holds for 1 to {LONGEST_DAYS} days.",
            cure="Choose fewer days; make a new token before it ends.",
        )
    token, now = PREFIX + secrets.token_urlsafe(32), workspace.now()
    known = AccessToken(
        id=uuid.uuid4().hex[:12],
        person_id=actor.id,
        name=name,
        scopes=frozenset(scopes),
        recorded_at=now,
        expires_at=now + timedelta(days=days),
    )
    store_tokens.add_token(workspace.store, known, token_hash=token_hash(token))
    return token, known


def list_tokens(workspace: Workspace, actor: Actor) -> list[AccessToken]:
    """The actor's tokens that were not revoked, newest first; an owner sees everybody's."""
    mine = None if may(actor, Role.OWNER) else actor.id
    return store_tokens.list_tokens(workspace.store, mine)


def revoke_token(workspace: Workspace, actor: Actor, token_id: str) -> None:
    """End a token at once. A person ends their own, an owner everybody's."""
    if token_id not in {token.id for token in list_tokens(workspace, actor)}:
        raise NotFound(
            "No such token",
            cause="You have no token of that kind, or it was revoked before.",
            cure="Reload the page to see which tokens hold.",
        )
    store_tokens.end_token(
        workspace.store, token_id=token_id, ended_by=actor.id, recorded_at=workspace.now()
    )


def bearer_of(workspace: Workspace, token: str) -> tuple[Actor, frozenset[Scope]]:
    """In whose name a program acts, with that person's role of today, and what it may do.

    Raises NotAllowed, saying which, when the token is unknown, revoked, expired, or its person's
    account is closed.
    """
    found = store_tokens.find_bearer(workspace.store, token_hash(token))
    if found is None:
        raise _no_entry("It is not one that was made here.")
    person, scopes, expires_at, revoked = found
    if revoked:
        raise _no_entry("It was revoked.")
    if expires_at <= workspace.now():
        raise _no_entry("It has expired.")
    if not person.enabled:
        raise _no_entry("The account it belongs to is closed.")
    return Actor(id=person.id, name=person.name, role=person.role), scopes


def _no_entry(cause: str) -> NotAllowed:
    return NotAllowed(
        "This token opens nothing", cause=cause, cure="Make another one on the Settings page."
    )
