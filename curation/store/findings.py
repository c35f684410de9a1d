"""Scans and findings in the store; groups of equal values are paged in SQL."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.privacy.finding import Action, Finding
from curation.privacy.scan import Edit, Scan
from curation.privacy.span import Span
from curation.store.connection import Row, Store, append_rows

_UNSCANNED = """
select example_id
from example_progress
where task = $task and (scan_fingerprint is distinct from $fingerprint or not scan_complete)
order by source_file, source_row, example_id
"""

_IS_SCANNED = """
select fingerprint = $fingerprint and not incomplete as scanned
from scan
where example_id = $example_id and version = $version
order by sequence desc
limit 1
"""

_EDITS = """
select example_id, 'review.' || reviewer || '.' as path, answers, sequence
from review_current
where edited and list_contains($ids, example_id)
union all
select example_id, 'verdict.' as path, answers, sequence
from verdict_current
where edited and list_contains($ids, example_id)
order by example_id, sequence
"""

_KNOWN = """
select text_key, spans from text_scan
where fingerprint = $fingerprint and list_contains($keys, text_key)
"""

_FINDINGS = """
select example_id, path, begins, ends, entity, score, recognizer, value_key
from finding_decided
where task = $task
order by source_file, source_row, example_id, sequence
"""

# The same for a few examples, from the tables: the view is made of all findings first.
_FINDINGS_OF = """
with asked as (
    select example_id, version, task, source_file, source_row
    from example
    where example_id in (select unnest($ids::varchar[]))
    qualify row_number() over (partition by example_id order by version desc) = 1
),
newest as (
    select scan_id, example_id, version
    from scan
    where example_id in (select unnest($ids::varchar[]))
    qualify row_number() over (partition by example_id order by sequence desc) = 1
),
scanned as (
    select scan_id, source_file, source_row
    from newest
    join asked using (example_id, version)
    where task = $task
)
select example_id, path, begins, ends, entity, score, recognizer, value_key
from finding
join scanned using (scan_id)
where example_id in (select unnest($ids::varchar[]))
order by source_file, source_row, example_id, sequence
"""

_ENTITIES = """
select
    entity,
    count(*) as places,
    count(distinct value_key) as found_values,
    count(distinct value_key) filter (action = 'undecided') as undecided
from finding_decided
where task = ?
group by entity
order by places desc, entity
"""

_INCOMPLETE = """
select count(*)
from example_current
join scan_current using (example_id)
where task = $task
  and scan_current.version = example_current.version
  and fingerprint = $fingerprint
  and incomplete
"""

_GROUPS = """
select
    entity,
    value_key,
    action,
    count(*) over same_value as places,
    count(distinct example_id) over same_value as examples,
    max(score) over same_value as best_score,
    example_id,
    path,
    begins,
    ends,
    recognizer
from finding_decided
where task = $task
  and $entity in ('', entity)
  and $action in ('', action)
window same_value as (partition by entity, value_key)
qualify row_number() over (
    partition by entity, value_key order by source_file, source_row, example_id, sequence
) = 1
order by examples desc, entity, value_key
limit $limit offset $offset
"""

_GROUP_COUNT = """
select count(distinct (entity, value_key))
from finding_decided
where task = $task and $entity in ('', entity) and $action in ('', action)
"""

_PLACES = """
select example_id, path, begins, ends, entity, score, recognizer, value_key
from finding_decided
where task = $task and entity = $entity and value_key = $value_key
order by source_file, source_row, example_id, sequence
limit $limit
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
    """All findings of one value in a task; `first` is the first of its `places`."""

    first: Finding
    action: Action
    places: int
    examples: int


def list_unscanned(store: Store, task: str, *, fingerprint: str) -> list[str]:
    """The examples that have no complete scan by this scanner, in the order of their source."""
    rows = store.read(_UNSCANNED, {"task": task, "fingerprint": fingerprint})
    return [row["example_id"] for row in rows]


def is_scanned(store: Store, example_id: str, version: int, *, fingerprint: str) -> bool:
    """True when this version was last scanned to its end by the scanner of this fingerprint."""
    asked = {"example_id": example_id, "version": version, "fingerprint": fingerprint}
    return bool(store.value(_IS_SCANNED, asked))


