"""Signing a release that another person cut."""

import json

from curation.errors import NotAllowed
from curation.files import read_manifest, rewrite_release
from curation.people import COMMAND_LINE, Actor, Role, require
from curation.release.card import dataset_card
from curation.release.manifest import signature
from curation.release.release import Release
from curation.store import releases
from curation.workflow.release.release import cutting, get_release
from curation.workflow.settings.people import names
from curation.workflow.workspace import Workspace


def sign_release(workspace: Workspace, actor: Actor, number: int, *, request_id: str) -> Release:
    """Sign a release that waits; the manifest and the card name who did. Needs a curator.

    A release that does not wait is left alone. Raises NotAllowed for who has cut or signed it, and
    for the command line, which does not tell who sits there: what it cut wants two people.
    """
    require(actor, Role.CURATOR, to="sign a release")
    with cutting:
        release = get_release(workspace, number)
        if not release.waits:
            return release
        if actor.id == COMMAND_LINE.id:
            raise NotAllowed(
                "The command line cannot sign",
                cause="It does not tell who sits there.",
                cure="Sign on the Release page, or with an access token of your own.",
            )
        if actor.id in release.signed_by:
            raise NotAllowed(
                "Another person has to sign",
                cause="This release has your signature already.",
                cure="Ask another curator or owner to look at it and sign.",
            )
        by = {**release.signed_by, actor.id: workspace.now()}
        known = names(workspace)
        manifest = read_manifest(release.folder)
        manifest["signatures"]["by"] = [
            signature(person, known.get(person, person), moment) for person, moment in by.items()
        ]
        task = workspace.tasks().get(release.task)
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        card = dataset_card(manifest, title=task.title if task else release.task)
        rewrite_release(
            release.folder, {"manifest.json": text.encode(), "README.md": card.encode()}
        )
        releases.add_signature(
            workspace.store,
            number,
            signature_id=request_id,
            actor=actor.id,
            recorded_at=by[actor.id],
        )
        return get_release(workspace, number)
