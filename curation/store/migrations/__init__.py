"""Numbered SQL files, each applied once and in order; what was applied is recorded."""

from pathlib import Path

import duckdb

FOLDER = Path(__file__).resolve().parent


def migrate(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Apply what is not applied yet, on a cursor in a transaction; returns the names applied."""
    cursor.execute(
        "create table if not exists migration (name text primary key, "
        "applied timestamp default (now()::timestamp))"
    )
    known = {row[0] for row in cursor.execute("select name from migration").fetchall()}
    new = [file for file in sorted(FOLDER.glob("[0-9]*.sql")) if file.stem not in known]
    for file in new:
        cursor.execute(file.read_text())
        cursor.execute("insert into migration (name) values (?)", [file.stem])
    return [file.stem for file in new]
