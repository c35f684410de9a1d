"""Coming in, staying in, going out, and who may change whom."""

from datetime import timedelta

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed
from curation.people import COMMAND_LINE, Actor, Role, token_hash
from curation.workflow.settings import invitations, people, sessions
from tests.makers import ANN, CURATOR

PASSWORD = "correct horse battery"


def owner_of(workspace) -> Actor:
    session = people.start(workspace, people.sign_in_token(workspace))
    actor = sessions.actor_of_session(workspace, token_hash(session))
    assert actor is not None
    return actor


def joined(workspace, name: str = "Ann", role: Role = Role.REVIEWER) -> Actor:
    session = people.join(
        workspace, invitations.invite(workspace, COMMAND_LINE, role), name, PASSWORD
    )
    actor = sessions.actor_of_session(workspace, token_hash(session))
    assert actor is not None
    return actor


def later(workspace, monkeypatch, **passed) -> None:
    moment = workspace.now() + timedelta(**passed)
    object.__setattr__(workspace, "now", lambda: moment)


def test_the_first_link_makes_the_owner(workspace):
    assert not people.has_owner(workspace)
    assert owner_of(workspace).role == Role.OWNER
    assert people.has_owner(workspace)


def test_a_later_link_signs_the_same_owner_in(workspace):
    assert owner_of(workspace).id == owner_of(workspace).id


def test_a_link_works_once(workspace):
    token = people.sign_in_token(workspace)
    people.start(workspace, token)
    with pytest.raises(NotAllowed):
        people.start(workspace, token)


def test_a_link_ends_after_a_day(workspace, monkeypatch):
    token = people.sign_in_token(workspace)
    later(workspace, monkeypatch, hours=25)
    with pytest.raises(NotAllowed):
        people.start(workspace, token)


def test_an_invitation_does_not_sign_in_as_the_owner(workspace):
    token = invitations.invite(workspace, COMMAND_LINE, Role.CURATOR)
    with pytest.raises(NotAllowed):
        people.start(workspace, token)


def test_an_invited_person_has_the_role_of_the_invitation(workspace):
    assert joined(workspace, role=Role.CURATOR).role == Role.CURATOR


def test_an_invitation_works_once(workspace):
    token = invitations.invite(workspace, COMMAND_LINE, Role.REVIEWER)
    people.join(workspace, token, "Ann", PASSWORD)
    with pytest.raises(NotAllowed):
        people.join(workspace, token, "Ben", PASSWORD)


def test_a_short_password_leaves_the_invitation_open(workspace):
    token = invitations.invite(workspace, COMMAND_LINE, Role.REVIEWER)
    with pytest.raises(InputRefused):
        people.join(workspace, token, "Ann", "short")
    assert invitations.invited_role(workspace, token) == Role.REVIEWER


def test_a_name_is_given_once_however_capitalised(workspace):
    joined(workspace, "Ann")
    with pytest.raises(Conflict):
        joined(workspace, "ANN")


def test_only_an_owner_invites(workspace):
    with pytest.raises(NotAllowed):
        invitations.invite(workspace, CURATOR, Role.REVIEWER)


def test_name_and_password_sign_in(workspace):
    ann = joined(workspace, "Ann")
    session = sessions.sign_in(workspace, " ann ", PASSWORD)
    assert session is not None
    found = sessions.actor_of_session(workspace, token_hash(session))
    assert found == ann


@pytest.mark.parametrize(("name", "password"), [("Ann", "wrong password"), ("Nobody", PASSWORD)])
def test_a_wrong_name_or_password_signs_nobody_in(workspace, name, password):
    joined(workspace, "Ann")
    assert sessions.sign_in(workspace, name, password) is None


def test_no_token_or_password_is_stored(workspace):
    token = invitations.invite(workspace, COMMAND_LINE, Role.REVIEWER)
    session = people.join(workspace, token, "Ann", PASSWORD)
    workspace.store.checkpoint()
    kept = b"".join(
        file.read_bytes() for file in workspace.folder.iterdir() if "duckdb" in file.name
    )
    assert session.encode() not in kept
    assert token.encode() not in kept
    assert PASSWORD.encode() not in kept


def test_a_session_ends_after_its_hours(workspace, monkeypatch):
    session = sessions.open_session(workspace, joined(workspace).id)
    later(workspace, monkeypatch, hours=workspace.settings.session_hours, seconds=1)
    assert sessions.actor_of_session(workspace, token_hash(session)) is None


def test_a_session_that_was_signed_out_is_nobody(workspace):
    session = sessions.open_session(workspace, joined(workspace).id)
    sessions.sign_out(workspace, token_hash(session))
    assert sessions.actor_of_session(workspace, token_hash(session)) is None


def test_a_made_up_session_is_nobody(workspace):
    assert sessions.actor_of_session(workspace, token_hash("made up")) is None


def test_a_closed_account_is_nobody_at_once(workspace):
    owner, ann = owner_of(workspace), joined(workspace)
    session = sessions.open_session(workspace, ann.id)
    people.set_enabled(workspace, owner, ann.id, enabled=False)
    assert sessions.actor_of_session(workspace, token_hash(session)) is None
    assert sessions.sign_in(workspace, "Ann", PASSWORD) is None


def test_an_open_tab_is_told_of_a_changed_role(workspace):
    owner, ann = owner_of(workspace), joined(workspace)
    session = token_hash(sessions.open_session(workspace, ann.id))
    people.set_role(workspace, owner, ann.id, Role.CURATOR)
    assert sessions.sessions_alive(workspace, [session, "other"]) == {session: Role.CURATOR}


def test_the_last_owner_stays_owner(workspace):
    owner = owner_of(workspace)
    with pytest.raises(Conflict):
        people.set_role(workspace, owner, owner.id, Role.CURATOR)
    with pytest.raises(Conflict):
        people.set_enabled(workspace, owner, owner.id, enabled=False)


def test_one_of_two_owners_may_go(workspace):
    owner = owner_of(workspace)
    second = joined(workspace, "Second", Role.OWNER)
    people.set_role(workspace, second, owner.id, Role.CURATOR)
    found = {person.id: person.role for person in people.list_people(workspace, second)}
    assert found[owner.id] == Role.CURATOR


def test_a_reviewer_sees_no_accounts(workspace):
    with pytest.raises(NotAllowed):
        people.list_people(workspace, ANN)


def test_a_new_password_needs_the_present_one(workspace):
    ann = joined(workspace)
    with pytest.raises(NotAllowed):
        people.set_password(workspace, ann, old="wrong password", new="another long one")
    people.set_password(workspace, ann, old=PASSWORD, new="another long one")
    assert sessions.sign_in(workspace, "Ann", "another long one") is not None
