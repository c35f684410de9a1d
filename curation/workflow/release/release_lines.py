"""The lines of releases with their examples: compared with the release before, and as tables."""

from collections.abc import Callable, Mapping, Sequence

from curation.balance.apportion import Part
from curation.errors import NotFound
from curation.example import Json
from curation.files import list_files, raw_lines
from curation.release.changes import Changes, Placed, changes
from curation.release.encoding import line_bytes
from curation.release.release import Release
from curation.release.tables import as_csv, as_parquet, table_rows
from curation.release.trl import trl_rows
from curation.store import releases
from curation.workflow.release.signatures import require_signed
from curation.workflow.workspace import Workspace

TABLES: Mapping[str, Callable[[Sequence[Json]], bytes]] = {
    "lines.csv": as_csv,
    "lines.parquet": as_parquet,
}
"""The lines of all parts as one table, made when they are asked for."""

TRL: Mapping[str, Part] = {f"trl-{part}.jsonl": part for part in Part}
"""The lines of a part as TRL reads them."""

MADE = (*TABLES, *TRL)
"""All that is made of a release when it is asked for."""


def read_placed(workspace: Workspace, release: Release) -> list[Placed]:
    """Every line of a release with its example, part by part in order."""
    found = []
    names = list_files(release.folder)
    for part in (part for part in Part if f"{part}.jsonl" in names):
        ids = releases.list_release_lines(workspace.store, release.number, part)
        found += [
            Placed(example_id=entry.example_id, part=str(part), data=data)
            for entry, data in zip(ids, raw_lines(release.folder, part), strict=True)
        ]
    return found


def release_before(workspace: Workspace, release: Release) -> Release | None:
    """The newest earlier release of the same task and method; None for the first one."""
    for other in releases.list_releases(workspace.store, task=release.task):
        if other.number < release.number and other.method == release.method:
            return other
    return None


def compare_with_before(workspace: Workspace, release: Release) -> tuple[Release, Changes] | None:
    """The release before one and what changed since; None for the first one."""
    before = release_before(workspace, release)
    if before is None:
        return None
    return before, changes(read_placed(workspace, before), read_placed(workspace, release))


def release_table(workspace: Workspace, release: Release, name: str) -> bytes:
    """The lines of a release as one of `MADE`. Raises NotFound for other names.

    Raises NotReady for a release that waits for a signature.
    """
    require_signed(release, to="downloaded")
    if name not in MADE:
        raise NotFound(
            "No such table",
            cause=f"The lines are not written as {name!r}.",
            cure=f"Choose one of: {', '.join(MADE)}.",
        )
    placed = read_placed(workspace, release)
    if name in TABLES:
        return TABLES[name](table_rows(placed))
    return b"".join(
        line_bytes(row)
        for line in placed
        if line.part == TRL[name]
        for row in trl_rows(line.content, release.method)
    )
