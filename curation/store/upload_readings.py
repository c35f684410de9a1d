"""How uploads were read, and which columns people chose for files like them."""

from datetime import datetime

from curation.store.connection import Row, Store

_ADD_READING = """
insert into upload_reading (upload_id, files, choices, mapping, note, recorded_at)
values (?, ?, ?, ?, ?, ?)
on conflict do nothing
"""

_READING = "select files, choices, mapping, note from upload_reading where upload_id = ?"

_ADD_MAPPING = """
insert into column_mapping (mapping_id, task, signature, mapping, actor, recorded_at)
values (?, ?, ?, ?, ?, ?)
on conflict do nothing
"""

_MAPPINGS = """
select signature, arg_max(mapping, sequence) as mapping
from column_mapping where task = ? group by signature
"""


def add_reading(
    store: Store,
    upload_id: str,
    *,
    files: str,
    choices: str,
    mapping: str,
    note: str,
    recorded_at: datetime,
) -> None:
    """Record how an upload is read, as JSON texts; once."""
    store.write(_ADD_READING, [upload_id, files, choices, mapping, note, recorded_at])


def get_reading(store: Store, upload_id: str) -> Row | None:
    """How an upload was read, as `add_reading` was told; None when nobody told."""
    rows = store.read(_READING, [upload_id])
    return rows[0] if rows else None


def add_mapping(
    store: Store,
    *,
    mapping_id: str,
    task: str,
    signature: str,
    mapping: str,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Save which column holds what (JSON) for files of these columns; the same id saves once."""
    store.write(_ADD_MAPPING, [mapping_id, task, signature, mapping, actor, recorded_at])


def list_mappings(store: Store, task: str) -> dict[str, str]:
    """The newest mapping of a task (JSON) by the signature of the columns."""
    return {row["signature"]: row["mapping"] for row in store.read(_MAPPINGS, [task])}
