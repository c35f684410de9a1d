"""The board of a task's found values, counted once and then only where something has changed."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from curation.privacy.finding import Action
from curation.privacy.value_board import Tally, Value, ValueBoard
from curation.store.connection import Row, Store

# The findings of some values with what is decided of them, as in the view `finding_decided`, which
# is made of all findings and all decisions first.
SOME_DECIDED = """
asked as (select unnest($keys::varchar[]) as value_key),
hit as (select * from finding where value_key in (select value_key from asked)),
hit_scan as (
    select scan_id, example_id, version
    from scan
    where example_id in (select example_id from hit)
    qualify row_number() over (partition by example_id order by sequence desc) = 1
),
hit_example as (
    select example_id, version, task, source_file, source_row
    from example
    where example_id in (select example_id from hit)
    qualify row_number() over (partition by example_id order by version desc) = 1
),
undone as (select undoes from privacy_request where undoes <> ''),
standing as (
    select task, example_id, entity, value_key,
        arg_max(action, sequence) as action, max(sequence) as sequence
    from finding_decision
    where value_key in (select value_key from asked) and task in ('', $task)
      and request_id not in (select undoes from undone)
    group by all
),
decided as (
    select
        hit.*,
        hit_example.source_file,
        hit_example.source_row,
        case greatest(
            coalesce(here.sequence, 0), coalesce(everywhere.sequence, 0),
            coalesce(allowed.sequence, 0)
        )
            when 0 then 'undecided'
            when here.sequence then here.action
            when everywhere.sequence then everywhere.action
            else allowed.action
        end as action
    from hit
    join hit_scan using (scan_id)
    join hit_example
        on hit_example.example_id = hit_scan.example_id and hit_example.version = hit_scan.version
    left join (select * from standing where example_id <> '') as here
        on here.example_id = hit.example_id
        and here.entity = hit.entity and here.value_key = hit.value_key
    left join (select * from standing where task <> '' and example_id = '') as everywhere
        on everywhere.entity = hit.entity and everywhere.value_key = hit.value_key
    left join (select * from standing where task = '') as allowed
        on allowed.entity = hit.entity and allowed.value_key = hit.value_key
    where hit_example.task = $task
)
"""

# Two steps, for to count the different examples of each value in one takes twice as long.
_TALLIES = """
, in_example as (
    select
        entity,
        value_key,
        count(*) as places,
        count(*) filter (action <> 'not_pii') as reported,
        max(score) as score,
        min(sequence) as first,
        list(distinct recognizer) as sources,
        list(distinct action) as actions
    from decided
    group by entity, value_key, example_id
)
select
    entity,
    value_key,
    sum(places)::bigint as places,
    sum(reported)::bigint as reported,
    count(*) as examples,
    max(score) as score,
    min(first) as first,
    list_distinct(flatten(list(sources))) as sources,
    list_distinct(flatten(list(actions))) as actions
from in_example
group by entity, value_key
"""

_ALL = f"with decided as (select * from finding_decided where task = $task) {_TALLIES}"

_SOME = f"with {SOME_DECIDED} {_TALLIES}"

_TABLES = ("example", "scan", "finding", "finding_decision", "privacy_request")
"""What the board is made of; only erasure takes rows of these away."""

_STAND = " union all ".join(
    f"select '{table}' as name, count(*) as rows, coalesce(max(sequence), 0) as last, "
    f"count(*) filter (sequence > ${table}) as newer from {table}"
    for table in _TABLES
)

_IN_EXAMPLES = """
select distinct entity, value_key, '' as action
from finding where example_id in (select example_id from {table} where sequence > $last)
limit $limit
"""

# A decision for all examples that is the newest of its value holds in each of its places: they
# need not be counted again. What is taken back, or decided for one example, tells no such thing.
_CHANGED = {
    "example": _IN_EXAMPLES.format(table="example"),
    "scan": _IN_EXAMPLES.format(table="scan"),
    "finding": _IN_EXAMPLES.format(table="finding"),
    "finding_decision": """
        select entity, value_key,
            case arg_max(example_id, sequence)
                when '' then arg_max(action, sequence) else ''
            end as action
        from finding_decision where sequence > $last and task in ('', $task)
        group by entity, value_key
        limit $limit
        """,
    "privacy_request": """
        select distinct entity, value_key, '' as action
        from finding_decision
        where request_id in (
            select undoes from privacy_request where sequence > $last and undoes <> ''
        )
        limit $limit
        """,
}

_MOST_CHANGED = 2_000
"""With more changed values than this, counting everything anew is quicker."""


@dataclass(slots=True, kw_only=True)
class _Kept:
    """A board and what the tables held when it was made: rows and the newest event, by table."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    board: ValueBoard = field(default_factory=ValueBoard)
    rows: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)


