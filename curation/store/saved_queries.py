"""Queries that were given a name."""

from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Store

_CURRENT = """
select query_id as id, name, query_text as sql, shared, actor, recorded_at
from saved_query_current
where query_text <> '' and (shared or actor = ?)
order by lower(name), query_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query with a name; others see it when it is `shared`."""

    id: str
    name: str
    sql: str
    shared: bool
    actor: str
    recorded_at: datetime


def list_queries(store: Store, actor: str) -> list[SavedQuery]:
    """This person's queries and the shared ones of others, by name."""
    return [SavedQuery(**row) for row in store.read(_CURRENT, [actor])]


def add_query(store: Store, query: SavedQuery, *, change_id: str) -> None:
    """Record a query, or its new text; an empty text takes it away. A known change is nothing."""
    row = {
        "change_id": change_id,
        "query_id": query.id,
        "name": query.name,
        "query_text": query.sql,
        "shared": query.shared,
        "actor": query.actor,
        "recorded_at": query.recorded_at,
    }
    store.append("saved_query", [row])
