"""People: joining, one-time links, roles. Only hashes of tokens are ever stored."""

import secrets
import uuid
from datetime import timedelta

from curation.errors import Conflict, InputRefused, NotAllowed, NotFound
from curation.people import (
    SHORTEST_PASSWORD,
    Actor,
    Person,
    Role,
    hash_password,
    password_fits,
    require,
    token_hash,
)
from curation.store import people as store_people
from curation.workflow.settings.sessions import open_session
from curation.workflow.workspace import Workspace

SIGN_IN_LINK_HOLDS = timedelta(hours=24)


def list_people(workspace: Workspace, actor: Actor) -> list[Person]:
    """Everybody with an account, in the order of joining."""
    require(actor, Role.CURATOR, to="see who has an account")
    return store_people.list_people(workspace.store)


def names(workspace: Workspace) -> dict[str, str]:
    """The name of each person by id."""
    return {person.id: person.name for person in store_people.list_people(workspace.store)}


def has_owner(workspace: Workspace) -> bool:
    """True when some enabled person owns the workspace."""
    return bool(_owners(workspace))


def sign_in_token(workspace: Workspace) -> str:
    """A one-time token that signs the first owner in, who is made when there is none yet."""
    owners = _owners(workspace)
    return make_one_time_link(
        workspace,
        role=Role.OWNER,
        person_id=owners[0].id if owners else "",
        created_by="start",
        holds=SIGN_IN_LINK_HOLDS,
    )


def make_sign_in_link(workspace: Workspace, actor: Actor, person_id: str) -> str:
    """A one-time token that signs a person in who has no password, or forgot it.

    A password they have stops working, so that they can set another one.
    """
    require(actor, Role.OWNER, to="make sign-in links")
    person = _known(workspace, person_id)
    if person.has_password:
        _change(workspace, person_id, "password", "", actor.id)
    return make_one_time_link(
        workspace,
        role=person.role,
        person_id=person_id,
        created_by=actor.id,
        holds=SIGN_IN_LINK_HOLDS,
    )


def make_one_time_link(
    workspace: Workspace,
    *,
    role: Role,
    person_id: str,
    created_by: str,
    holds: timedelta,
    note: str = "",
) -> str:
    """The token of a link that holds so long: for a new person, or for the one of that id."""
    token = secrets.token_urlsafe(32)
    now = workspace.now()
    store_people.add_invitation(
        workspace.store,
        token_hash=token_hash(token),
        role=role,
        person_id=person_id,
        created_by=created_by,
        recorded_at=now,
        expires_at=now + holds,
        note=note,
    )
    return token


def start(workspace: Workspace, token: str) -> str:
    """Use a sign-in link; returns the session's token.

    A link that names nobody makes the first owner, and only while there is none: an invitation,
    or an older link of the same start, opens nothing here. Raises NotAllowed when the link was
    used, is too old, or never was.
    """
    hashed = token_hash(token)
    invitation = store_people.open_invitation(workspace.store, hashed, workspace.now())
    role, person_id = invitation or (Role.OWNER, "")
    makes_owner = not person_id
    if invitation is None or (makes_owner and (role != Role.OWNER or has_owner(workspace))):
        raise _link_is_over("Ask an owner, or run ./run sign-in-link, for a new one.")
    person_id = person_id or uuid.uuid4().hex
    _use(workspace, hashed, person_id)
    if makes_owner:
        _add(workspace, person_id, "Owner", Role.OWNER, created_by="start")
    return open_session(workspace, person_id)


def join(workspace: Workspace, token: str, name: str, password: str) -> str:
    """Use an invitation: a new person with a name and a password; returns the session's token."""
    hashed = token_hash(token)
    invitation = store_people.open_invitation(workspace.store, hashed, workspace.now())
    if invitation is None or invitation[1]:
        raise _link_is_over("Ask an owner for a new one.")
    name = " ".join(name.split())
    if not 1 <= len(name) <= 60:
        raise InputRefused(
            "A name is needed",
            cause="The name is empty or longer than 60 characters.",
            cure="Write the name that your colleagues know.",
        )
    kept = _kept_password(password)
    if store_people.find_person(workspace.store, name):
        raise Conflict(
            "The name is taken",
            cause="Somebody with this name has an account already.",
            cure="Add something that tells you apart, such as a middle initial.",
        )
    person_id = uuid.uuid4().hex
    _use(workspace, hashed, person_id)
    _add(workspace, person_id, name, invitation[0], created_by="invitation")
    _change(workspace, person_id, "password", kept, person_id)
    return open_session(workspace, person_id)


