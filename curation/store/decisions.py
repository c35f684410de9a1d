"""Recording decisions on found values: in one example, in a task, or in the whole workspace.

Each belongs to a request, which is recorded once.
"""

import threading
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from curation.privacy.finding import Action
from curation.store.connection import Cursor, Row, Store, append_rows

# Decisions for one example are told too: who decides everywhere overrules them.
_BY_OTHERS = """
with asked as (select unnest($entities::varchar[]) as entity, unnest($keys::varchar[]) as value_key)
select value_key, arg_max(actor, sequence) as actor, arg_max(action, sequence) as action
from finding_decision semi join asked using (entity, value_key)
where sequence > $seen and actor <> $actor and task in ('', $task)
  and request_id not in (select undoes from privacy_request where undoes <> '')
group by value_key
order by value_key
"""

_NEWEST = "select coalesce(max(sequence), 0) from finding_decision"

_KNOWN = "select count(*) > 0 from privacy_request where request_id = ? or undoes = ?"

deciding = threading.Lock()
"""Held while decisions are recorded: what a person has not seen cannot be stored in between."""


class Choice(NamedTuple):
    """What is done with a value: everywhere in the task, or in one example.

    `listed` is for the workspace's allow list: an entry of it, or one that is taken off.
    """

    entity: str
    value_key: str
    action: Action
    example_id: str = ""
    listed: bool = False


class Overtaken(NamedTuple):
    """A value that somebody else has decided since the list was read."""

    value_key: str
    actor: str
    action: Action


def add_decisions(
    store: Store,
    task: str,
    choices: Sequence[Choice],
    *,
    reason: str,
    actor: str,
    request_id: str,
    recorded_at: datetime,
    seen: int | None = None,
) -> int | list[Overtaken]:
    """Record what is done with these values; returns of how many, 0 for a request known already.

    With `seen`, what `newest_decision` was when the values were read: when others have decided
    some of them since, these are returned and nothing is recorded.
    """
    if not choices:
        return 0
    request = request_row(
        task,
        request_id,
        what=str(Choice(*choices[0]).action),
        size=len(choices),
        reason=reason,
        actor=actor,
        recorded_at=recorded_at,
    )

    def work(cursor: Cursor) -> int | list[Overtaken]:
        if _is_known(cursor, request):
            return 0
        if seen is not None and (others := _decided_by_others(cursor, request, choices, seen)):
            return others
        append_rows(cursor, "privacy_request", [request])
        append_decisions(cursor, request, [Choice(*choice) for choice in choices])
        return len(choices)

    with deciding:
        return store.atomically(work)


def request_row(
    task: str,
    request_id: str,
    *,
    what: str,
    size: int,
    reason: str,
    actor: str,
    recorded_at: datetime,
    undoes: str = "",
) -> Row:
    """The row of a request, for `begin_request`."""
    return {
        "request_id": request_id,
        "task": task,
        "what": what,
        "undoes": undoes,
        "size": size,
        "reason": reason,
        "actor": actor,
        "recorded_at": recorded_at,
    }


def begin_request(cursor: Cursor, request: Row) -> bool:
    """Record a request in the transaction of a cursor; False when it is known already."""
    if _is_known(cursor, request):
        return False
    append_rows(cursor, "privacy_request", [request])
    return True


def _is_known(cursor: Cursor, request: Row) -> bool:
    asked = [request["request_id"], request["undoes"] or None]
    known = cursor.execute(_KNOWN, asked).fetchone()
    return bool(known and known[0])


def append_decisions(cursor: Cursor, request: Row, choices: Sequence[Choice]) -> None:
    """Record decisions in the transaction of a request that has begun."""
    append_rows(
        cursor,
        "finding_decision",
        [
            {
                "decision_id": "/".join(
                    (request["request_id"], choice.entity, choice.value_key, choice.example_id)
                ),
                "request_id": request["request_id"],
                "task": "" if choice.listed else request["task"],
                "example_id": choice.example_id,
                "entity": choice.entity,
                "value_key": choice.value_key,
                "action": str(choice.action),
                "reason": request["reason"],
                "actor": request["actor"],
                "recorded_at": request["recorded_at"],
            }
            for choice in choices
        ],
    )


def newest_decision(store: Store) -> int:
    """The number of the newest decision; 0 before the first."""
    with deciding:
        return int(store.value(_NEWEST))


def was_recorded(store: Store, request_id: str) -> bool:
    """True when a request has been recorded already."""
    return bool(store.value(_KNOWN, [request_id, None]))


def _decided_by_others(
    cursor: Cursor, request: Row, choices: Sequence[Choice], seen: int
) -> list[Overtaken]:
    asked = {
        "entities": [choice.entity for choice in choices],
        "keys": [choice.value_key for choice in choices],
        "seen": seen,
        "actor": request["actor"],
        "task": request["task"],
    }
    rows = cursor.execute(_BY_OTHERS, asked).fetchall()
    return [Overtaken(key, actor, Action(action)) for key, actor, action in rows]
