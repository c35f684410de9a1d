"""Invitations: made, listed and taken back. A link can be used once, while it holds."""

from datetime import timedelta

from curation.errors import Conflict
from curation.people import Actor, Invitation, Role, require, token_hash
from curation.store import people as store_people
from curation.workflow.settings.people import make_one_time_link
from curation.workflow.workspace import Workspace

INVITATION_HOLDS = timedelta(days=7)
LONGEST_NOTE = 100


def invite(workspace: Workspace, actor: Actor, role: Role, *, note: str = "") -> str:
    """A one-time token with which one new person joins in that role.

    `note` says whom the link is for; it is shown in the list of invitations and nowhere else.
    """
    require(actor, Role.OWNER, to="invite people")
    return make_one_time_link(
        workspace,
        role=role,
        person_id="",
        created_by=actor.id,
        holds=INVITATION_HOLDS,
        note=" ".join(note.split())[:LONGEST_NOTE],
    )


def invited_role(workspace: Workspace, token: str) -> Role | None:
    """The role that an invitation gives to a new person; None when it no longer holds."""
    invitation = store_people.open_invitation(workspace.store, token_hash(token), workspace.now())
    return invitation[0] if invitation and not invitation[1] else None


def list_invitations(workspace: Workspace, actor: Actor) -> list[Invitation]:
    """The links for new people and for known ones that still hold, newest first."""
    require(actor, Role.OWNER, to="see who is invited")
    return store_people.open_invitations(workspace.store, workspace.now())


def revoke_invitation(workspace: Workspace, actor: Actor, invitation_id: str) -> None:
    """Take a link back: it opens nothing from now on. Raises Conflict when it holds no longer."""
    require(actor, Role.OWNER, to="take invitations back")
    if invitation_id not in {each.id for each in list_invitations(workspace, actor)}:
        raise Conflict(
            "This link is over",
            cause="It was used, taken back or became too old meanwhile.",
            cure="Reload the page to see which links hold.",
        )
    store_people.end_invitation(
        workspace.store,
        token_hash=invitation_id,
        ended_by=actor.id,
        recorded_at=workspace.now(),
    )
