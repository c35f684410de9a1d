"""Links that sign a known person in, and what the other links must not open."""

import pytest

from curation.errors import NotAllowed, NotFound
from curation.people import COMMAND_LINE, Role, token_hash
from curation.workflow.settings import invitations, people, sessions
from tests.makers import CURATOR

PASSWORD = "correct horse battery"


@pytest.fixture
def ann(workspace):
    """A reviewer without a password."""
    return people.add_person(workspace, COMMAND_LINE, "Ann", Role.REVIEWER)


def person_behind(workspace, session: str) -> str:
    actor = sessions.actor_of_session(workspace, token_hash(session))
    return actor.id if actor else ""


def test_a_link_signs_its_person_in(workspace, ann):
    link = people.make_sign_in_link(workspace, COMMAND_LINE, ann.id)
    assert person_behind(workspace, people.start(workspace, link)) == ann.id


def test_a_link_works_once(workspace, ann):
    link = people.make_sign_in_link(workspace, COMMAND_LINE, ann.id)
    people.start(workspace, link)
    with pytest.raises(NotAllowed):
        people.start(workspace, link)


def test_a_new_link_ends_the_old_password(workspace):
    people.join(
        workspace, invitations.invite(workspace, COMMAND_LINE, Role.REVIEWER), "Ann", PASSWORD
    )
    [ann] = people.list_people(workspace, COMMAND_LINE)
    people.make_sign_in_link(workspace, COMMAND_LINE, ann.id)
    assert sessions.sign_in(workspace, "Ann", PASSWORD) is None


def test_who_came_by_link_sets_a_password_without_the_old_one(workspace, ann):
    session = people.start(workspace, people.make_sign_in_link(workspace, COMMAND_LINE, ann.id))
    actor = sessions.actor_of_session(workspace, token_hash(session))
    people.set_password(workspace, actor, old="", new=PASSWORD)
    assert sessions.sign_in(workspace, "ann", PASSWORD)


def test_a_link_does_not_open_a_closed_account(workspace, ann):
    link = people.make_sign_in_link(workspace, COMMAND_LINE, ann.id)
    people.set_enabled(workspace, COMMAND_LINE, ann.id, enabled=False)
    assert person_behind(workspace, people.start(workspace, link)) == ""


def test_only_an_owner_makes_links(workspace, ann):
    with pytest.raises(NotAllowed):
        people.make_sign_in_link(workspace, CURATOR, ann.id)


def test_nobody_has_no_link(workspace):
    with pytest.raises(NotFound):
        people.make_sign_in_link(workspace, COMMAND_LINE, "nobody")


def test_an_older_link_of_the_first_start_makes_no_second_owner(workspace):
    older, newer = people.sign_in_token(workspace), people.sign_in_token(workspace)
    people.start(workspace, newer)
    with pytest.raises(NotAllowed):
        people.start(workspace, older)


def test_an_invitation_of_an_owner_is_no_sign_in_link(workspace):
    people.start(workspace, people.sign_in_token(workspace))
    invitation = invitations.invite(workspace, COMMAND_LINE, Role.OWNER)
    with pytest.raises(NotAllowed):
        people.start(workspace, invitation)
    assert invitations.invited_role(workspace, invitation) == Role.OWNER
