"""Removing a person's text: the only statements of the store that take rows away."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from curation.example import Json, canonical_json
from curation.store.connection import Cursor, Store, append_rows

_TEXTS: Mapping[str, tuple[str, str]] = {
    "example": (
        "example_id",
        "messages, answer, rejected, tools, group_key, metadata, suggestions, following, cuts, "
        "remarks, origin, source_file",
    ),
    "review": ("example_id", "answers, comment"),
    "verdict": ("example_id", "answers, reason"),
    "grade": ("example_id", "answer"),
    "fault": ("rowid", "content, file, reason"),
    "model_answer": ("answer_key", "answer"),
}
"""Where words of the data are kept: the table, the column that names a row, and those with text."""

_OF_EXAMPLES = (
    *("finding", "scan", "hand_value", "reading", "lease", "grade", "review", "verdict", "example"),
)
_PAGE = 5_000


def list_texts(store: Store, table: str) -> Iterator[tuple[str, list[str]]]:
    """Every row of a table that keeps words of the data: its name, and its texts."""
    name, columns = _TEXTS[table]
    count = int(store.value(f"select count(*) from {table}"))
    for offset in range(0, count, _PAGE):
        rows = store.read(
            f"select {name}::varchar as name, {columns} from {table} "
            f"order by rowid limit {_PAGE} offset {offset}"
        )
        for row in rows:
            yield row.pop("name"), [str(text) for text in row.values() if text]


def sources_of(store: Store, ids: Sequence[str]) -> list[str]:
    """The SHA-256 of every file that versions of these examples were read from."""
    rows = store.read(
        "select distinct source_sha256 from example where example_id in "
        "(select unnest($ids::varchar[]))",
        {"ids": list(ids)},
    )
    return sorted(row["source_sha256"] for row in rows)


def erase(
    store: Store,
    *,
    examples: Sequence[str],
    faults: Sequence[str],
    model_answers: Sequence[str],
    erasure_id: str,
    subject_key: str,
    report: Json,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Remove these examples with all that was said of them, faults and model answers; for good.

    That it was done is recorded in the same transaction; the log is folded into the file after it.
    """
    event = {
        "erasure_id": erasure_id,
        "subject_key": subject_key,
        "report": canonical_json(report),
        "actor": actor,
        "recorded_at": recorded_at,
    }

    def work(cursor: Cursor) -> None:
        for table in _OF_EXAMPLES:
            _remove(cursor, table, "example_id", examples)
        _remove(cursor, "fault", "rowid::varchar", faults)
        _remove(cursor, "model_answer", "answer_key", model_answers)
        append_rows(cursor, "erasure", [event])

    store.atomically(work)
    store.checkpoint()


def was_erased(store: Store, erasure_id: str) -> bool:
    """True when a request has been carried out already."""
    return bool(store.value("select count(*) > 0 from erasure where erasure_id = ?", [erasure_id]))


def _remove(cursor: Cursor, table: str, column: str, names: Sequence[str]) -> None:
    if names:
        cursor.execute(
            f"delete from {table} where {column} in (select unnest(?::varchar[]))", [list(names)]
        )
