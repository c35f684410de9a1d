"""The keys of the review desk, as each person wants them."""

from collections.abc import Mapping

from curation.people import Actor, Role, require
from curation.review.desk_keys import ChosenKeys
from curation.store import desk_keys as stored
from curation.workflow.workspace import Workspace


def choose_keys(workspace: Workspace, actor: Actor, chosen: ChosenKeys) -> None:
    """Keep the keys that a person chose; they are theirs at every desk and sign-in."""
    require(actor, Role.REVIEWER, to="review examples")
    stored.add_keys(workspace.store, chosen.id, actor.id, chosen.keys, workspace.now())


def own_keys(workspace: Workspace, actor: Actor) -> Mapping[str, str]:
    """The keys that this person changed, by action."""
    return stored.latest_keys(workspace.store, actor.id)
