"""Putting back what was cut from a message when it was read."""

from collections.abc import Collection

from curation.errors import NotFound
from curation.example import StagedExample
from curation.ingest.put_back import put_back
from curation.people import Actor, Role, require
from curation.store.changes import add_version
from curation.store.examples import get_example, list_with_cuts
from curation.workflow.workspace import Workspace


def list_cut_examples(
    workspace: Workspace, actor: Actor, task_id: str, *, limit: int
) -> list[StagedExample]:
    """The examples of a task from whose messages something was cut, the newest first; unmasked.

    Needs a curator.
    """
    require(actor, Role.CURATOR, to="see what was cut")
    return list_with_cuts(workspace.store, task_id, limit=limit)


def restore_cuts(
    workspace: Workspace,
    actor: Actor,
    example_id: str,
    *,
    version: int,
    paths: Collection[str] | None = None,
) -> StagedExample:
    """The example with what was cut from these messages put back, as its next version.

    Without `paths` everything is put back. The new version is scanned and reviewed as any other;
    asked a second time it changes nothing. Needs a curator. Raises NotFound for an unknown
    example and Conflict when `version` is not the newest one.
    """
    require(actor, Role.CURATOR, to="put text back")
    staged = get_example(workspace.store, example_id)
    if staged is None:
        raise NotFound(
            "No such example",
            cause=f"There is no example {example_id!r}.",
            cure="Look it up among the staged examples.",
        )
    whole = put_back(staged.example, paths)
    if whole != staged.example:
        add_version(workspace.store, example_id, whole, after=version, recorded_at=workspace.now())
    return get_example(workspace.store, example_id) or staged
