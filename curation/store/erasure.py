"""Removing a person's text: the only statements of the store that take rows away or change them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from curation.example import Json, canonical_json
from curation.store.connection import Cursor, Store, append_rows

_OTHER = frozenset(
    {
        *("person", "person_change", "session", "session_end", "invitation", "invitation_use"),
        *("invitation_end", "invitation_note", "access_token", "access_token_end"),
        *("webhook", "webhook_end", "webhook_message", "webhook_try"),
        *("migration", "text_scan", "erasure", "split"),
    }
)
"""Tables of colleagues who sign in, whose accounts are closed on the settings page, or of hashes.
"""

_NO_WORDS = re.compile(
    r".*(_id|_ids|_sha256|_hash|_version|value_key|answer_key|content_key|text_key)"
    r"|task|actor|author|reviewer|sha256|fingerprint|entity|recognizer|action|decision|outcome"
    r"|method|format|kind|state|status|part|target|model|models|provider|grader|folder|signature"
)
"""Columns that name colleagues, rows or settings of ours, and hold no words of the data."""

_ROWS: Mapping[str, str] = {
    "fault": "rowid",
    "model_answer": "answer_key",
    "traffic": "traffic_id",
}
"""Tables whose rows go by themselves, and what names a row."""

_ABOUT = frozenset({"finding_decision", "leak_judgement", "release_line"})
"""Tables that name examples, but are records of what was done: their words are changed in place."""

_PAGE = 5_000


def example_tables(store: Store) -> list[str]:
    """The tables that hold words of examples, or said about them: a row belongs to an example."""
    rows = store.read(
        "select distinct table_name from information_schema.columns join "
        "information_schema.tables using (table_catalog, table_schema, table_name) where "
        "column_name = 'example_id' and table_type = 'BASE TABLE' "
        "and table_catalog = current_database()"
    )
    return sorted({row["table_name"] for row in rows} - _ABOUT)


def row_tables() -> list[str]:
    """The tables that hold words of the data in rows of their own."""
    return sorted(_ROWS)


def list_texts(store: Store, table: str) -> Iterator[tuple[str, list[str]]]:
    """Every row of such a table with its texts, by the example's id or the row's own name."""
    if columns := _columns(store).get(table):
        yield from _texts(store, table, _ROWS.get(table, "example_id"), columns)


def count_rows(store: Store, table: str, ids: Sequence[str]) -> int:
    """How many rows of such a table belong to these examples."""
    return int(
        store.value(
            f"select count(*) from {table} where example_id in (select unnest($ids::varchar[]))",
            {"ids": list(ids)},
        )
    )


def sources_of(store: Store, ids: Sequence[str]) -> list[str]:
    """The SHA-256 of every file that versions of these examples were read from."""
    rows = store.read(
        "select distinct source_sha256 from example where example_id in "
        "(select unnest($ids::varchar[]))",
        {"ids": list(ids)},
    )
    return sorted(row["source_sha256"] for row in rows)


def read_from(store: Store, sha256s: Sequence[str]) -> list[str]:
    """The ids of the examples of which a version was read from one of these files."""
    rows = store.read(
        "select distinct example_id from example where source_sha256 in "
        "(select unnest($files::varchar[]))",
        {"files": list(sha256s)},
    )
    return sorted(row["example_id"] for row in rows)


def lines_of(store: Store, ids: Sequence[str]) -> dict[int, set[str]]:
    """The SHA-256 of every released line that was written from these examples, by release."""
    rows = store.read(
        "select number, sha256 from release_line where example_id in "
        "(select unnest($ids::varchar[]))",
        {"ids": list(ids)},
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row["number"], set()).add(row["sha256"])
    return found


def erase(
    store: Store,
    *,
    examples: Sequence[str],
    rows: Mapping[str, Sequence[str]],
    lines: Mapping[int, Sequence[str]],
    manifests: Mapping[int, Json],
    change: Callable[[str], str],
    erasure_id: str,
    subject_key: str,
    report: Json,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Remove these examples with all that was said of them, rows of their own and released lines.

    `change` takes the value out of every other text (a reason, a file's name). That it was done is
    recorded in the same transaction.
    """
    event = {
        "erasure_id": erasure_id,
        "subject_key": subject_key,
        "report": canonical_json(report),
        "actor": actor,
        "recorded_at": recorded_at,
    }
    changes = list(_changes(store, change))
    tables = example_tables(store)

    def work(cursor: Cursor) -> None:
        _remove(
            cursor,
            "model_answer",
            "answer in (select answer from grade where example_id",
            examples,
            closing=")",
        )
        for table in tables:
            _remove(cursor, table, "example_id", examples)
        for table, names in rows.items():
            _remove(cursor, table, f"{_ROWS[table]}::varchar", names)
        for number, hashes in lines.items():
            _remove(cursor, "release_line", f"number = {number:d} and sha256", hashes)
        for number, manifest in manifests.items():
            cursor.execute(
                "update release set manifest = ? where number = ?",
                [canonical_json(manifest), number],
            )
        for table, column, rowid, text in changes:
            cursor.execute(f"update {table} set {column} = ? where rowid = ?", [text, rowid])
        append_rows(cursor, "erasure", [event])

    store.atomically(work)


def find_erasure(store: Store, erasure_id: str) -> Json | None:
    """What a request has removed; None when it has not been carried out."""
    rows = store.read("select report from erasure where erasure_id = ?", [erasure_id])
    return json.loads(rows[0]["report"]) if rows else None


def list_erasures(store: Store) -> list[dict[str, Any]]:
    """Every erasure, newest first: `actor`, `recorded_at` and `report`."""
    rows = store.read("select actor, recorded_at, report from erasure order by sequence desc")
    return [{**row, "report": json.loads(row["report"])} for row in rows]


def _columns(store: Store) -> dict[str, list[str]]:
    """The text columns of every table that may hold words of the data."""
    found: dict[str, list[str]] = {}
    for row in store.read(
        "select table_name, column_name from information_schema.columns join "
        "information_schema.tables using (table_catalog, table_schema, table_name) where "
        "data_type = 'VARCHAR' and table_type = 'BASE TABLE' "
        "and table_catalog = current_database() order by all"
    ):
        if row["table_name"] not in _OTHER and not _NO_WORDS.fullmatch(row["column_name"]):
            found.setdefault(row["table_name"], []).append(row["column_name"])
    return found


def _texts(
    store: Store, table: str, name: str, columns: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    count = int(store.value(f"select count(*) from {table}"))
    for offset in range(0, count, _PAGE):
        rows = store.read(
            f"select {name}::varchar as name_, {', '.join(columns)} from {table} "
            f"order by rowid limit {_PAGE} offset {offset}"
        )
        for row in rows:
            yield row.pop("name_"), [str(text) for text in row.values() if text]


def _changes(store: Store, change: Callable[[str], str]) -> Iterator[tuple[str, str, int, str]]:
    """Table, column, row and new text of what a record says and must not say any more."""
    of_examples = {*example_tables(store), *_ROWS}
    for table, columns in _columns(store).items():
        if table in of_examples:
            continue
        for column in columns:
            for row, own in _texts(store, table, "rowid", [column]):
                for text in own:
                    if (new := change(text)) != text:
                        yield table, column, int(row), new


def _remove(
    cursor: Cursor, table: str, where: str, names: Sequence[str], *, closing: str = ""
) -> None:
    if names:
        cursor.execute(
            f"delete from {table} where {where} in (select unnest(?::varchar[])){closing}",
            [list(names)],
        )
