"""Verdicts that mend what a check found, and taking them back as one step."""

from datetime import datetime

from curation.store.connection import Cursor, Store, append_rows

_OF_REQUEST = """
select verdict_id, example_id from verdict_current
where task = $task and starts_with(verdict_id, $prefix)
    and verdict_id not in (select verdict_id from reopened_verdict)
"""


def count_standing(store: Store, task: str, request_id: str) -> int:
    """How many verdicts of one request still hold."""
    return len(store.read(_OF_REQUEST, {"task": task, "prefix": f"{request_id}-"}))


def withdraw(
    store: Store,
    task: str,
    undone: str,
    *,
    reason: str,
    actor: str,
    request_id: str,
    recorded_at: datetime,
) -> int:
    """Let no verdict of the request `undone` hold any more; those before them hold again.

    Returns of how many examples; 0 when the request was carried out before.
    """
    if store.value("select count(*) from reopening where request_id = ?", [request_id]):
        return 0
    rows = store.read(_OF_REQUEST, {"task": task, "prefix": f"{undone}-"})
    size = len({row["example_id"] for row in rows})
    event = {
        "request_id": request_id,
        "task": task,
        "reason": reason,
        "examples": size,
        "actor": actor,
        "recorded_at": recorded_at,
    }
    withdrawn = [{"verdict_id": row["verdict_id"], "request_id": request_id} for row in rows]

    def work(cursor: Cursor) -> int:
        append_rows(cursor, "reopening", [event])
        append_rows(cursor, "reopened_verdict", withdrawn)
        return size

    return store.atomically(work)
