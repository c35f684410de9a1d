"""What holds of found values by all decisions, and what is still undecided.

What was decided last holds. A request that was taken back does not count, as if never made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.privacy.finding import Action
from curation.store.connection import Store
from curation.store.decisions import Choice

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something a curator asked for that is not taken back: `what` it was, `size` values of it."""

    id: str
    what: str
    size: int
    actor: str
    reason: str
    recorded_at: datetime


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
