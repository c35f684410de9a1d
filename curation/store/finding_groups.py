"""Findings grouped by value, riskiest first; filtered, counted and paged."""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.privacy.finding import Action, Finding
from curation.privacy.value_board import EntityCount as EntityCount
from curation.privacy.value_board import Tally, Value
from curation.privacy.value_board import Wanted as Wanted
from curation.store.connection import Row, Store
from curation.store.findings import as_finding
from curation.store.value_board import SOME_DECIDED, value_board

_FIRST = """
select example_id, path, begins, ends, entity, recognizer, value_key, sequence
from finding where sequence in (select unnest(?::bigint[]))
"""

_REPORTED = """
select example_id, path, begins, ends, entity, score, recognizer, value_key, action
from finding_decided
where task = ? and action <> 'not_pii'
order by source_file, source_row, example_id, sequence
"""

_PLACES = f"""
with {SOME_DECIDED}
select example_id, path, begins, ends, entity, score, recognizer, value_key, action
from decided
where $example_id in ('', example_id)
qualify row_number() over (
    partition by entity, value_key order by source_file, source_row, example_id, sequence
) <= $limit
order by source_file, source_row, example_id, sequence
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All findings of one value in a task; `first` is the first of its places, with the best
    score of all.
    """

    first: Finding
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFinding:
    """One place of a value, and what is done with it there."""

    finding: Finding
    action: Action


ALL = Wanted()


def list_tallies(
    store: Store, task: str, wanted: Wanted = ALL, *, limit: int, offset: int = 0
) -> tuple[list[Tally], int]:
    """A page of values, riskiest first, and how many there are on all pages."""
    with value_board(store, task) as board:
        return board.listed(wanted, first=offset, last=offset + limit), board.count(wanted)


def list_groups(store: Store, tallies: Sequence[Tally]) -> list[Group]:
    """These values with the first place of each; one whose text was erased meanwhile is missing."""
    rows = store.read(_FIRST, [[tally.first for tally in tallies]]) if tallies else []
    first = {row["sequence"]: row for row in rows}
    return [_group(tally, first[tally.first]) for tally in tallies if tally.first in first]


def list_values(store: Store, task: str, wanted: Wanted = ALL) -> list[Value]:
    """The (entity, value_key) of all values, riskiest first."""
    with value_board(store, task) as board:
        tallies = board.listed(wanted, first=0, last=len(board))
    return [(tally.entity, tally.value_key) for tally in tallies]


def is_found(store: Store, task: str, value: Value, *, example_id: str = "") -> bool:
    """True when a value stands in a task, or in one example of it."""
    if example_id:
        return bool(list_places(store, task, [value[1]], limit=1, example_id=example_id))
    return bool(find_tallies(store, task, [value]))


def find_tallies(store: Store, task: str, values: Sequence[Value]) -> list[Tally]:
    """The tallies of these values; one that was not found is missing."""
    with value_board(store, task) as board:
        return [tally for value in values if (tally := board.get(value))]


def read_counts(store: Store, task: str) -> tuple[list[EntityCount], list[str]]:
    """What was found in a task by entity, the most frequent first, and every recogniser that
    found something; nothing of the allow list.
    """
    with value_board(store, task) as board:
        return board.entities(), board.sources()


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


def _group(tally: Tally, row: Row) -> Group:
    return Group(first=as_finding({**row, "score": tally.score}), tally=tally)
