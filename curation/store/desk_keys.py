"""The keys that people chose for the review desk."""

import json
from collections.abc import Mapping
from datetime import datetime

from curation.store.connection import Store


def add_keys(
    store: Store, change_id: str, person_id: str, chosen: Mapping[str, str], recorded_at: datetime
) -> None:
    """Keep the keys of a person; the same change again changes nothing."""
    store.write(
        "insert into desk_keys (change_id, person_id, chosen, recorded_at) values (?, ?, ?, ?) "
        "on conflict do nothing",
        [change_id, person_id, json.dumps(dict(chosen)), recorded_at],
    )


def latest_keys(store: Store, person_id: str) -> dict[str, str]:
    """The keys that a person chose last, by action; none when they use the usual ones."""
    rows = store.read(
        "select chosen from desk_keys where person_id = ? order by sequence desc limit 1",
        [person_id],
    )
    return dict(json.loads(rows[0]["chosen"])) if rows else {}
