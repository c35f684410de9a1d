"""Which SQL a curator may run: one SELECT over the documented tables, nothing about the machine.

The database's own locks (read-only, no files, no settings) are the wall; these rules stand before
it, because a SELECT could still ask DuckDB where its files lie.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

import duckdb

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree"})
"""Functions that may stand in FROM."""

_SYSTEM = re.compile(
    r"^(duckdb_|pragma_|pg_|sqlite_|read_|json_execute|current_setting$|getenv$|query$|query_table$"
    r"|glob$|sniff_csv$|getvariable$|write_log$|parse_duckdb_log|.*_scan$)",
    re.IGNORECASE,
)
"""Names of tables and functions that tell of the machine, read files, or run other SQL."""

_SHOWN = frozenset({"DESCRIBE", "SUMMARY"})


class QueryRefused(Exception):
    """The query is not one that may be run; the message says why in plain words."""


def check_query(connection: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str]) -> str:
    """The one statement of a query that may run; raises QueryRefused otherwise.

    `connection` is asked to parse it. A syntax error is not refused here: DuckDB
    explains it, and what is returned is empty.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error:
        return ""
    if len(statements) != 1:
        raise QueryRefused(
            "There is more than one statement." if statements else "There is no statement."
        )
    if statements[0].type != duckdb.StatementType.SELECT:
        raise QueryRefused("Only SELECT is possible here: the data can be read, not changed.")
    tree = _parsed(connection, statements[0].query)
    if tree is None:
        raise QueryRefused("This form of SELECT is not possible here.")
    known = {table.lower() for table in tables} | {name.lower() for name in _named_queries(tree)}
    for node in _nodes(tree):
        _check_node(node, known)
    return str(statements[0].query)


def _parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Any | None:
    row = connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    return None if tree.get("error") else tree


def _check_node(node: dict[str, Any], known: Collection[str]) -> None:
    kind = node.get("type")
    if kind == "BASE_TABLE":
        name = str(node.get("table_name", ""))
        place = (str(node.get("catalog_name", "")), str(node.get("schema_name", "")))
        if name.lower() not in known or _SYSTEM.match(name) or not _is_ours(place):
            raise QueryRefused("It reads a table that is not one of those described on this page.")
    elif kind == "TABLE_FUNCTION":
        name = str((node.get("function") or {}).get("function_name", ""))
        if name.lower() not in TABLE_FUNCTIONS:
            raise QueryRefused("It reads from a function that may not be used here.")
    elif kind == "SHOW_REF" and node.get("show_type") not in _SHOWN:
        raise QueryRefused("SHOW is not possible here; the tables are described on this page.")
    elif node.get("class") == "FUNCTION" and _SYSTEM.match(str(node.get("function_name", ""))):
        raise QueryRefused("It calls a function that may not be used here.")


def _is_ours(place: tuple[str, str]) -> bool:
    return place[0] in ("", "data") and place[1] in ("", "main", "data")


def _named_queries(tree: object) -> Iterator[str]:
    """The names that WITH gives to queries, anywhere."""
    for node in _nodes(tree):
        entries = node.get("map")
        if isinstance(entries, list):
            yield from (str(entry["key"]) for entry in entries if "key" in entry)
        if node.get("cte_name"):
            yield str(node["cte_name"])


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)
