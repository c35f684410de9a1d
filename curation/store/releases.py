"""Releases, their lines and the split that is kept, in the store."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from curation.balance.apportion import Part
from curation.example import Json, canonical_json
from curation.people import COMMAND_LINE
from curation.release.method import TrainingMethod
from curation.release.release import Release, ReleaseLine
from curation.store.connection import Row, Store, append_rows

_SELECT = """
select number, task, method, seed, folder, sha256, manifest, actor, recorded_at,
    (select list(struct_pack(who := signed.actor, moment := signed.recorded_at)
        order by signed.sequence)
    from release_signature as signed where signed.number = release.number) as signatures
from release
"""

_LINES = """
select part, line, example_id, version, verdict_id, sha256
from release_line
where number = ? and part = ?
order by line
"""

_PLACED = """
select group_key, part from split where task = ?
"""

_NEWEST = """
select example_id, max(number) as number, arg_max(part, number) as part
from release_line
where list_contains($ids, example_id)
group by example_id
"""

_LAST = """
select coalesce(max(number), 0) from release
"""


def next_number(store: Store) -> int:
    """The number of the release to come: one more than the last, over all tasks."""
    return int(store.value(_LAST)) + 1


def add_release(
    store: Store,
    release: Release,
    *,
    release_id: str,
    manifest: Json,
    lines: Sequence[ReleaseLine],
    placements: Mapping[str, Part],
) -> None:
    """Keep a release with its lines and the places of its groups, all or nothing."""
    recorded_at = release.recorded_at
    head: Row = {
        "number": release.number,
        "release_id": release_id,
        "task": release.task,
        "method": str(release.method),
        "seed": release.seed,
        "folder": release.folder.relative_to(store.file.parent).as_posix(),
        "sha256": release.sha256,
        "manifest": canonical_json(manifest),
        "actor": release.actor,
        "recorded_at": recorded_at,
    }
    with store.transaction() as cursor:
        append_rows(cursor, "release", [head])
        append_rows(cursor, "release_line", [_line_row(release.number, line) for line in lines])
        append_rows(cursor, "split", _split_rows(release.task, placements, recorded_at))


def get_release(store: Store, number: int) -> Release | None:
    """The release of that number; None when there is none."""
    rows = store.read(_SELECT + "where number = ?", [number])
    return _release(store, rows[0]) if rows else None


def find_release(store: Store, release_id: str) -> Release | None:
    """The release that a request has cut; None when it has not."""
    rows = store.read(_SELECT + "where release_id = ?", [release_id])
    return _release(store, rows[0]) if rows else None


def list_releases(store: Store, *, task: str = "") -> list[Release]:
    """The releases of a task, or of all, newest first."""
    rows = store.read(_SELECT + "where ? in ('', task) order by number desc", [task])
    return [_release(store, row) for row in rows]


def list_release_lines(store: Store, number: int, part: str) -> list[ReleaseLine]:
    """Which example and verdict each line of a part was written from, in order."""
    return [ReleaseLine(**row) for row in store.read(_LINES, [number, part])]


def read_placements(store: Store, task: str) -> dict[str, Part]:
    """The part of every group that an earlier release of the task has placed, by key."""
    return {row["group_key"]: Part(row["part"]) for row in store.read(_PLACED, [task])}


def newest_parts(store: Store, ids: Sequence[str]) -> dict[str, tuple[int, Part]]:
    """The newest release that each of these examples is in, and its part there."""
    return {
        row["example_id"]: (row["number"], Part(row["part"]))
        for row in store.read(_NEWEST, {"ids": list(ids)})
    }


def add_signature(
    store: Store, number: int, *, signature_id: str, actor: str, recorded_at: datetime
) -> None:
    """Record that a person signed a release; a known request changes nothing."""
    row: Row = {
        "signature_id": signature_id,
        "number": number,
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("release_signature", [row])


def _line_row(number: int, line: ReleaseLine) -> Row:
    return {
        "number": number,
        "part": line.part,
        "line": line.line,
        "example_id": line.example_id,
        "version": line.version,
        "verdict_id": line.verdict_id,
        "sha256": line.sha256,
    }


def _split_rows(task: str, placements: Mapping[str, Part], recorded_at: datetime) -> list[Row]:
    return [
        {"task": task, "group_key": key, "part": str(part), "recorded_at": recorded_at}
        for key, part in placements.items()
    ]


def _release(store: Store, row: Row) -> Release:
    manifest = json.loads(row["manifest"])
    erased = manifest.get("erased", ())
    cut_by = {} if row["actor"] == COMMAND_LINE.id else {row["actor"]: row["recorded_at"]}
    signed = {one["who"]: one["moment"] for one in row["signatures"] or ()}
    return Release(
        number=row["number"],
        task=row["task"],
        method=TrainingMethod(row["method"]),
        seed=row["seed"],
        folder=store.file.parent / row["folder"],
        counts={part: file["lines"] for part, file in manifest["files"].items()},
        sha256=row["sha256"],
        excluded=manifest["examples"]["excluded"],
        erased=sum(sum(one["lines"].values()) for one in erased),
        erased_at=datetime.fromisoformat(erased[-1]["recorded_at"].rstrip("Z")) if erased else None,
        actor=row["actor"],
        recorded_at=row["recorded_at"],
        signatures_wanted=manifest.get("signatures", {}).get("wanted", 1),
        signed_by=cut_by | signed,
    )
