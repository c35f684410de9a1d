"""Training jobs in the store: the intention, then each new state of it."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import duckdb

from curation.example import canonical_json
from curation.release.method import TrainingMethod
from curation.store.connection import Row, Store, append_rows
from curation.training.job import CurvePoint, Job, JobEvent, JobStatus

_SELECT = """
select
    job_id, number, provider, model, method, hyperparameters, suffix, seed, actor, recorded_at,
    changed_at, status, message, data
from job_current
"""

_NEWEST = """
select event_id, status, message, data from job_current where job_id = ?
"""


def add_job(store: Store, job: Job) -> None:
    """Keep the intention to train and its first state; a job that is there is left alone."""
    row: Row = {
        "job_id": job.id,
        "number": job.number,
        "provider": job.provider,
        "model": job.model,
        "method": str(job.method),
        "hyperparameters": canonical_json(dict(job.hyperparameters)),
        "suffix": job.suffix,
        "seed": job.seed,
        "actor": job.actor,
        "recorded_at": job.recorded_at,
    }

    def add(cursor: duckdb.DuckDBPyConnection) -> None:
        append_rows(cursor, "job", [row])
        append_rows(cursor, "job_event", [_event(job, before="")])

    store.atomically(add)


def record_state(store: Store, job: Job) -> bool:
    """Keep a new state of a job; False when it is the present one, or the job is over.

    Two that see the same change at once keep it once.
    """

    def record(cursor: duckdb.DuckDBPyConnection) -> bool:
        newest = cursor.execute(_NEWEST, [job.id]).fetchall()
        if not newest:
            return False
        event_id, *known = newest[0]
        row = _event(job, before=event_id)
        if JobStatus(known[0]).is_over or known == [row["status"], row["message"], row["data"]]:
            return False
        append_rows(cursor, "job_event", [row])
        return True

    return store.atomically(record)


def get_job(store: Store, job_id: str) -> Job | None:
    """The job of that id as it was last seen; None when there is none."""
    rows = store.read(_SELECT + "where job_id = ?", [job_id])
    return _job(rows[0]) if rows else None


def list_jobs(store: Store, *, number: int | None = None) -> list[Job]:
    """The jobs of a release, or of all, newest first."""
    rows = store.read(
        _SELECT + "where number = coalesce(?, number) order by sequence desc", [number]
    )
    return [_job(row) for row in rows]


def find_unfinished(store: Store, wanted: Job) -> Job | None:
    """A job that is not over and trains the same as `wanted`; None when there is none."""
    for job in list_jobs(store, number=wanted.number):
        if not job.is_over and _order(job) == _order(wanted):
            return job
    return None


def _order(job: Job) -> tuple[object, ...]:
    numbers = canonical_json(dict(job.hyperparameters))
    return job.provider, job.model, job.method, numbers, job.suffix, job.seed


def _event(job: Job, *, before: str) -> Row:
    """The row of a state; its id follows from the state and the one before it."""
    data = canonical_json(
        {
            "remote_id": job.remote_id,
            "fine_tuned_model": job.fine_tuned_model,
            "trained_tokens": job.trained_tokens,
            "events": [
                [event.recorded_at.isoformat(), event.level, event.message] for event in job.events
            ],
            "curve": [asdict(point) for point in job.curve],
        }
    )
    content = canonical_json([job.id, before, str(job.status), job.message, data])
    return {
        "event_id": hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "job_id": job.id,
        "status": str(job.status),
        "message": job.message,
        "data": data,
        "recorded_at": job.changed_at,
    }


def _job(row: Row) -> Job:
    data: dict[str, Any] = json.loads(row["data"])
    events = tuple(
        JobEvent(recorded_at=datetime.fromisoformat(moment), level=level, message=message)
        for moment, level, message in data.pop("events")
    )
    curve = tuple(CurvePoint(**point) for point in data.pop("curve"))
    values = {name: value for name, value in row.items() if name not in ("job_id", "data")}
    job = Job(
        **{
            **values,
            "id": row["job_id"],
            "method": TrainingMethod(row["method"]),
            "hyperparameters": json.loads(row["hyperparameters"]),
            "status": JobStatus(row["status"]),
        },
        **data,
    )
    return replace(job, events=events, curve=curve)
