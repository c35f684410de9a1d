"""Sessions: signing in and out, and who is behind one. Only hashes of tokens are ever stored."""

import secrets
from datetime import timedelta

from curation.people import Actor, Person, Role, hash_password, password_fits, token_hash
from curation.store import people as store_people
from curation.workflow.workspace import Workspace


def actor_of_session(workspace: Workspace, session_hash: str) -> Actor | None:
    """Who is signed in with this session; None when it ended, expired or never was."""
    person = store_people.person_of_session(workspace.store, session_hash, workspace.now())
    return _actor(person) if person else None


def sessions_alive(workspace: Workspace, session_hashes: list[str]) -> dict[str, Role]:
    """Those of these sessions that still hold, with the person's present role."""
    return store_people.sessions_alive(workspace.store, session_hashes, workspace.now())


def sign_in(workspace: Workspace, name: str, password: str) -> str | None:
    """The token of a new session; None when name and password do not fit an enabled account.

    A wrong name takes as long as a wrong password, so nobody can try out names.
    """
    found = store_people.find_person(workspace.store, " ".join(name.split()))
    kept = found[1] if found and found[1] else _NOBODY
    if not password_fits(password, kept) or found is None or not found[0].enabled:
        return None
    return open_session(workspace, found[0].id)


def open_session(workspace: Workspace, person_id: str) -> str:
    """The token of a new session of a person."""
    token = secrets.token_urlsafe(32)
    now = workspace.now()
    store_people.add_session(
        workspace.store,
        session_hash=token_hash(token),
        person_id=person_id,
        recorded_at=now,
        expires_at=now + timedelta(hours=workspace.settings.session_hours),
    )
    return token


def sign_out(workspace: Workspace, session_hash: str) -> None:
    """End a session."""
    store_people.end_session(
        workspace.store,
        session_hash=session_hash,
        reason="signed out",
        recorded_at=workspace.now(),
    )


_NOBODY = hash_password(secrets.token_urlsafe())


def _actor(person: Person) -> Actor:
    return Actor(id=person.id, name=person.name, role=person.role)
