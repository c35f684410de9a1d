"""The snapshot that curators ask with SQL: documented tables in a file of their own.

Replacing personal values in texts is what takes time, so texts are taken from the snapshot before
where nothing that they are made of has changed.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from curation.store.connection import CONFIGURATION, Store
from curation.store.snapshot_tables import TABLES, Table

TEXT_COLUMNS = (
    "prompt",
    "answer",
    "words",
    "turns",
    "tool_calls",
    "label",
    "source_row",
    "created",
)
"""Columns of examples that are made of its texts."""

_STATE = " union all ".join(
    (
        *(
            f"(select '{table}' as name, max(sequence) as newest from {table})"
            for table in (
                *("example", "scan", "privacy_request", "review", "verdict"),
                *("job_event", "evaluation"),
            )
        ),
        "(select 'release', max(number) from release)",
        "(select 'upload_batch', count(*) from upload_batch)",
    )
)
"""One row for each; as columns of one row the planning takes fifteen times as long."""

_SCANS = "select example_id, max(sequence) as newest from scan group by example_id"

_FINDINGS = """
select example_id, task, path, begins, ends, entity, score, recognizer, action
from finding_decided
where action <> 'not_pii'
"""

_REVIEWS = """
select example_id, version, task, reviewer, decision, answers, edited, saw_others, seconds,
    recorded_at
from review_current
"""

_VERDICTS = """
select example_id, version, task, outcome, method, answers, edited, actor, recorded_at
from verdict_current
"""

_RELEASES = """
select release.number, release.task, release.method, release.seed, release.sha256,
    count(release_line.line) as lines, release.actor, release.recorded_at
from release
left join release_line on release_line.number = release.number
group by all
"""

_JOBS = """
select job.job_id, job.number as release, job.provider, job.model, job.method,
    arg_max(job_event.status, job_event.sequence) as status, job.actor, job.recorded_at
from job
left join job_event on job_event.job_id = job.job_id
group by all
"""

_RELEASE_LINES = """
select number as release, part, line, example_id, version from release_line
"""

_GRADES = """
select evaluation_id, evaluation.number as release, model, example_id, score, passed, grader,
    grade.recorded_at
from grade
join evaluation using (evaluation_id)
"""

_UPLOADS = """
select upload_id, task, format, rows_read, added, changed, duplicates, faults, actor, recorded_at
from upload_current
"""


def read_state(store: Store) -> dict[str, int | None]:
    """What the tables of a snapshot depend on; equal states give equal snapshots."""
    return {row["name"]: row["newest"] for row in store.read(_STATE)}


def read_scans(store: Store) -> dict[str, int]:
    """The number of the newest scan of each example; it grows with every scan."""
    return {row["example_id"]: row["newest"] for row in store.read(_SCANS)}


def read_events(store: Store) -> dict[str, pd.DataFrame]:
    """What the store itself knows of each table but examples.

    Reviews and verdicts still have their answers as one JSON column.
    """
    queries = {
        "findings": _FINDINGS,
        "reviews": _REVIEWS,
        "verdicts": _VERDICTS,
        "releases": _RELEASES,
        "release_lines": _RELEASE_LINES,
        "jobs": _JOBS,
        "grades": _GRADES,
        "uploads": _UPLOADS,
    }
    return {name: store.frame(sql) for name, sql in queries.items()}


def read_kept(file: Path) -> dict[str, str]:
    """What the texts of each example in a snapshot were made of, by example."""
    with duckdb.connect(str(file), read_only=True, config=CONFIGURATION) as connection:
        rows = connection.execute("select example_id, made_of from kept_text").fetchall()
    return dict(rows)


def write_snapshot(
    file: Path, frames: Mapping[str, pd.DataFrame], *, kept: Path | None = None
) -> None:
    """Write the tables into a new file and give it its name in one step.

    Columns that a table does not document are left out. The file is its owner's alone.
    `frames` holds, besides the tables but examples, `status` (every example, with `made_of`)
    and `texts` (example_id and TEXT_COLUMNS); texts that are not in it are those of `kept`.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(partial), config=CONFIGURATION) as connection:
            for table in TABLES[1:]:
                _create(connection, table)
                _fill(connection, table.name, _names(table), frames[table.name])
            _write_examples(connection, frames["status"], frames["texts"], kept)
        partial.chmod(0o600)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def _write_examples(
    connection: duckdb.DuckDBPyConnection,
    status: pd.DataFrame,
    texts: pd.DataFrame,
    kept: Path | None,
) -> None:
    """The table of examples from how far each is and from its texts, new or kept."""
    _create(connection, TABLES[0])
    connection.execute("create table kept_text (example_id varchar, made_of varchar)")
    kinds = {column.name: column.type for column in TABLES[0].columns}
    columns = ("example_id", *TEXT_COLUMNS)
    connection.execute(
        f"create temp table fresh ({', '.join(f'{name} {kinds[name]}' for name in columns)})"
    )
    _fill(connection, "fresh", columns, texts)
    if not len(status):
        return
    source = "from fresh"
    if kept is not None:
        quoted = str(kept).replace("'", "''")
        connection.execute(f"attach '{quoted}' as kept (read_only)")
        source = (
            f"(select {', '.join(columns)} from kept.examples anti join fresh using (example_id) "
            f"union all select {', '.join(columns)} from fresh)"
        )
    connection.register("status", status)
    names = ", ".join(_names(TABLES[0]))
    connection.execute(
        f"insert into examples select {names} from status join {source.removeprefix('from ')} "
        "as texts using (example_id) order by status.place"
    )
    connection.execute("insert into kept_text select example_id, made_of from status")
    connection.unregister("status")


def _create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
    connection.execute(f"create table {table.name} ({columns})")


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _fill(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], frame: pd.DataFrame
) -> None:
    if not len(frame):
        return
    connection.register("incoming", frame)
    connection.execute(f"insert into {name} select {', '.join(columns)} from incoming")
    connection.unregister("incoming")
