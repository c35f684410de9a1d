"""Where a line comes from and where it went: the passport of one example."""

from curation.errors import NotFound
from curation.people import Actor, Role, require
from curation.release.passport import Passport
from curation.store import passports
from curation.store.examples import get_example
from curation.workflow.release.release import get_release
from curation.workflow.workspace import Workspace


def trace_example(workspace: Workspace, actor: Actor, example_id: str) -> Passport:
    """Everything that happened to an example. Needs a curator. Raises NotFound."""
    require(actor, Role.CURATOR, to="see where an example comes from")
    staged = get_example(workspace.store, example_id.strip())
    if staged is None:
        raise NotFound(
            "No such example",
            cause="There is no example of that id. It may have been erased.",
            cure="Copy the id from a list of examples, or name a line of a release.",
        )
    source = staged.example.source
    return Passport(
        example_id=staged.id,
        task=staged.example.task,
        file=source.file,
        file_sha256=source.sha256,
        row=source.row,
        versions=staged.version,
        stops=passports.list_stops(workspace.store, staged.example.task, staged.id),
        lines=passports.list_places(workspace.store, staged.id),
    )


def trace_line(workspace: Workspace, actor: Actor, number: int, part: str, line: int) -> Passport:
    """The same for the example that a line (from 1) of a release was written from."""
    require(actor, Role.CURATOR, to="see where an example comes from")
    release = get_release(workspace, number)
    example_id = passports.example_at(workspace.store, number, part, line)
    if not example_id:
        lines = ", ".join(f"{count:,} in {name}" for name, count in release.counts.items())
        raise NotFound(
            "No such line",
            cause=f"Release {number} has no line {line:,} in {part!r}. It has {lines}.",
            cure="Choose one of these, counted from 1.",
        )
    return trace_example(workspace, actor, example_id)
