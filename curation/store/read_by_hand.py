"""Texts that people read because the scan could not, in the store."""

from collections.abc import Sequence

from curation.store.connection import Cursor, Row, Store, append_rows
from curation.store.decisions import begin_request

_NOW = """
select example_id, version, edits_until
from example_progress
where task = $task and example_id in (select unnest($ids::varchar[]))
"""


def add_readings(store: Store, request: Row, versions: dict[str, int]) -> Sequence[str]:
    """Record that somebody read these versions of examples with their edits; returns which.

    One that has another version by now is left out; none for a request known already.
    """

    def work(cursor: Cursor) -> Sequence[str]:
        asked = {"task": request["task"], "ids": list(versions)}
        now = cursor.execute(_NOW, asked).fetchall()
        rows = [
            {
                "request_id": request["request_id"],
                "example_id": example_id,
                "version": version,
                "edits_until": edits_until,
                "actor": request["actor"],
                "recorded_at": request["recorded_at"],
            }
            for example_id, version, edits_until in now
            if version == versions[example_id]
        ]
        if not rows or not begin_request(cursor, {**request, "size": len(rows)}):
            return ()
        append_rows(cursor, "reading", rows)
        return [str(row["example_id"]) for row in rows]

    return store.atomically(work)
