"""People, sessions and invitations in the store."""

import uuid
from datetime import datetime

from curation.people import Invitation, Person, Role
from curation.store.connection import Cursor, Row, Store, append_rows

_PEOPLE = """
select person_id, name, role, password, enabled, recorded_at from person_current
"""

_SESSION = """
select person_id
from session
anti join session_end using (session_hash)
where session_hash = ? and expires_at > ?
"""

_SESSIONS_ALIVE = """
select session_hash, person_current.role
from session
anti join session_end using (session_hash)
join person_current using (person_id)
where list_contains(?, session_hash) and expires_at > ? and enabled
"""

_INVITATION = """
select role, person_id
from invitation
anti join invitation_use using (token_hash)
anti join invitation_end using (token_hash)
where token_hash = ? and expires_at > ?
"""

_OPEN_INVITATIONS = """
select token_hash, role, person_id, coalesce(note, '') as note, created_by, recorded_at, expires_at
from invitation
left join invitation_note using (token_hash)
anti join invitation_use using (token_hash)
anti join invitation_end using (token_hash)
where expires_at > ? and created_by <> 'start'
order by recorded_at desc, token_hash
"""


def add_person(
    store: Store, *, person_id: str, name: str, role: Role, created_by: str, recorded_at: datetime
) -> None:
    """Add a person with a role. A known id changes nothing."""

    def work(cursor: Cursor) -> None:
        append_rows(
            cursor,
            "person",
            [
                {
                    "person_id": person_id,
                    "name": name,
                    "created_by": created_by,
                    "recorded_at": recorded_at,
                }
            ],
        )
        append_rows(
            cursor,
            "person_change",
            [_change(f"{person_id}-first", person_id, "role", role, created_by, recorded_at)],
        )

    store.atomically(work)


def change_person(
    store: Store,
    *,
    change_id: str,
    person_id: str,
    kind: str,
    value: str,
    changed_by: str,
    recorded_at: datetime,
) -> None:
    """Record a person's new role, password or whether the account is enabled ("yes", "no")."""
    store.append(
        "person_change", [_change(change_id, person_id, kind, value, changed_by, recorded_at)]
    )


def list_people(store: Store) -> list[Person]:
    """Everybody, in the order of joining."""
    return [_person(row) for row in store.read(_PEOPLE + "order by recorded_at, name")]


def get_person(store: Store, person_id: str) -> Person | None:
    """The person of that id; None when there is none."""
    rows = store.read(_PEOPLE + "where person_id = ?", [person_id])
    return _person(rows[0]) if rows else None


def find_person(store: Store, name: str) -> tuple[Person, str] | None:
    """The person of that name, however capitalised, with the kept password; None when unknown."""
    rows = store.read(_PEOPLE + "where lower(name) = lower(?)", [name])
    return (_person(rows[0]), rows[0]["password"] or "") if rows else None


def get_password(store: Store, person_id: str) -> str:
    """The kept password of a person; empty when there is none."""
    rows = store.read(_PEOPLE + "where person_id = ?", [person_id])
    return str(rows[0]["password"] or "") if rows else ""


def add_session(
    store: Store,
    *,
    session_hash: str,
    person_id: str,
    recorded_at: datetime,
    expires_at: datetime,
) -> None:
    """Record that a person signed in."""
    store.append(
        "session",
        [
            {
                "session_hash": session_hash,
                "person_id": person_id,
                "recorded_at": recorded_at,
                "expires_at": expires_at,
            }
        ],
    )


def end_session(store: Store, *, session_hash: str, reason: str, recorded_at: datetime) -> None:
    """Record that a session is over. A second end changes nothing."""
    store.append(
        "session_end",
        [{"session_hash": session_hash, "reason": reason, "recorded_at": recorded_at}],
    )


def person_of_session(store: Store, session_hash: str, now: datetime) -> Person | None:
    """The enabled person whose session this is; None when it ended, expired or never was."""
    rows = store.read(_SESSION, [session_hash, now])
    person = get_person(store, rows[0]["person_id"]) if rows else None
    return person if person and person.enabled else None


def sessions_alive(store: Store, session_hashes: list[str], now: datetime) -> dict[str, Role]:
    """Those of these sessions that still hold, with the person's present role."""
    rows = store.read(_SESSIONS_ALIVE, [session_hashes, now])
    return {row["session_hash"]: Role(row["role"]) for row in rows}


def add_invitation(
    store: Store,
    *,
    token_hash: str,
    role: Role,
    person_id: str,
    created_by: str,
    recorded_at: datetime,
    expires_at: datetime,
    note: str = "",
) -> None:
    """Record a one-time link: for a new person of that role, or for the person it names."""
    link = {
        "token_hash": token_hash,
        "role": role.value,
        "person_id": person_id,
        "created_by": created_by,
        "recorded_at": recorded_at,
        "expires_at": expires_at,
    }

    def work(cursor: Cursor) -> None:
        append_rows(cursor, "invitation", [link])
        append_rows(cursor, "invitation_note", [{"token_hash": token_hash, "note": note}])

    store.atomically(work)


def open_invitations(store: Store, now: datetime) -> list[Invitation]:
    """The links that somebody made, unused, not taken back and not too old, newest first."""
    return [
        Invitation(id=row.pop("token_hash"), role=Role(row.pop("role")), **row)
        for row in store.read(_OPEN_INVITATIONS, [now])
    ]


def end_invitation(store: Store, *, token_hash: str, ended_by: str, recorded_at: datetime) -> None:
    """Record that a link was taken back; a second time changes nothing."""
    row = {"token_hash": token_hash, "ended_by": ended_by, "recorded_at": recorded_at}
    store.append("invitation_end", [row])


def open_invitation(store: Store, token_hash: str, now: datetime) -> tuple[Role, str] | None:
    """The role and person of an unused, unexpired link; None otherwise."""
    rows = store.read(_INVITATION, [token_hash, now])
    return (Role(rows[0]["role"]), rows[0]["person_id"]) if rows else None


def use_invitation(store: Store, *, token_hash: str, person_id: str, recorded_at: datetime) -> bool:
    """Use a link up; False when somebody used it before, be it in the same moment."""
    use_id = uuid.uuid4().hex
    store.append(
        "invitation_use",
        [
            {
                "token_hash": token_hash,
                "use_id": use_id,
                "person_id": person_id,
                "recorded_at": recorded_at,
            }
        ],
    )
    kept = store.value("select use_id from invitation_use where token_hash = ?", [token_hash])
    return bool(kept == use_id)


def _change(
    change_id: str, person_id: str, kind: str, value: str, changed_by: str, recorded_at: datetime
) -> Row:
    return {
        "change_id": change_id,
        "person_id": person_id,
        "kind": kind,
        "value": str(value),
        "changed_by": changed_by,
        "recorded_at": recorded_at,
    }


def _person(row: Row) -> Person:
    return Person(
        id=row["person_id"],
        name=row["name"],
        role=Role(row["role"]),
        enabled=row["enabled"],
        has_password=bool(row["password"]),
        joined_at=row["recorded_at"],
    )
