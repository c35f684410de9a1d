"""Access tokens and invitations: who may, until when, and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from curation.errors import Conflict, InputRefused, NotAllowed, NotFound
from curation.people import COMMAND_LINE, Actor, Role, Scope, token_hash
from curation.settings import read_settings
from curation.workflow.settings import access_tokens, invitations, people
from curation.workflow.workspace import close_workspace, open_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """One workspace for all; every test has a person of its own."""
    folder = tmp_path_factory.mktemp("desk")
    opened = open_workspace(replace(read_settings({}), workspace=folder))
    yield opened
    close_workspace(opened)


@pytest.fixture
def ann(workspace, request) -> Actor:
    person = people.add_person(workspace, COMMAND_LINE, request.node.name, Role.CURATOR)
    return Actor(id=person.id, name=person.name, role=Role.CURATOR)


def made(workspace, actor, *, days=30, scopes=(Scope.READ,)):
    return access_tokens.make_token(workspace, actor, name="nightly", scopes=scopes, days=days)


def refusal(workspace, token) -> str:
    with pytest.raises(NotAllowed) as refused:
        access_tokens.bearer_of(workspace, token)
    return refused.value.cause


def test_a_token_acts_as_its_person_with_its_scopes(workspace, ann):
    token, _ = made(workspace, ann, scopes=(Scope.READ, Scope.WRITE))
    assert access_tokens.bearer_of(workspace, token) == (ann, {Scope.READ, Scope.WRITE})


def test_the_role_is_the_one_of_today(workspace, ann):
    token, _ = made(workspace, ann)
    people.set_role(workspace, COMMAND_LINE, ann.id, Role.REVIEWER)
    assert access_tokens.bearer_of(workspace, token)[0].role is Role.REVIEWER


def test_only_the_hash_is_kept(workspace, ann):
    token, _ = made(workspace, ann)
    workspace.store.checkpoint()
    rows = str(workspace.store.read("select * from access_token"))
    assert (token in rows, token_hash(token) in rows) == (False, True)


def test_a_token_that_was_not_made_here_opens_nothing(workspace):
    assert "not one that was made here" in refusal(workspace, "desk_x")


def test_an_expired_token_opens_nothing(workspace, ann):
    token, known = made(workspace, ann, days=1)
    later = replace(workspace, now=lambda: known.expires_at + timedelta(seconds=1))
    assert "expired" in refusal(later, token)


def test_a_revoked_token_opens_nothing(workspace, ann):
    token, known = made(workspace, ann)
    access_tokens.revoke_token(workspace, ann, known.id)
    assert "revoked" in refusal(workspace, token)
    assert access_tokens.list_tokens(workspace, ann) == []


def test_the_token_of_a_closed_account_opens_nothing(workspace, ann):
    token, _ = made(workspace, ann)
    people.set_enabled(workspace, COMMAND_LINE, ann.id, enabled=False)
    assert "closed" in refusal(workspace, token)


def test_nobody_sees_or_ends_another_ones_token_but_an_owner(workspace, ann):
    _, known = made(workspace, ann)
    ben = Actor(id="ben", name="Ben", role=Role.CURATOR)
    assert access_tokens.list_tokens(workspace, ben) == []
    with pytest.raises(NotFound):
        access_tokens.revoke_token(workspace, ben, known.id)
    assert known in access_tokens.list_tokens(workspace, COMMAND_LINE)


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "x" * 61}, {"scopes": ()}, {"days": 0}, {"days": 367}]
)
def test_a_token_has_a_name_a_scope_and_an_end(workspace, ann, wrong):
    with pytest.raises(InputRefused):
        access_tokens.make_token(
            workspace, ann, **{"name": "nightly", "scopes": (Scope.READ,), "days": 7, **wrong}
        )


def test_an_invitation_is_listed_until_it_is_taken_back(workspace):
    token = invitations.invite(workspace, COMMAND_LINE, Role.REVIEWER, note="Dora  of support")
    [held] = invitations.list_invitations(workspace, COMMAND_LINE)
    assert (held.role, held.note) == (Role.REVIEWER, "Dora of support")
    invitations.revoke_invitation(workspace, COMMAND_LINE, held.id)
    assert invitations.list_invitations(workspace, COMMAND_LINE) == []
    with pytest.raises(NotAllowed):
        people.join(workspace, token, "Dora", "correct horse battery")


def test_a_link_that_was_used_cannot_be_taken_back(workspace):
    token = invitations.invite(workspace, COMMAND_LINE, Role.REVIEWER)
    people.join(workspace, token, "Dora", "correct horse battery")
    with pytest.raises(Conflict):
        invitations.revoke_invitation(workspace, COMMAND_LINE, token_hash(token))


def test_only_an_owner_sees_invitations(workspace, ann):
    with pytest.raises(NotAllowed):
        invitations.list_invitations(workspace, ann)
