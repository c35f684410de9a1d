"""Running a curator's SQL in a process of its own, on a snapshot, with everything locked.

The child has no secrets in its environment, cannot write files, and is killed when it does not
stop by itself. Parent and child speak JSON: one object in, one out.
"""

import contextlib
import json
import math
import os
import re
import resource
import subprocess
import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any

import duckdb

from curation.errors import InputRefused, WorkerLost
from curation.settings import ROOT
from curation.store.query_rules import QueryRefused, check_query

MEMORY = "512MB"
ADDRESS_SPACE = 4 << 30
SECONDS = 10.0
GRACE = 5.0
"""Seconds after which a child that was interrupted is killed."""

LONGEST_CELL = 20_000
LARGEST_RESULT = 16_000_000
"""Characters of one cell and of all cells; what is longer is cut."""

MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """Some rows of a query's result as plain values: text, numbers, true, false and None.

    `more` tells that there are rows after them. `seconds` is what DuckDB took.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool
    seconds: float


def run_in_sandbox(
    file: Path,
    sql: str,
    *,
    tables: Collection[str],
    limit: int,
    offset: int = 0,
    seconds: float = SECONDS,
) -> QueryResult:
    """At most `limit` rows of the query's result from `offset` on.

    Raises InputRefused with DuckDB's own sentence, without paths and values, when the query is
    wrong, may not be run, needs too much memory, or takes longer than `seconds`, and WorkerLost
    when something else stopped the child.
    """
    order = {
        "folder": str(file.parent),
        "file": file.name,
        "sql": sql,
        "tables": sorted(tables),
        "limit": min(limit, MOST_ROWS),
        "offset": offset,
        "seconds": seconds,
    }
    process = _child()
    try:
        output, _ = process.communicate(json.dumps(order).encode(), timeout=seconds + GRACE)
    except subprocess.TimeoutExpired:
        raise _took_too_long(seconds) from None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if process.returncode != 0:
        raise WorkerLost(
            "The query was stopped from outside",
            cause="The process that ran it ended before it had an answer.",
            cure="Run it again; if it happens again, read fewer rows.",
        )
    return _read(json.loads(output), seconds)


_ahead: list[subprocess.Popen[bytes]] = []
_starting = threading.Lock()


def _child() -> subprocess.Popen[bytes]:
    """A child of its own for one query, started ahead since the query before.

    Most of the time of a quick query would be its start. A child that waits ends with this process.
    """
    with _starting:
        waiting = _ahead.pop() if _ahead else None
        child = waiting if waiting and waiting.poll() is None else _start()
        _ahead.append(_start())
    return child


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "curation.store.sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(ROOT), "HOME": "/nonexistent", "LANG": "C.UTF-8"},
        start_new_session=True,
    )


def _read(answer: dict[str, Any], seconds: float) -> QueryResult:
    if answer.get("interrupted"):
        raise _took_too_long(seconds)
    if "error" in answer:
        raise _refused(answer["error"])
    return QueryResult(
        columns=tuple(answer["columns"]),
        types=tuple(answer["types"]),
        rows=tuple(tuple(row) for row in answer["rows"]),
        more=answer["more"],
        seconds=answer["seconds"],
    )


def _refused(cause: str) -> InputRefused:
    return InputRefused(
        "The query cannot be run",
        cause=cause,
        cure="Correct it and run it again; the tables and columns are listed beside it.",
    )


def _took_too_long(seconds: float) -> InputRefused:
    return InputRefused(
        "The query took too long",
        cause=f"It was stopped after {seconds:g} seconds.",
        cure="Read fewer rows, or join on example_id.",
    )


def _connect(file: str) -> duckdb.DuckDBPyConnection:
    """The snapshot, opened read-only as `data`, with files, settings and extensions locked."""
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "memory_limit": MEMORY,
            "threads": "1",
        }
    )
    quoted = file.replace("'", "''")
    connection.execute(f"attach '{quoted}' as data (read_only)")
    connection.execute("use data")
    connection.execute("set temp_directory = ''")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _answer(order: dict[str, Any]) -> dict[str, Any]:
    """What the child prints: the rows, or why there are none."""
    connection = _connect(order["file"])
    late = threading.Event()

    def interrupt() -> None:
        late.set()
        connection.interrupt()

    timer = threading.Timer(order["seconds"], interrupt)
    timer.start()
    try:
        statement = check_query(connection, order["sql"], order["tables"])
        return _fetch(connection, order["sql"], statement, order["limit"], order["offset"])
    except QueryRefused as error:
        return {"error": str(error)}
    except (duckdb.OutOfMemoryException, MemoryError):
        return {"error": f"It needed more memory than a query may have ({MEMORY})."}
    except duckdb.Error as error:
        return {"interrupted": True} if late.is_set() else {"error": _sentence(str(error))}
    finally:
        timer.cancel()


def _fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, statement: str, limit: int, offset: int
) -> dict[str, Any]:
    began = monotonic()
    passed = _execute(connection, sql, statement, limit, offset)
    described = connection.description or []
    while passed < offset:
        skipped = len(connection.fetchmany(min(1000, offset - passed)))
        if not skipped:
            break
        passed += skipped
    rows = connection.fetchmany(limit + 1)
    room = LARGEST_RESULT
    kept: list[list[object]] = []
    for row in rows[:limit]:
        values = [_plain(value) for value in row]
        room -= sum(len(value) for value in values if isinstance(value, str))
        if room < 0:
            break
        kept.append(values)
    return {
        "columns": [column[0] for column in described],
        "types": [str(column[1]) for column in described],
        "rows": kept,
        "more": len(rows) > len(kept),
        "seconds": monotonic() - began,
    }


def _execute(
    connection: duckdb.DuckDBPyConnection, sql: str, statement: str, limit: int, offset: int
) -> int:
    """Run the query for one page and return how many rows it left out before.

    DuckDB sorts and builds only what a page shows when it knows the page. Only a statement that
    was checked as a whole is put in brackets: half of one could close them.
    """
    if statement:
        inner = statement.strip().rstrip(";")
        try:
            connection.execute(f"from (\n{inner}\n) limit {limit + 1} offset {offset}")
        except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
            pass
        else:
            return offset
    connection.execute(sql)
    return 0


def _plain(value: object) -> object:
    """The value as JSON has it; what JSON has no form for becomes text, NaN becomes None."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, Decimal):
        return float(value) if value.is_finite() else None
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return str(value)[:LONGEST_CELL]


def _sentence(message: str) -> str:
    """DuckDB's message as one sentence, without its paths and without values from the data."""
    first = message.split("\n\nLINE", 1)[0].split("\nLINE", 1)[0]
    lines = [line.strip() for line in first.splitlines() if line.strip()]
    text = " ".join(lines)[:400]
    text = re.sub(r"(?<![\w.])(~|\.{0,2})/[^\s\"',;)\]]+", "…", text)
    if not text.startswith(("Parser Error", "Binder Error", "Catalog Error")):
        text = re.sub(r"'[^']*'?|\"[^\"]*\"?", "…", text)
    return text


def _limit_process() -> None:
    """No file can be written, no more memory be taken, and no core be left behind."""
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, ADDRESS_SPACE),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main() -> None:
    """The child: one order from stdin, one answer to stdout."""
    _limit_process()
    sent = sys.stdin.buffer.read()
    if not sent:
        return  # the parent ended before it had a query
    order = json.loads(sent)
    os.chdir(order["folder"])
    answer = json.dumps(_answer(order), allow_nan=False)
    sys.stdout.write(answer)
    sys.stdout.flush()
    os._exit(0)  # an interrupted query may keep DuckDB's own threads alive


if __name__ == "__main__":
    main()
