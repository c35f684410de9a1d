"""Findings grouped by value, riskiest first; filtered, counted and paged in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.privacy.finding import Action, Finding
from curation.privacy.risk import DEFAULT_WEIGHT, WEIGHTS
from curation.store.connection import Row, Store
from curation.store.findings import as_finding

# What any place of a value is left undecided of is undecided; what is replaced in some examples
# and kept in others is listed with what is replaced. Two steps, for to count the different
# examples of each value in one takes twice as long.
_GROUPED = """
with weight as (select unnest($kinds::varchar[]) as entity, unnest($weights::double[]) as weight),
in_example as (
    select
        entity,
        value_key,
        example_id,
        count(*) as places,
        max(score) as score,
        min(sequence) as first,
        bool_or(recognizer = $source) as from_source,
        bool_or(action = 'undecided') as undecided,
        bool_or(action = 'mask') as mask,
        bool_or(action = 'keep') as keep,
        bool_or(action = 'not_pii') as not_pii
    from finding_decided
    where task = $task
      and $entity in ('', entity)
      and ($keys::varchar[] is null or value_key in (select unnest($keys::varchar[])))
    group by entity, value_key, example_id
),
found as (
    select
        entity,
        value_key,
        sum(places)::bigint as places,
        count(*) as examples,
        max(score) as best_score,
        min(first) as sequence,
        bool_or(from_source) as from_source,
        case
            when bool_or(undecided) then 'undecided'
            when bool_or(mask) then 'mask'
            when bool_or(keep) then 'keep'
            else 'not_pii'
        end as action,
        bool_or(undecided)::int + bool_or(mask)::int + bool_or(keep)::int + bool_or(not_pii)::int
            > 1 as mixed
    from in_example
    group by entity, value_key
),
chosen as (
    select found.*, coalesce(weight, $default) * best_score * examples as risk
    from found left join weight using (entity)
    where ($action = action or ($action = '' and action <> 'not_pii')
           or ($action = 'decided' and action in ('mask', 'keep')))
      and ($source = '' or from_source)
      and best_score >= $score_from and best_score < $score_below
)
"""

_PAGE = f"""
{_GROUPED},
page as (
    select *, count(*) over () as total from chosen
    order by risk desc, entity, value_key
    limit $limit offset $offset
)
select page.*, example_id, path, begins, ends, recognizer
from page join finding using (sequence)
order by risk desc, page.entity, page.value_key
"""

_COUNT = f"{_GROUPED} select count(*) from chosen"

_KEYS = f"{_GROUPED} select entity, value_key from chosen order by entity, value_key"

_REPORTED = """
select example_id, path, begins, ends, entity, score, recognizer, value_key, action
from finding_decided
where task = ? and action <> 'not_pii'
order by source_file, source_row, example_id, sequence
"""

_PLACES = """
select example_id, path, begins, ends, entity, score, recognizer, value_key, action
from finding_decided
where task = $task
  and value_key in (select unnest($keys::varchar[]))
  and $example_id in ('', example_id)
qualify row_number() over (
    partition by entity, value_key order by source_file, source_row, example_id, sequence
) <= $limit
order by source_file, source_row, example_id, sequence
"""

_ENTITIES = """
select
    entity,
    count(*) as places,
    count(distinct value_key) as found_values,
    count(distinct value_key) filter (action = 'undecided') as undecided
from finding_decided
where task = ? and action <> 'not_pii'
group by entity
order by places desc, entity
"""

_SOURCES = """
select distinct recognizer from finding_decided where task = ? and action <> 'not_pii' order by all
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCount:
    """How often an entity was found in a task: places, different values, and undecided values."""

    entity: str
    places: int
    values: int
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All findings of one value in a task; `first` is the first of its `places`, with the best
    score of all. `mixed` when not all of its places are decided alike.
    """

    first: Finding
    action: Action
    mixed: bool
    places: int
    examples: int
    risk: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which values to list; what is empty takes all that are not on the allow list.

    `action` is one of `Action`, or "decided" for all that is replaced or kept. `score_from` is
    included, `score_below` is not. `value_keys` limits the list to these values.
    """

    entity: str = ""
    action: str = ""
    source: str = ""
    score_from: float = 0.0
    score_below: float = 2.0
    value_keys: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFinding:
    """One place of a value, and what is done with it there."""

    finding: Finding
    action: Action


ALL = Wanted()


def list_groups(
    store: Store, task: str, wanted: Wanted = ALL, *, limit: int, offset: int = 0
) -> tuple[list[Group], int]:
    """A page of values, riskiest first, and how many there are on all pages.

    A page behind the last one is empty and counts none.
    """
    rows = store.read(_PAGE, {**_asked(task, wanted), "limit": limit, "offset": offset})
    return [_group(row) for row in rows], rows[0]["total"] if rows else 0


def count_groups(store: Store, task: str, wanted: Wanted = ALL) -> int:
    """How many different values there are."""
    return int(store.value(_COUNT, _asked(task, wanted)))


def list_values(store: Store, task: str, wanted: Wanted = ALL) -> list[tuple[str, str]]:
    """The (entity, value_key) of all values."""
    rows = store.read(_KEYS, _asked(task, wanted))
    return [(row["entity"], row["value_key"]) for row in rows]


def list_reported(store: Store, task: str) -> list[DecidedFinding]:
    """Every finding of a task that is not on the allow list, in order of source and place."""
    return [
        DecidedFinding(finding=as_finding(row), action=Action(row["action"]))
        for row in store.read(_REPORTED, [task])
    ]


def list_places(
    store: Store, task: str, value_keys: Sequence[str], *, limit: int, example_id: str = ""
) -> list[DecidedFinding]:
    """The first places of each of these values, at most `limit` of each; of one example or all."""
    asked = {
        "task": task, "keys": list(value_keys), "limit": limit, "example_id": example_id
    }  # fmt: skip
    return [
        DecidedFinding(finding=as_finding(row), action=Action(row["action"]))
        for row in store.read(_PLACES, asked)
    ]


def count_entities(store: Store, task: str) -> list[EntityCount]:
    """What was found in a task by entity, the most frequent first."""
    return [
        EntityCount(
            entity=row["entity"],
            places=row["places"],
            values=row["found_values"],
            undecided=row["undecided"],
        )
        for row in store.read(_ENTITIES, [task])
    ]


def list_sources(store: Store, task: str) -> list[str]:
    """Every recogniser that found something in a task."""
    return [row["recognizer"] for row in store.read(_SOURCES, [task])]


def _asked(task: str, wanted: Wanted) -> dict[str, object]:
    return {
        "task": task,
        "entity": wanted.entity,
        "action": wanted.action,
        "source": wanted.source,
        "score_from": wanted.score_from,
        "score_below": wanted.score_below,
        "keys": None if wanted.value_keys is None else list(wanted.value_keys),
        "kinds": list(WEIGHTS),
        "weights": list(WEIGHTS.values()),
        "default": DEFAULT_WEIGHT,
    }


def _group(row: Row) -> Group:
    return Group(
        first=as_finding({**row, "score": row["best_score"]}),
        action=Action(row["action"]),
        mixed=row["mixed"],
        places=row["places"],
        examples=row["examples"],
        risk=row["risk"],
    )
