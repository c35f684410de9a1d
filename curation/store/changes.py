"""New versions of examples: made by hand, and told to whoever judged an earlier one."""

from collections.abc import Sequence
from datetime import datetime

from curation.errors import Conflict
from curation.example import Example
from curation.ingest.staged_rows import columns_of
from curation.store.connection import Cursor, Store

_NEWEST = """
select version, content_sha256, upload_id from example
where example_id = ? order by version desc limit 1
"""

_CHANGED = """
with newest as (
    select example_id, max(version) as version from example
    where example_id in (select unnest($ids::varchar[]))
    group by example_id
),
judged as (
    select example_id, arg_max(version, sequence) as version,
        arg_max(decision, sequence) as decision
    from review
    where reviewer = $reviewer and example_id in (select unnest($ids::varchar[]))
    group by example_id
)
select newest.example_id
from newest
join judged using (example_id)
where judged.version < newest.version and judged.decision in ('accept', 'reject')
"""


def changed_since_review(store: Store, reviewer: str, ids: Sequence[str]) -> set[str]:
    """Those of these examples that have a newer version than the one this reviewer judged last."""
    rows = store.read(_CHANGED, {"reviewer": reviewer, "ids": list(ids)}) if ids else []
    return {row["example_id"] for row in rows}


def add_version(
    store: Store, example_id: str, example: Example, *, after: int, recorded_at: datetime
) -> None:
    """Add the version that follows version `after`; the same one a second time changes nothing.

    Raises Conflict when the newest version is another one by now.
    """
    values = columns_of(example)
    values["example_id"] = example_id  # it stays the same, whatever a version says

    def work(cursor: Cursor) -> None:
        newest, sha256, upload_id = cursor.execute(_NEWEST, [example_id]).fetchall()[0]
        if (newest, sha256) == (after + 1, values["content_sha256"]):
            return
        if newest != after:
            raise _changed_meanwhile()
        row = {
            **values,
            "version": after + 1,
            "task": example.task,
            "upload_id": upload_id,
            "recorded_at": recorded_at,
        }
        places = ", ".join("?" * len(row))
        cursor.execute(
            f"insert into example ({', '.join(row)}) values ({places})", list(row.values())
        )

    store.atomically(work)


def _changed_meanwhile() -> Conflict:
    return Conflict(
        "The example changed meanwhile",
        cause="A newer version of it was added since it was shown.",
        cure="Look at the newer version first.",
    )
