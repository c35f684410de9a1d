"""Decisions on found values in the store: each holds for one value of one entity in a task."""

from collections.abc import Sequence
from datetime import datetime

from curation.privacy.finding import Action
from curation.store.connection import Store

_UNDECIDED = """
select distinct entity, value_key
from finding_decided
where task = $task and $entity in ('', entity) and action = 'undecided'
order by entity, value_key
"""

_KEPT = """
select entity, value_key from finding_decision_current where task = ? and action = 'keep'
"""

_BEFORE = """
with standing as (
    select decision.entity, decision.value_key, decision.sequence
    from finding_decision_current as decision
    where decision.task = $task and decision.request_id = $decided
)
select
    standing.entity,
    standing.value_key,
    coalesce(arg_max(earlier.action, earlier.sequence), 'undecided') as action
from standing
left join finding_decision as earlier
    on earlier.task = $task
    and earlier.entity = standing.entity
    and earlier.value_key = standing.value_key
    and earlier.sequence < standing.sequence
group by standing.entity, standing.value_key
order by standing.entity, standing.value_key
"""

_EXISTS = "select count(*) > 0 from finding_decision where request_id = ?"

Choice = tuple[str, str, Action]
"""An entity, the key of a value, and what is done with it."""


def add_decisions(
    store: Store,
    task: str,
    choices: Sequence[Choice],
    *,
    reason: str,
    actor: str,
    request_id: str,
    recorded_at: datetime,
) -> None:
    """Record what is done with these values; the same request sent twice is recorded once."""
    store.append(
        "finding_decision",
        [
            {
                "decision_id": f"{request_id}/{entity}/{value_key}",
                "request_id": request_id,
                "task": task,
                "entity": entity,
                "value_key": value_key,
                "action": str(action),
                "reason": reason,
                "actor": actor,
                "recorded_at": recorded_at,
            }
            for entity, value_key, action in choices
        ],
    )


def was_recorded(store: Store, request_id: str) -> bool:
    """True when a request has been recorded already."""
    return bool(store.value(_EXISTS, [request_id]))


def list_undecided(store: Store, task: str, *, entity: str = "") -> list[tuple[str, str]]:
    """Every (entity, value_key) of a task that waits for a decision."""
    rows = store.read(_UNDECIDED, {"task": task, "entity": entity})
    return [(row["entity"], row["value_key"]) for row in rows]


def list_kept(store: Store, task: str) -> frozenset[tuple[str, str]]:
    """Every (entity, value_key) of a task that is to be left as it is."""
    return frozenset((row["entity"], row["value_key"]) for row in store.read(_KEPT, [task]))


def list_before(store: Store, task: str, *, decided: str) -> list[Choice]:
    """What held before the request `decided`, for the values where nothing newer holds."""
    rows = store.read(_BEFORE, {"task": task, "decided": decided})
    return [(row["entity"], row["value_key"], Action(row["action"])) for row in rows]
