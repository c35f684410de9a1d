"""Access tokens of programs in the store: their hashes, until when they hold, what they may."""

from datetime import datetime

from curation.people import AccessToken, Person, Role, Scope
from curation.store.connection import Row, Store

_TOKENS = """
select token_id, person_id, name, scopes, recorded_at, expires_at
from access_token
anti join access_token_end using (token_id)
"""

_BEARER = """
select access_token.token_id, access_token.scopes, access_token.expires_at, person_current.*,
    token_id in (from access_token_end select token_id) as revoked
from access_token
join person_current using (person_id)
where token_hash = ?
"""


def add_token(store: Store, token: AccessToken, *, token_hash: str) -> None:
    """Record a token by its hash; a known id changes nothing."""
    row = {
        "token_id": token.id,
        "token_hash": token_hash,
        "person_id": token.person_id,
        "name": token.name,
        "scopes": " ".join(sorted(token.scopes)),
        "recorded_at": token.recorded_at,
        "expires_at": token.expires_at,
    }
    store.append("access_token", [row])


def list_tokens(store: Store, person_id: str | None = None) -> list[AccessToken]:
    """The tokens that were not revoked, expired ones too, newest first; of one person or of all."""
    where = "where ? is null or person_id = ? order by recorded_at desc, token_id"
    return [_token(row) for row in store.read(_TOKENS + where, [person_id, person_id])]


def find_bearer(
    store: Store, token_hash: str
) -> tuple[Person, frozenset[Scope], datetime, bool] | None:
    """Whose token it is, what it may, until when it holds, and whether it was revoked."""
    rows = store.read(_BEARER, [token_hash])
    if not rows:
        return None
    row = rows[0]
    person = Person(
        id=row["person_id"],
        name=row["name"],
        role=Role(row["role"]),
        enabled=row["enabled"],
        has_password=bool(row["password"]),
        joined_at=row["recorded_at"],
    )
    return person, _scopes(row), row["expires_at"], row["revoked"]


def end_token(store: Store, *, token_id: str, ended_by: str, recorded_at: datetime) -> None:
    """Record that a token was revoked; a second time changes nothing."""
    row = {"token_id": token_id, "ended_by": ended_by, "recorded_at": recorded_at}
    store.append("access_token_end", [row])


def _token(row: Row) -> AccessToken:
    return AccessToken(
        id=row["token_id"],
        person_id=row["person_id"],
        name=row["name"],
        scopes=_scopes(row),
        recorded_at=row["recorded_at"],
        expires_at=row["expires_at"],
    )


def _scopes(row: Row) -> frozenset[Scope]:
    return frozenset(Scope(name) for name in row["scopes"].split())
