"""Adding uploads to the store: batches of examples and faults, each row accounted for."""

from collections.abc import Sequence
from dataclasses import asdict

import duckdb
import pyarrow as pa

from curation.errors import Conflict
from curation.example import Example, Fault
from curation.ingest.staged_rows import PART_ROWS, StagedPart, part_table
from curation.ingest.upload import Counts, Upload
from curation.store.connection import Store

BATCH = PART_ROWS
"""Rows in one transaction: a killed app loses at most these, a stop waits for them."""

_START = """
insert into upload (upload_id, task, file, sha256, format, actor, recorded_at)
values (?, ?, ?, ?, ?, ?, ?)
on conflict do nothing
"""

_STORED = """
select count(*), coalesce(sum(rows_read), 0)::bigint
from upload_batch
where upload_id = ?
"""

_BATCH_THERE = """
select rows_read, added, changed, duplicates, faults
from upload_batch
where upload_id = ? and batch = ?
"""

# What the incoming rows find: content that any version holds already is left out, and so is the
# second of two rows that say the same. What is left are the next versions, in their order. Only
# the short columns are asked about: carrying the texts along takes twice as long.
_NEW_VERSIONS = """
with fresh as (
    select example_id, content_sha256, min(place) as place from incoming
    group by example_id, content_sha256
),
known as (
    select example_id, version, content_sha256 from example
    where example_id in (select example_id from fresh)
),
newest as (
    select example_id, max(version) as version from known group by example_id
),
new as (
    select example_id, place from fresh anti join known using (example_id, content_sha256)
)
select place,
    (coalesce(newest.version, 0)
        + row_number() over (partition by new.example_id order by place))::integer as version
from new
left join newest using (example_id)
order by place
"""

_ADD_EXAMPLES = "insert into example by name select * from incoming"

_ADD_FAULTS = "insert into fault by name select * from incoming"

_ADD_BATCH = """
insert into upload_batch
    (upload_id, batch, is_last, rows_read, added, changed, duplicates, faults)
values (?, ?, ?, ?, ?, ?, ?, ?)
"""


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

    See `add_rows`.
    """
    part = StagedPart()
    for example in examples:
        part.add(example)
    rows = part_table(part)
    return add_rows(store, upload, batch=batch, rows=rows, faults=faults, is_last=is_last)


def add_rows(
    store: Store,
    upload: Upload,
    *,
    batch: int,
    rows: pa.Table | None,
    faults: Sequence[Fault],
    is_last: bool,
    begins: int | None = None,
) -> Counts:
    """Add one batch of an upload in one transaction; returns what became of its rows.

    An example that is new is added; a known one with other content gets its next version;
    content that any version holds already is a duplicate, so that an old export handed in again
    takes nothing back. Batches are counted from 0; one that is there already changes nothing.
    With `begins`, the number of rows before the batch, it must go on where the last one ended:
    Conflict is raised when somebody else adds to the same upload.
    """

    def work(cursor: duckdb.DuckDBPyConnection) -> Counts:
        there = cursor.execute(_BATCH_THERE, [upload.id, batch]).fetchall()
        if there and begins is None:
            return Counts(**dict(zip(asdict(Counts()), there[0], strict=True)))
        stored = cursor.execute(_STORED, [upload.id]).fetchall()[0]
        if begins is not None and stored != (batch, begins):
            raise _added_elsewhere()
        given = rows.num_rows if rows is not None else 0
        versions = _insert_examples(cursor, upload, rows) if given else []
        counts = Counts(
            read=given + len(faults),
            added=versions.count(1),
            changed=len(versions) - versions.count(1),
            duplicates=given - len(versions),
            faults=len(faults),
        )
        if faults:
            _insert_faults(cursor, upload, faults)
        cursor.execute(_ADD_BATCH, [upload.id, batch, is_last, *asdict(counts).values()])
        return counts

    return store.atomically(work)


def _insert_examples(
    cursor: duckdb.DuckDBPyConnection, upload: Upload, rows: pa.Table
) -> list[int]:
    """Insert what is new among these rows; returns the versions it makes."""
    cursor.register("incoming", rows.select(["example_id", "content_sha256", "place"]))
    found = cursor.execute(_NEW_VERSIONS).fetchnumpy()
    cursor.unregister("incoming")
    places, versions = found["place"], found["version"]
    if not len(places):
        return []
    new = rows if len(places) == rows.num_rows else rows.take(places)
    new = new.drop_columns("place").append_column("version", pa.array(versions, pa.int32()))
    for name, value in (("task", upload.task), ("upload_id", upload.id)):
        new = new.append_column(name, pa.repeat(value, new.num_rows))
    recorded_at = pa.scalar(upload.recorded_at, pa.timestamp("us"))
    new = new.append_column("recorded_at", pa.repeat(recorded_at, new.num_rows))
    cursor.register("incoming", new)
    cursor.execute(_ADD_EXAMPLES)
    cursor.unregister("incoming")
    return [int(version) for version in versions]


def _insert_faults(
    cursor: duckdb.DuckDBPyConnection, upload: Upload, faults: Sequence[Fault]
) -> None:
    cursor.register("incoming", _fault_table(upload, faults))
    cursor.execute(_ADD_FAULTS)
    cursor.unregister("incoming")


def _fault_table(upload: Upload, faults: Sequence[Fault]) -> pa.Table:
    texts = {
        name: pa.array([getattr(fault, name) for fault in faults], pa.string())
        for name in ("file", "reason", "cure", "content")
    }
    return pa.table(
        {
            "upload_id": pa.array([upload.id] * len(faults), pa.string()),
            "row": pa.array([fault.row for fault in faults], pa.int32()),
            **texts,
        }
    )


def _added_elsewhere() -> Conflict:
    return Conflict(
        "These files are being added already",
        cause="Another window or command adds the same files at this moment.",
        cure="Wait until it is done; adding them again then changes nothing.",
    )