def add_person(workspace: Workspace, actor: Actor, name: str, role: Role) -> Person:
    """A new person without a password, who comes in by a link of `sign_in_link_for`."""
    require(actor, Role.OWNER, to="add people")
    found = store_people.find_person(workspace.store, name)
    if found:
        return found[0]
    person_id = uuid.uuid4().hex
    _add(workspace, person_id, name, role, created_by=actor.id)
    return _known(workspace, person_id)


def set_role(workspace: Workspace, actor: Actor, person_id: str, role: Role) -> None:
    """Give a person another role; the last owner stays one."""
    require(actor, Role.OWNER, to="change roles")
    person = _known(workspace, person_id)
    if role != Role.OWNER:
        _keep_an_owner(workspace, person)
    _change(workspace, person_id, "role", role, actor.id)


def set_enabled(workspace: Workspace, actor: Actor, person_id: str, *, enabled: bool) -> None:
    """Let a person in again, or keep them out; open tabs close by themselves."""
    require(actor, Role.OWNER, to="close accounts")
    person = _known(workspace, person_id)
    if not enabled:
        _keep_an_owner(workspace, person)
    _change(workspace, person_id, "enabled", "yes" if enabled else "no", actor.id)


def has_password(workspace: Workspace, actor: Actor) -> bool:
    """True when the person can sign in with a password of their own."""
    return bool(store_people.get_password(workspace.store, actor.id))


def set_password(workspace: Workspace, actor: Actor, *, old: str, new: str) -> None:
    """Set one's own password; the old one is asked when there is one."""
    kept = store_people.get_password(workspace.store, actor.id)
    if kept and not password_fits(old, kept):
        raise NotAllowed(
            "The present password is wrong",
            cause="It is not the one you sign in with.",
            cure="Try again, or ask an owner for a new link.",
        )
    _change(workspace, actor.id, "password", _kept_password(new), actor.id)


def _owners(workspace: Workspace) -> list[Person]:
    return [
        person
        for person in store_people.list_people(workspace.store)
        if person.role == Role.OWNER and person.enabled
    ]


def _known(workspace: Workspace, person_id: str) -> Person:
    person = store_people.get_person(workspace.store, person_id)
    if person is None:
        raise NotFound(
            "No such person", cause="There is no account of that kind.", cure="Reload the page."
        )
    return person


def _keep_an_owner(workspace: Workspace, person: Person) -> None:
    if [owner.id for owner in _owners(workspace)] == [person.id]:
        raise Conflict(
            "The last owner stays",
            cause="Without an owner nobody could invite people or start a training.",
            cure="Make somebody else an owner first.",
        )


def _use(workspace: Workspace, hashed: str, person_id: str) -> None:
    if not store_people.use_invitation(
        workspace.store, token_hash=hashed, person_id=person_id, recorded_at=workspace.now()
    ):
        raise _link_is_over("Ask for a new one.")


def _add(workspace: Workspace, person_id: str, name: str, role: Role, *, created_by: str) -> None:
    store_people.add_person(
        workspace.store,
        person_id=person_id,
        name=name,
        role=role,
        created_by=created_by,
        recorded_at=workspace.now(),
    )


def _change(workspace: Workspace, person_id: str, kind: str, value: str, changed_by: str) -> None:
    store_people.change_person(
        workspace.store,
        change_id=uuid.uuid4().hex,
        person_id=person_id,
        kind=kind,
        value=value,
        changed_by=changed_by,
        recorded_at=workspace.now(),
    )


def _kept_password(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InputRefused(
            "The password is too short",
            cause=f"It has fewer than {SHORTEST_PASSWORD} characters.",
            cure="Take a few words that only you would put together.",
        )
    return hash_password(password)


def _link_is_over(cure: str) -> NotAllowed:
    return NotAllowed(
        "This link no longer works", cause="It was used already or is too old.", cure=cure
    )
