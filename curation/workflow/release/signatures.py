"""Whether a release needs two people: who cut it and another one who looked at it."""

from curation.errors import NotReady
from curation.people import Actor, Role, require
from curation.release.release import Release
from curation.store.proofs import add_setting, get_setting
from curation.workflow.workspace import Workspace

WANTED = "two signatures"


def wants_two_signatures(workspace: Workspace) -> bool:
    """True when every release that is cut from now on waits for a second person."""
    return get_setting(workspace.store, WANTED) == "yes"


def want_two_signatures(
    workspace: Workspace, actor: Actor, wanted: bool, *, request_id: str
) -> None:
    """Let every release wait for a second person from now on, or none. Needs an owner.

    What was cut before keeps the rule it was cut under.
    """
    require(actor, Role.OWNER, to="set who signs a release")
    add_setting(
        workspace.store,
        WANTED,
        "yes" if wanted else "no",
        request_id=request_id,
        actor=actor.id,
        recorded_at=workspace.now(),
    )


def require_signed(release: Release, *, to: str) -> None:
    """Raise NotReady for a release that waits for a signature; `to` completes "cannot be …"."""
    if release.waits:
        raise NotReady(
            "The release waits for a signature",
            cause=f"It has {len(release.signed_by)} of 2 and cannot be {to} before.",
            cure="Ask another curator or owner to sign it on the Release page.",
        )
