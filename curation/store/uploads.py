"""Uploads in the store: batches of examples and faults, with an account of every row."""

from collections.abc import Sequence
from dataclasses import asdict

import duckdb
import pyarrow as pa

from curation.example import CanonicalExample, Example, Fault, canonical_json, messages_to_json
from curation.ingest.upload import Counts, Upload, UploadReport
from curation.store.connection import Row, Store

BATCH = 2_000
"""Rows in one transaction: a killed app loses at most these, a stop waits for them."""

_START = """
insert into upload (upload_id, task, file, sha256, format, actor, recorded_at)
values (?, ?, ?, ?, ?, ?, ?)
on conflict do nothing
"""

_BATCH_THERE = """
select rows_read, added, changed, duplicates, faults
from upload_batch
where upload_id = ? and batch = ?
"""

_KNOWN = """
select example_id, version, content_sha256
from example
where example_id in (select unnest(?::varchar[]))
"""

_ADD_EXAMPLES = "insert into example by name select * from incoming"

_ADD_FAULTS = "insert into fault by name select * from incoming"

_ADD_BATCH = """
insert into upload_batch
    (upload_id, batch, is_last, rows_read, added, changed, duplicates, faults)
values (?, ?, ?, ?, ?, ?, ?, ?)
"""

_UPLOADS = """
select upload_id, task, file, sha256, format, actor, recorded_at,
       rows_read, added, changed, duplicates, faults, complete
from upload_current
where $task in ('', task)
order by sequence desc
limit $limit offset $offset
"""

_COUNT_UPLOADS = "select count(*) from upload where ? in ('', task)"

_FAULTS = """
select file, row, reason, cure, content
from fault
where upload_id = $upload_id
order by row, reason
limit $limit offset $offset
"""

_EXAMPLE = pa.schema(
    [
        (name, pa.int32() if name in ("version", "source_row") else pa.string())
        for name in (
            "example_id",
            "version",
            "task",
            "messages",
            "answer",
            "rejected",
            "tools",
            "group_key",
            "metadata",
            "suggestions",
            "following",
            "cuts",
            "remarks",
            "origin",
            "content_sha256",
            "upload_id",
            "source_file",
            "source_sha256",
            "source_row",
        )
    ]
    + [("recorded_at", pa.timestamp("us"))]
)


def add_upload(
    store: Store, *, upload: Upload, examples: Sequence[Example], faults: Sequence[Fault] = ()
) -> Counts:
    """Add a whole upload in batches; returns what became of its rows.

    An upload of the same id changes nothing and returns the counts of the first time.
    """
    start_upload(store, upload)
    counts = Counts()
    begins = range(0, max(len(examples), 1), BATCH)
    for batch, begin in enumerate(begins):
        counts += add_batch(
            store,
            upload,
            batch=batch,
            examples=examples[begin : begin + BATCH],
            faults=faults if batch == 0 else (),
            is_last=batch == len(begins) - 1,
        )
    return counts


def start_upload(store: Store, upload: Upload) -> None:
    """Record that an upload began; one of the same id is left alone."""
    store.write(_START, list(asdict(upload).values()))


