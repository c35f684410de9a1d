"""What the store knows of uploads: how much of each is there, its report, and its faults."""

from dataclasses import dataclass

from curation.example import Fault
from curation.ingest.upload import Counts, Upload, UploadReport
from curation.store.connection import Row, Store

_OF_REQUEST = """
select upload_id, batches, rows_read, complete
from (
    select upload_id, count(*) as batches, sum(rows_read)::bigint as rows_read,
           bool_or(is_last) as complete
    from upload_batch
    where starts_with(upload_id, ?)
    group by upload_id
)
"""

_UPLOADS = """
select upload_id, task, file, sha256, format, actor, recorded_at,
       rows_read, added, changed, duplicates, faults, complete
from upload_current
where $task in ('', task)
order by sequence desc
limit $limit offset $offset
"""

_UPLOAD = """
select upload_id, task, file, sha256, format, actor, recorded_at,
       rows_read, added, changed, duplicates, faults, complete
from upload_current
where upload_id = ?
"""

_COUNT_UPLOADS = "select count(*) from upload where ? in ('', task)"

_FAULTS = """
select file, row, reason, cure, content
from fault
where upload_id = $upload_id
order by row, reason
limit $limit offset $offset
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPart:
    """How much of an upload is stored: its batches, the rows in them, and whether that is all."""

    batches: int
    rows_read: int
    complete: bool


def stored_parts(store: Store, request_id: str) -> dict[str, StoredPart]:
    """What is stored of each upload of a request, by the upload's id."""
    return {
        row.pop("upload_id"): StoredPart(**row)
        for row in store.read(_OF_REQUEST, [request_id + "."])
    }


def get_upload(store: Store, upload_id: str) -> UploadReport | None:
    """One upload and its counts; None when there is none."""
    rows = store.read(_UPLOAD, [upload_id])
    return _report(rows[0]) if rows else None


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