_boards: "WeakKeyDictionary[Store, dict[str, _Kept]]" = WeakKeyDictionary()
_finding_board = threading.Lock()


@contextmanager
def value_board(store: Store, task: str) -> Iterator[ValueBoard]:
    """The board of a task as everything recorded up to now makes it; nobody else's while it holds.

    The first call counts all findings, a later one the values that something happened to since.
    """
    with _finding_board:
        kept = _boards.setdefault(store, {}).setdefault(task, _Kept())
    with kept.lock:
        _bring_up_to_date(store, task, kept)
        yield kept.board


def _bring_up_to_date(store: Store, task: str, kept: _Kept) -> None:
    # read before the findings: what happens in between is counted now and once more the next time
    stand = store.read(_STAND, {table: kept.last.get(table, 0) for table in _TABLES})
    rows = {row["name"]: row["rows"] for row in stand}
    if rows != kept.rows:
        # an event that was stored later than a newer one, or erased, shows in the number of rows
        missed = any(row["rows"] - row["newer"] != kept.rows.get(row["name"]) for row in stand)
        newer = [row["name"] for row in stand if row["newer"]]
        changed = {} if missed else _changed(store, task, kept, newer)
        if missed or len(changed) > _MOST_CHANGED:
            kept.board = ValueBoard(map(_tally, store.read(_ALL, {"task": task})))
        else:
            kept.board.settle({value: Action(to) for value, to in changed.items() if to})
            recount = [value for value, action in changed.items() if not action]
            kept.board.change(_count_some(store, task, recount))
    kept.rows = rows
    kept.last = {row["name"]: row["last"] for row in stand}


def _changed(store: Store, task: str, kept: _Kept, tables: Sequence[str]) -> dict[Value, str]:
    """The values that newer rows of these tables are about, with the action that holds in all
    places of a value; empty where its places have to be counted again.
    """
    changed: dict[Value, str] = {}
    for table in tables:
        asked: dict[str, object] = {"last": kept.last[table], "limit": _MOST_CHANGED + 1}
        if table == "finding_decision":
            asked["task"] = task
        for row in store.read(_CHANGED[table], asked):
            value = row["entity"], row["value_key"]
            changed[value] = row["action"] if changed.get(value, "new") == "new" else ""
    return changed


def _count_some(store: Store, task: str, values: Collection[Value]) -> dict[Value, Tally | None]:
    counted: dict[Value, Tally | None] = dict.fromkeys(values)
    if values:
        asked = {"task": task, "keys": list({key for _, key in values})}
        for row in store.read(_SOME, asked):
            counted[row["entity"], row["value_key"]] = _tally(row)
    return counted


def _tally(row: Row) -> Tally:
    return Tally(
        entity=row["entity"],
        value_key=row["value_key"],
        places=row["places"],
        reported=row["reported"],
        examples=row["examples"],
        score=row["score"],
        first=row["first"],
        sources=frozenset(row["sources"]),
        actions=frozenset(map(Action, row["actions"])),
    )