def list_edits(store: Store, ids: Sequence[str]) -> list[Edit]:
    """Every answer in the current edited reviews and verdicts of these examples."""
    return [
        Edit(
            example_id=row["example_id"],
            path=f"{row['path']}{question}",
            text=answer,
            sequence=row["sequence"],
        )
        for row in store.read(_EDITS, {"ids": list(ids)})
        for question, answer in sorted(json.loads(row["answers"]).items())
    ]


def get_spans(store: Store, keys: Sequence[str], *, fingerprint: str) -> dict[str, list[Span]]:
    """What this scanner found in texts that it has seen before, by the key of the text."""
    rows = store.read(_KNOWN, {"keys": list(keys), "fingerprint": fingerprint})
    return {row["text_key"]: [_span(*entry) for entry in json.loads(row["spans"])] for row in rows}


def add_scans(
    store: Store,
    scans: Sequence[Scan],
    spans: Mapping[str, Sequence[Span]],
    *,
    fingerprint: str,
    recorded_at: datetime,
) -> None:
    """Store a batch of scans with their findings, and the spans of texts first seen."""
    with store.transaction() as cursor:
        append_rows(cursor, "scan", [_scan_row(scan, recorded_at) for scan in scans])
        append_rows(
            cursor,
            "finding",
            [_finding_row(scan.id, finding) for scan in scans for finding in scan.findings],
        )
        append_rows(
            cursor,
            "text_scan",
            [
                {
                    "text_key": key,
                    "fingerprint": fingerprint,
                    "spans": json.dumps(
                        [[s.begins, s.ends, s.entity, s.score, s.recognizer] for s in found]
                    ),
                    "recorded_at": recorded_at,
                }
                for key, found in spans.items()
            ],
        )


def list_findings(store: Store, task: str, *, ids: Sequence[str] | None = None) -> list[Finding]:
    """The findings in the newest versions of a task's examples, in order of source and place."""
    rows = (
        store.read(_FINDINGS, {"task": task})
        if ids is None
        else store.read(_FINDINGS_OF, {"task": task, "ids": list(ids)})
    )
    return [_finding(row) for row in rows]


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


def count_incomplete(store: Store, task: str, *, fingerprint: str) -> int:
    """How many examples this scanner could not scan to the end."""
    return int(store.value(_INCOMPLETE, {"task": task, "fingerprint": fingerprint}))


def list_groups(
    store: Store, task: str, *, entity: str = "", action: str = "", limit: int, offset: int = 0
) -> list[Group]:
    """Findings grouped by value, values in most examples first; empty filters take all."""
    rows = store.read(
        _GROUPS,
        {"task": task, "entity": entity, "action": action, "limit": limit, "offset": offset},
    )
    return [
        Group(
            first=_finding({**row, "score": row["best_score"]}),
            action=Action(row["action"]),
            places=row["places"],
            examples=row["examples"],
        )
        for row in rows
    ]


def count_groups(store: Store, task: str, *, entity: str = "", action: str = "") -> int:
    """How many different values there are under these filters."""
    return int(store.value(_GROUP_COUNT, {"task": task, "entity": entity, "action": action}))


def list_places(
    store: Store, task: str, *, entity: str, value_key: str, limit: int
) -> list[Finding]:
    """The first places of one value."""
    rows = store.read(
        _PLACES, {"task": task, "entity": entity, "value_key": value_key, "limit": limit}
    )
    return [_finding(row) for row in rows]


def _span(begins: int, ends: int, entity: str, score: float, recognizer: str) -> Span:
    return Span(begins=begins, ends=ends, entity=entity, score=score, recognizer=recognizer)


def _finding(row: Row) -> Finding:
    return Finding(
        example_id=row["example_id"],
        path=row["path"],
        begins=row["begins"],
        ends=row["ends"],
        entity=row["entity"],
        score=row["score"],
        recognizer=row["recognizer"],
        value_key=row["value_key"],
    )


def _scan_row(scan: Scan, recorded_at: datetime) -> Row:
    return {
        "scan_id": scan.id,
        "example_id": scan.example_id,
        "version": scan.version,
        "edits_until": scan.edits_until,
        "fingerprint": scan.fingerprint,
        "incomplete": scan.incomplete,
        "recorded_at": recorded_at,
    }


def _finding_row(scan_id: str, finding: Finding) -> Row:
    return {
        "scan_id": scan_id,
        "example_id": finding.example_id,
        "path": finding.path,
        "begins": finding.begins,
        "ends": finding.ends,
        "entity": finding.entity,
        "score": finding.score,
        "recognizer": finding.recognizer,
        "value_key": finding.value_key,
    }
