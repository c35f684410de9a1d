"""The workspace's one database file: one process, one connection, one cursor per call."""

import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb
import pyarrow as pa

from curation.errors import Conflict, StoreBusy
from curation.store.gate import Gate
from curation.store.migrations import migrate

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
Cursor = duckdb.DuckDBPyConnection
T = TypeVar("T")

_FEW = 50
_PLAIN = {str, int, float, bool, datetime, type(None)}
"""Types that are the same as a parameter and in a DataFrame, except for a float that is none."""

RETRY_AFTER = (0.0, 0.005, 0.02, 0.08, 0.32, 0.0)
"""Seconds between the tries of a write that loses races; a commit takes some milliseconds."""

CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "checkpoint_threshold": "1GB",  # automatic checkpoints stall readers for seconds
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # else SQL can read Python variables by name
}


class Store:
    """The open database of one workspace.

    Every call takes a cursor of its own and fetches everything: a connection shared by threads
    gives wrong answers. Writes that lose a race are tried once more, then raise Conflict.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, file: Path) -> None:
        self.file = file
        self._connection = connection
        self._gate = Gate()
        self._closed = threading.Event()

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open or make the database, bring it up to date, and hold it for this process.

        Raises StoreBusy, with the number of the process, when another one holds the file.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        os.umask(0o077)  # for good: DuckDB makes its log and temporary files later
        store = cls(_connected(file), file)
        with store.transaction() as cursor:
            migrate(cursor)
        return store

    def read(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """All rows of a query, each as a dictionary by column name.

        Parameters are a sequence for `?` and a mapping for `$name`.
        """
        with self._cursor() as cursor:
            cursor.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def frame(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> "pd.DataFrame":
        """All rows of a query as a DataFrame, for charts and long tables."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters).df()

    def value(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> Any:
        """The first column of the first row; None when there is no row."""
        rows = self.read(sql, parameters)
        return next(iter(rows[0].values())) if rows else None

    def write(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run one statement as one transaction; it is on disk when this returns."""

        def once() -> None:
            with self._cursor() as cursor:
                cursor.execute(sql, list(parameters))

        _retried(once)

    def append(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows to a table in one transaction; keys that are there already are left alone.

        All rows have the columns of the first; columns of the table that they do not name get
        their defaults.
        """

        if rows:
            self.atomically(lambda cursor: append_rows(cursor, table, rows))

    def atomically(self, work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """What `work` returns, done in one transaction; done again when it lost a race.

        Raises Conflict when it keeps losing. `work` must do nothing but read and write here.
        """

        def once() -> T:
            with self.transaction() as cursor:
                return work(cursor)

        return _retried(once)

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction: committed at the end, rolled back on any error."""
        with self._cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()

    def checkpoint(self) -> bool:
        """Fold the log into the file; False when a write is under way (try again when idle)."""
        try:
            self.write("checkpoint")
        except (duckdb.TransactionException, Conflict):
            return False
        return True

    def compact(self) -> None:
        """Write the file anew with what is in the tables now, and nothing that was removed.

        DuckDB leaves the bytes of removed rows in the file until it needs their place. All other
        calls wait meanwhile; a crash leaves the old file or the new one, both whole.
        """
        fresh = self.file.with_name(f"{self.file.name}.fresh")
        with self._gate.alone():
            fresh.unlink(missing_ok=True)
            with self._connection.cursor() as cursor:
                cursor.execute(f"attach {_quoted(str(fresh))} as fresh")
                cursor.execute(f"copy from database {_name(cursor)} to fresh")
                cursor.execute("detach fresh")
            self._connection.close()  # folds its log into the file and takes the log away
            fresh.replace(self.file)
            self._connection = _connected(self.file)

    def close(self) -> None:
        """Let the file go. A second call changes nothing."""
        if not self._closed.is_set():
            self._closed.set()
            self._connection.close()

    @contextmanager
    def _cursor(self) -> Iterator[Cursor]:
        with self._gate.shared(), self._connection.cursor() as cursor:
            yield cursor


def append_rows(cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows to a table on a cursor that is in a transaction; known keys are left alone.

    The table has a primary key.
    """
    if not rows:
        return
    columns = ", ".join(rows[0])
    plain = all(map(_is_plain, rows))
    if plain and len(rows) <= _FEW:
        _append_few(cursor, table, rows)
        return
    cursor.register("incoming", _table(rows) if plain else _frame(rows))
    cursor.execute(
        f"insert into {table} ({columns}) select {columns} from incoming on conflict do nothing"
    )
    cursor.unregister("incoming")


def _connected(file: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(file), config=CONFIGURATION)
    except duckdb.IOException as error:
        raise _busy(file, str(error)) from error


def _name(cursor: Cursor) -> str:
    """The database's own name, as SQL takes it."""
    found = cursor.execute("select current_database()").fetchall()
    return '"' + str(found[0][0]).replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_plain(row: Row) -> bool:
    return all(type(value) in _PLAIN and value == value for value in row.values())


def _table(rows: Sequence[Row]) -> "pa.Table | pd.DataFrame":
    """Rows of plain values as Arrow has them, which is read in a third of the time."""
    try:
        return pa.Table.from_pylist(list(rows))
    except (pa.ArrowException, UnicodeError, OverflowError):  # values of two kinds, half a letter
        return _frame(rows)


def _frame(rows: Sequence[Row]) -> "pd.DataFrame":
    import pandas as pd  # half of the start of a command that needs none

    frame = pd.DataFrame(list(rows), columns=list(rows[0])).astype(object)
    return frame.where(frame.notna(), None)


def _append_few(cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """The same as parameters: a few rows take a fifth of the time that a DataFrame takes."""
    names = list(rows[0])
    places = f"({', '.join('?' * len(names))})"
    cursor.execute(
        f"insert into {table} ({', '.join(names)}) values {', '.join([places] * len(rows))} "
        "on conflict do nothing",
        [row[name] for row in rows for name in names],
    )


def _retried(once: Callable[[], T]) -> T:
    """Run it, and again when it lost a race, as soon as the winner's rows can be seen."""
    for seconds in RETRY_AFTER:
        try:
            return once()
        except (duckdb.TransactionException, duckdb.ConstraintException) as error:
            lost = error
        time.sleep(seconds)
    raise Conflict(
        "Somebody else was first",
        cause="Another change to the same record was saved in the same moment.",
        cure="Try again; you will see the newer state.",
    ) from lost


def _busy(file: Path, message: str) -> StoreBusy:
    holder = re.search(r"PID (\d+)", message)
    who = f"the process with number {holder.group(1)}" if holder else "another process"
    return StoreBusy(
        "The workspace is in use",
        cause=f"{file.name} in this workspace is held by {who}.",
        cure="Use the app that is running, or stop it first. Another workspace can be used with "
        "--workspace.",
    )
