"""Production traffic in the store: requests with their answers, personal values replaced."""

from collections.abc import Sequence
from datetime import datetime

from curation.evaluation.observed import Observed
from curation.store.connection import Row, Store

_SELECT = """
select traffic_id, question, answer, label, model, rating, rejected, valid, replaced, occurred_at
from traffic
where task = ? and occurred_at >= ?
order by occurred_at, sequence
"""

_NEWEST = """
select question, answer from traffic where task = ? order by occurred_at desc, sequence desc limit ?
"""

_KNOWN = "select traffic_id from traffic where list_contains($ids, traffic_id)"


def known_traffic(store: Store, ids: Sequence[str]) -> set[str]:
    """Which of these requests are stored."""
    return {row["traffic_id"] for row in store.read(_KNOWN, {"ids": list(ids)})}


def add_traffic(
    store: Store, task: str, requests: Sequence[Observed], *, recorded_at: datetime
) -> None:
    """Keep requests of a task; known ones change nothing."""
    rows: list[Row] = [
        {
            "traffic_id": one.id,
            "task": task,
            "question": one.question,
            "answer": one.answer,
            "label": one.label,
            "model": one.model,
            "rating": one.rating,
            "rejected": one.rejected,
            "valid": one.valid,
            "replaced": one.replaced,
            "occurred_at": one.occurred_at,
            "recorded_at": recorded_at,
        }
        for one in requests
    ]
    store.append("traffic", rows)


def list_traffic(store: Store, task: str, *, since: datetime) -> list[Observed]:
    """The requests of a task from a moment on, in the order in which they came."""
    rows = store.read(_SELECT, [task, since])
    return [Observed(id=row.pop("traffic_id"), **row) for row in rows]


def newest_traffic(store: Store, task: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """Questions and answers of the newest requests of a task, the newest first."""
    rows = store.read(_NEWEST, [task, limit])
    return tuple((row["question"], row["answer"]) for row in rows)
