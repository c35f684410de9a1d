"""Asking the staged data with SQL, on a snapshot that holds nothing a curator may not see."""

import threading

from curation.errors import InputRefused
from curation.people import Actor, Role, require
from curation.store.find_query import FACETS, Find, facets_sql, find_sql
from curation.store.ready_queries import READY_QUERIES
from curation.store.sandbox import MOST_ROWS, QueryResult, run_in_sandbox
from curation.store.snapshot_tables import TABLES
from curation.workflow.explore.query_snapshot import fresh_snapshot, state_name
from curation.workflow.workspace import Workspace

__all__ = [
    "FACETS",
    "MOST_ROWS",
    "PAGE_ROWS",
    "READY_QUERIES",
    "TABLES",
    "Find",
    "QueryResult",
    "facets_sql",
    "find_sql",
    "run_query",
    "state_name",
]

PAGE_ROWS = 200
LONGEST_QUERY = 20_000
AT_ONCE = 4
"""Queries that run at the same time, each with a processor and memory of its own."""

_turns = threading.Semaphore(AT_ONCE)


def run_query(
    workspace: Workspace,
    actor: Actor,
    sql: str,
    limit: int = PAGE_ROWS,
    *,
    offset: int = 0,
    seconds: float | None = None,
) -> QueryResult:
    """At most `limit` rows of a SELECT over the documented tables, from `offset` on.

    It sees the state of this moment. Of more than AT_ONCE queries the last ones wait. Raises
    InputRefused when the query is wrong, may not be run, or takes more than `seconds` (as the
    settings say) or the memory that a query may have.
    """
    require(actor, Role.CURATOR, to="ask the data with SQL")
    if not sql.strip():
        raise InputRefused(
            "There is no query", cause="The field is empty.", cure="Write a SELECT, or choose one."
        )
    if len(sql) > LONGEST_QUERY:
        raise InputRefused(
            "The query is too long",
            cause=f"It has more than {LONGEST_QUERY:,} characters.",
            cure="Shorten it.",
        )
    with _turns:
        return run_in_sandbox(
            fresh_snapshot(workspace),
            sql,
            tables=[table.name for table in TABLES],
            limit=limit,
            offset=offset,
            seconds=workspace.settings.query_seconds if seconds is None else seconds,
        )
