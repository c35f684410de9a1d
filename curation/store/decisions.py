"""Decisions on found values in the store: in one example, in a task, or in the whole workspace.

What was decided last holds. A request that was taken back does not count, as if never made.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from curation.privacy.finding import Action
from curation.store.connection import Cursor, Row, Store, append_rows

_UNDECIDED = """
select entity, value_key, example_id, decided
from (
    select entity, value_key, example_id, action,
        bool_or(action <> 'undecided') over (partition by entity, value_key) as decided
    from finding_decided
    where task = $task and $entity in ('', entity)
)
where action = 'undecided'
group by all
order by entity, value_key, example_id
"""

_STANDING = """
with asked as (select unnest($keys::varchar[]) as value_key),
taken_back as (select undoes from privacy_request where undoes <> '')
select example_id, entity, value_key, arg_max(action, sequence) as action,
    max(sequence) as sequence
from finding_decision
where task in ('', $task)
  and value_key in (select value_key from asked)
  and request_id not in (select undoes from taken_back)
group by task, example_id, entity, value_key
"""

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

_REQUESTS = """
select request_id, what, size, actor, reason, recorded_at
from privacy_request
where task = $task and $actor in ('', actor) and undoes = ''
  and request_id not in (select undoes from privacy_request where undoes <> '')
order by sequence desc
limit $limit
"""

_ALLOWED = """
select entity, value_key, reason, actor, recorded_at
from finding_decision_current
where task = '' and action = 'not_pii'
order by sequence desc
limit $limit
"""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something a curator asked for that is not taken back: `what` it was, `size` values of it."""

    id: str
    what: str
    size: int
    actor: str
    reason: str
    recorded_at: datetime


class Overtaken(NamedTuple):
    """A value that somebody else has decided since the list was read."""

    value_key: str
    actor: str
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedValue:
    """An entry of the workspace's allow list: a value of one entity that is not personal."""

    entity: str
    value_key: str
    reason: str
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was decided last of some values, by example (empty: everywhere), entity and value."""

    decisions: Mapping[tuple[str, str, str], tuple[int, Action]]

    def action(self, example_id: str, entity: str, value_key: str) -> Action:
        """What holds for a value in an example."""
        told = (self.decisions.get((place, entity, value_key)) for place in ("", example_id))
        return max(filter(None, told), default=(0, Action.UNDECIDED))[1]

    def left_in(
        self, example_id: str, values: Iterable[tuple[str, str]]
    ) -> frozenset[tuple[str, str]]:
        """Those of the values, each (entity, value_key), that stay as they are in an example."""
        left = (Action.KEEP, Action.NOT_PII)
        return frozenset(value for value in values if self.action(example_id, *value) in left)


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


def list_undecided(store: Store, task: str, action: Action, *, entity: str = "") -> list[Choice]:
    """`action` for every value that waits for a decision.

    For the whole task; where a value is decided in some examples, for each of the others.
    """
    choices = {
        Choice(
            row["entity"],
            row["value_key"],
            action,
            row["example_id"] if row["decided"] else "",
        ): None
        for row in store.read(_UNDECIDED, {"task": task, "entity": entity})
    }
    return list(choices)


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


def read_standing(store: Store, task: str, value_keys: Sequence[str]) -> Standing:
    """What holds for these values in a task."""
    decisions: dict[tuple[str, str, str], tuple[int, Action]] = {}
    if value_keys:
        for row in store.read(_STANDING, {"task": task, "keys": list(dict.fromkeys(value_keys))}):
            place = row["example_id"], row["entity"], row["value_key"]
            told = row["sequence"], Action(row["action"])
            decisions[place] = max(decisions.get(place, told), told)
    return Standing(decisions=decisions)


def list_requests(store: Store, task: str, *, actor: str = "", limit: int) -> list[Request]:
    """What was asked for in a task and is not taken back, the newest first."""
    rows = store.read(_REQUESTS, {"task": task, "actor": actor, "limit": limit})
    return [
        Request(
            id=row["request_id"],
            what=row["what"],
            size=row["size"],
            actor=row["actor"],
            reason=row["reason"],
            recorded_at=row["recorded_at"],
        )
        for row in rows
    ]


def list_allowed(store: Store, *, limit: int) -> list[AllowedValue]:
    """The workspace's allow list, the newest entries first."""
    return [AllowedValue(**row) for row in store.read(_ALLOWED, {"limit": limit})]
