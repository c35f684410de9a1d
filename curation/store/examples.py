"""Staged examples in the store: reading and adding them."""

from collections.abc import Sequence

from curation.example import StagedExample
from curation.ingest.staged_rows import example_of
from curation.store.connection import Row, Store

_COLUMNS = """
example_id, version, task, messages, answer, rejected, tools, group_key, metadata,
    suggestions, following, cuts, remarks, origin, source_file, source_sha256, source_row
"""

_SELECT = f"select {_COLUMNS} from example_current "

# From the table, for the view is made of all examples before a few are taken from it. The index
# of ids is used only where no other filter stands beside it.
_SELECT_SOME = f"""
with newest as (
    select * from example
    where example_id in (select unnest($ids::varchar[]))
    qualify row_number() over (partition by example_id order by version desc) = 1
)
select {_COLUMNS} from newest where task = $task
"""


# An escape in JSON text hides what it stands for, and an edit is in no column of these: such
# examples are always among those that may hold it.
_HOLDING = """
select example_id from example_current
where task = $task and (
    contains(
        strip_accents(lower(concat_ws(' ', messages, answer, rejected, tools, suggestions,
            following, metadata, source_file))),
        strip_accents(lower($part))
    )
    or contains(
        concat_ws(' ', messages, answer, rejected, tools, suggestions, following, metadata), '\\'
    )
    or example_id in (select example_id from example_edit)
)
order by source_file, source_row, example_id
"""

_VERSION = f"select {_COLUMNS} from example where example_id = ? and version = ?"


def get_example(store: Store, example_id: str) -> StagedExample | None:
    """The newest version of an example; None when there is none."""
    rows = store.read(_SELECT + "where example_id = ?", [example_id])
    return _staged(rows[0]) if rows else None


def get_version(store: Store, example_id: str, version: int) -> StagedExample | None:
    """One version of an example, also one that is not the newest; None when there is none."""
    rows = store.read(_VERSION, [example_id, version])
    return _staged(rows[0]) if rows else None


def list_holding(store: Store, task: str, part: str) -> list[str]:
    """The examples whose texts may hold a part of a text, upper and lower case alike.

    None that does is missing; some do not.
    """
    return [row["example_id"] for row in store.read(_HOLDING, {"task": task, "part": part})]


def list_examples(
    store: Store,
    task: str,
    *,
    ids: Sequence[str] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[StagedExample]:
    """The newest version of a task's examples in the order of their source.

    With `ids`, only those that exist, in the order of `ids`.
    """
    if ids is not None:
        rows = store.read(_SELECT_SOME, {"task": task, "ids": list(ids)})
        found = {row["example_id"]: _staged(row) for row in rows}
        return [found[example_id] for example_id in ids if example_id in found]
    rows = store.read(
        _SELECT + "where task = ? order by source_file, source_row, example_id limit ? offset ?",
        [task, limit if limit is not None else 2**62, offset],
    )
    return [_staged(row) for row in rows]


def list_with_cuts(store: Store, task: str, *, limit: int) -> list[StagedExample]:
    """The newest version of examples from which something is cut, the newest first."""
    where = "where task = ? and cuts <> '[]' order by sequence desc limit ?"
    return [_staged(row) for row in store.read(_SELECT + where, [task, limit])]


def count_examples(store: Store, task: str) -> int:
    """How many examples a task has, each counted once however many versions it has."""
    return int(store.value("select count(*) from example_current where task = ?", [task]))


def _staged(row: Row) -> StagedExample:
    example = example_of(row, task=row["task"])
    return StagedExample(id=row["example_id"], example=example, version=row["version"])
