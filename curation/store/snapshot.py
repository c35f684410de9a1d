"""The snapshot that curators ask with SQL: documented tables in a file of their own."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from curation.store.connection import CONFIGURATION, Store

_STATE = """
select
    (select max(sequence) from example) as example,
    (select max(sequence) from scan) as scan,
    (select max(sequence) from privacy_request) as privacy_request,
    (select max(sequence) from review) as review,
    (select max(sequence) from verdict) as verdict,
    (select max(sequence) from job_event) as job_event,
    (select max(number) from release) as release,
    (select count(*) from upload_batch) as upload_batch
"""

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

_UPLOADS = """
select upload_id, task, format, rows_read, added, changed, duplicates, faults, actor, recorded_at
from upload_current
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its SQL type and what it says."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the snapshot: its name is promised, columns may be added."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


def _table(name: str, meaning: str, columns: str) -> Table:
    """A table from lines of "name type meaning"."""
    parts = [line.split(maxsplit=2) for line in columns.strip().splitlines()]
    return Table(
        name=name,
        meaning=meaning,
        columns=tuple(Column(name=n, type=kind, meaning=says) for n, kind, says in parts),
    )


TABLES: tuple[Table, ...] = (
    _table(
        "examples",
        "one row per example, newest version, personal values replaced",
        """
        example_id varchar identity, the same for all versions
        task varchar the task it belongs to
        version integer newest version, from 1
        stage varchar staged, scanned, cleared, reviewed, accepted or rejected
        prompt varchar the conversation up to the answer; empty until scanned
        answer varchar the answer it came with; empty until scanned
        turns integer messages in the prompt
        tool_calls integer tool calls in the answer
        label varchar the label it came with, if any
        source_row integer row of the file it was read from
        reviews integer accepting and rejecting reviews
        undecided integer personal values that nobody has decided about
        released boolean in at least one release
        """,
    ),
    _table(
        "findings",
        "one row per personal value found; places, never the values",
        """
        example_id varchar the example
        task varchar the task
        path varchar which text: messages.0, answer, metadata.subject …
        begins integer first character, from 0
        ends integer character after the last
        entity varchar kind of value
        score double how sure the detector is, 0 to 1
        recognizer varchar which detector found it
        action varchar mask, keep or undecided
        """,
    ),
    _table(
        "reviews",
        'one row per answer of a reviewer; the question "decision" is accept, reject or skip',
        """
        example_id varchar the example
        version integer the version that was judged
        task varchar the task
        reviewer varchar who answered
        question varchar "decision" or a question of the task
        answer varchar the decision or label; empty for written answers
        edited boolean the reviewer wrote text of their own
        saw_others boolean the reviewer knew other answers
        seconds double time from showing to deciding
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "verdicts",
        'one row per final answer; the question "outcome" is accept or reject',
        """
        example_id varchar the example
        version integer the version it is about
        task varchar the task
        method varchar unanimous or adjudicated
        question varchar "outcome" or a question of the task
        answer varchar the outcome or label; empty for written answers
        edited boolean the adjudicator wrote text of their own
        actor varchar who settled or adjudicated
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "releases",
        "one row per release",
        """
        number integer the release
        task varchar the task
        method varchar sft or dpo
        seed bigint of split and order
        sha256 varchar of the release
        lines bigint lines in all parts
        actor varchar who cut it
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "jobs",
        "one row per training job",
        """
        job_id varchar the job
        release integer number of the release
        provider varchar where it trains
        model varchar the base model
        method varchar sft or dpo
        status varchar as last heard
        actor varchar who started it
        recorded_at timestamp when, in UTC
        """,
    ),
    _table(
        "uploads",
        "one row per upload",
        """
        upload_id varchar the upload
        task varchar the task
        format varchar how the file was read
        rows_read integer rows in the file
        added integer new examples
        changed integer new versions
        duplicates integer known already
        faults integer rows that could not be read
        actor varchar who uploaded
        recorded_at timestamp when, in UTC
        """,
    ),
)
"""Everything a query can read, in the order in which it is shown."""


def read_state(store: Store) -> dict[str, int | None]:
    """What the tables of a snapshot depend on; equal states give equal snapshots."""
    return store.read(_STATE)[0]


def read_events(store: Store) -> dict[str, pd.DataFrame]:
    """What the store itself knows of each table but examples.

    Reviews and verdicts still have their answers as one JSON column.
    """
    queries = {
        "findings": _FINDINGS,
        "reviews": _REVIEWS,
        "verdicts": _VERDICTS,
        "releases": _RELEASES,
        "jobs": _JOBS,
        "uploads": _UPLOADS,
    }
    return {name: store.frame(sql) for name, sql in queries.items()}


def write_snapshot(file: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write the tables into a new file and give it its name in one step.

    Columns that a table does not document are left out. The file is its owner's alone.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(partial), config=CONFIGURATION) as connection:
            for table in TABLES:
                _write(connection, table, frames[table.name])
        partial.chmod(0o600)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def _write(connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> None:
    columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
    connection.execute(f"create table {table.name} ({columns})")
    if not len(frame):
        return
    names = ", ".join(column.name for column in table.columns)
    connection.register("incoming", frame)
    connection.execute(f"insert into {table.name} select {names} from incoming")
    connection.unregister("incoming")
