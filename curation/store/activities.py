"""Activities in the store: long work and how far it is."""

from datetime import datetime

from curation.activity import Activity, ActivityState
from curation.store.connection import Row, Store, append_rows

_SELECT = """
select activity_id, kind, subject, actor, started_at, state, done, total, message
from activity_current
"""


def start_activity(
    store: Store,
    *,
    activity_id: str,
    kind: str,
    subject: str,
    actor: str,
    total: int,
    recorded_at: datetime,
) -> None:
    """Record that an activity began."""
    with store.transaction() as cursor:
        append_rows(
            cursor,
            "activity",
            [
                {
                    "activity_id": activity_id,
                    "kind": kind,
                    "subject": subject,
                    "actor": actor,
                    "recorded_at": recorded_at,
                }
            ],
        )
        append_rows(
            cursor,
            "activity_event",
            [_event(activity_id, ActivityState.RUNNING, 0, total, "", recorded_at)],
        )


def record_progress(
    store: Store,
    activity_id: str,
    state: ActivityState,
    *,
    done: int,
    total: int,
    message: str,
    recorded_at: datetime,
) -> None:
    """Record how far an activity is, or how it ended."""
    store.append("activity_event", [_event(activity_id, state, done, total, message, recorded_at)])


def get_activity(store: Store, activity_id: str) -> Activity | None:
    """The activity of that id; None when there is none."""
    rows = store.read(_SELECT + "where activity_id = ?", [activity_id])
    return _activity(rows[0]) if rows else None


def list_activities(
    store: Store, *, kind: str = "", but: str = "", limit: int = 20
) -> list[Activity]:
    """The newest activities first, of one kind or of all, or of all but one."""
    rows = store.read(
        _SELECT
        + "where ? in ('', kind) and kind <> ? order by started_at desc, activity_id limit ?",
        [kind, but, limit],
    )
    return [_activity(row) for row in rows]


def _event(
    activity_id: str, state: ActivityState, done: int, total: int, message: str, at: datetime
) -> Row:
    return {
        "activity_id": activity_id,
        "state": str(state),
        "done": done,
        "total": total,
        "message": message,
        "recorded_at": at,
    }


def _activity(row: Row) -> Activity:
    return Activity(
        id=row["activity_id"],
        kind=row["kind"],
        subject=row["subject"],
        actor=row["actor"],
        started_at=row["started_at"],
        state=ActivityState(row["state"]),
        done=row["done"],
        total=row["total"],
        message=row["message"],
    )