def add_batch(
    store: Store,
    upload: Upload,
    *,
    batch: int,
    examples: Sequence[Example],
    faults: Sequence[Fault],
    is_last: bool,
) -> Counts:
    """Add one batch of an upload in one transaction; returns what became of its rows.

    A prompt that is new makes an example; a known prompt with other content makes its next
    version; content that any version holds already is a duplicate, so that an old export handed
    in again takes nothing back. Batches are counted from 0; one that is there already changes
    nothing.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> Counts:
        there = cursor.execute(_BATCH_THERE, [upload.id, batch]).fetchone()
        if there:
            return Counts(**dict(zip(asdict(Counts()), there, strict=True)))
        rows, changed = _new_versions(cursor, upload, examples)
        counts = Counts(
            read=len(examples) + len(faults),
            added=len(rows) - changed,
            changed=changed,
            duplicates=len(examples) - len(rows),
            faults=len(faults),
        )
        _insert(cursor, _ADD_EXAMPLES, pa.Table.from_pylist(rows, schema=_EXAMPLE))
        _insert(cursor, _ADD_FAULTS, _fault_table(upload, faults))
        cursor.execute(_ADD_BATCH, [upload.id, batch, is_last, *asdict(counts).values()])
        return counts

    return store.atomically(work)


def list_uploads(
    store: Store, *, task: str = "", limit: int = 200, offset: int = 0
) -> list[UploadReport]:
    """The newest uploads first, of one task or of all."""
    rows = store.read(_UPLOADS, {"task": task, "limit": limit, "offset": offset})
    return [_report(row) for row in rows]


def count_uploads(store: Store, *, task: str = "") -> int:
    """How many uploads there are, of one task or of all."""
    return int(store.value(_COUNT_UPLOADS, [task]))


def list_faults(
    store: Store, upload_id: str, *, limit: int | None = None, offset: int = 0
) -> list[Fault]:
    """The faults of an upload in the order of its rows."""
    bound = limit if limit is not None else 2**62
    rows = store.read(_FAULTS, {"upload_id": upload_id, "limit": bound, "offset": offset})
    return [Fault(**row) for row in rows]


def _new_versions(
    cursor: duckdb.DuckDBPyConnection, upload: Upload, examples: Sequence[Example]
) -> tuple[list[Row], int]:
    """The rows to insert, and how many of them are not a first version."""
    parts = [CanonicalExample.of(example) for example in examples]
    newest: dict[str, int] = {}
    contents: set[tuple[str, str]] = set()
    for example_id, version, sha256 in _known(cursor, parts):
        newest[example_id] = max(version, newest.get(example_id, 0))
        contents.add((example_id, sha256))
    rows, changed = [], 0
    for example, part in zip(examples, parts, strict=True):
        content = (part.id, part.content_sha256)
        if content in contents:
            continue
        contents.add(content)
        newest[part.id] = version = newest.get(part.id, 0) + 1
        changed += version > 1
        rows.append(_row(upload, example, part, version))
    return rows, changed


def _known(
    cursor: duckdb.DuckDBPyConnection, parts: Sequence[CanonicalExample]
) -> list[tuple[str, int, str]]:
    return cursor.execute(_KNOWN, [[part.id for part in parts]]).fetchall()


def _row(upload: Upload, example: Example, part: CanonicalExample, version: int) -> Row:
    suggestions = [asdict(suggestion) for suggestion in example.suggestions]
    cuts = [asdict(cut) for cut in example.cuts]
    return {
        "example_id": part.id,
        "version": version,
        "task": example.task,
        "messages": part.messages,
        "answer": part.answer if example.answer else None,
        "rejected": part.rejected if example.rejected else None,
        "tools": part.tools,
        "group_key": example.group,
        "metadata": canonical_json(dict(example.metadata)) if example.metadata else "{}",
        "suggestions": canonical_json(suggestions) if suggestions else "[]",
        "following": canonical_json(messages_to_json(example.following)),
        "cuts": canonical_json(cuts),
        "remarks": canonical_json(example.remarks),
        "origin": example.origin,
        "content_sha256": part.content_sha256,
        "upload_id": upload.id,
        "source_file": example.source.file,
        "source_sha256": example.source.sha256,
        "source_row": example.source.row,
        "recorded_at": upload.recorded_at,
    }


def _fault_table(upload: Upload, faults: Sequence[Fault]) -> pa.Table:
    return pa.table(
        {
            "upload_id": pa.array([upload.id] * len(faults), pa.string()),
            "file": pa.array([fault.file for fault in faults], pa.string()),
            "row": pa.array([fault.row for fault in faults], pa.int32()),
            "reason": pa.array([fault.reason for fault in faults], pa.string()),
            "cure": pa.array([fault.cure for fault in faults], pa.string()),
            "content": pa.array([fault.content for fault in faults], pa.string()),
        }
    )


def _insert(cursor: duckdb.DuckDBPyConnection, sql: str, table: pa.Table) -> None:
    if table.num_rows:
        cursor.register("incoming", table)
        cursor.execute(sql)
        cursor.unregister("incoming")


def _report(row: Row) -> UploadReport:
    return UploadReport(
        upload=Upload(
            id=row["upload_id"],
            task=row["task"],
            file=row["file"],
            sha256=row["sha256"],
            format=row["format"],
            actor=row["actor"],
            recorded_at=row["recorded_at"],
        ),
        counts=Counts(
            read=row["rows_read"],
            added=row["added"],
            changed=row["changed"],
            duplicates=row["duplicates"],
            faults=row["faults"],
        ),
        complete=row["complete"],
    )
