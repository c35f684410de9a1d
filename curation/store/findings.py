"""Scans and findings in the store."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.privacy.finding import Finding
from curation.privacy.scan import Edit, Scan
from curation.privacy.span import Span
from curation.store.connection import Row, Store, append_rows
from curation.store.hand_values import finding_row

_UNSCANNED = """
select example_id
from example_progress
where task = $task and (scan_fingerprint is distinct from $fingerprint or not scan_complete)
order by source_file, source_row, example_id
"""

_IS_SCANNED = """
select fingerprint = $fingerprint and (not incomplete or reading_current.example_id is not null)
from scan
left join reading_current using (example_id, version)
where example_id = $example_id and version = $version
order by scan.sequence desc
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

_INCOMPLETE = """
select count(*)
from example_progress
where task = $task and scan_version = version and scan_fingerprint = $fingerprint
  and scan_incomplete and not read_by_hand
"""

_STALE = """
select
    case
        when scan_fingerprint is null then 'new'
        when scan_version is distinct from version or scan_edits_until < edits_until then 'changed'
        when scan_fingerprint <> $fingerprint then 'scanner'
        else 'incomplete'
    end as why,
    count(*) as examples
from example_progress
where task = $task and (scan_fingerprint is distinct from $fingerprint or not scan_complete)
group by why
"""

_UNREAD = """
select example_id
from example_progress
where task = $task and scan_fingerprint = $fingerprint and scan_version = version
  and scan_edits_until >= edits_until and scan_incomplete and not read_by_hand
order by source_file, source_row, example_id
limit $limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """How many examples wait for a scan, and why: never scanned, text changed since, scanned by
    another scanner, or not scanned to the end and not read by a person.
    """

    new: int = 0
    changed: int = 0
    scanner: int = 0
    incomplete: int = 0

    @property
    def total(self) -> int:
        """All that a scan would look at."""
        return self.new + self.changed + self.scanner + self.incomplete


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
            [finding_row(scan.id, finding) for scan in scans for finding in scan.findings],
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
    return [as_finding(row) for row in rows]


def count_incomplete(store: Store, task: str, *, fingerprint: str) -> int:
    """How many examples this scanner could not scan to the end."""
    return int(store.value(_INCOMPLETE, {"task": task, "fingerprint": fingerprint}))


def count_stale(store: Store, task: str, *, fingerprint: str) -> Stale:
    """How many examples of a task have no complete scan by this scanner, by reason."""
    rows = store.read(_STALE, {"task": task, "fingerprint": fingerprint})
    return Stale(**{row["why"]: row["examples"] for row in rows})


def list_unread(store: Store, task: str, *, fingerprint: str, limit: int) -> list[str]:
    """The examples that this scanner could not scan to the end and nobody has read."""
    asked = {"task": task, "fingerprint": fingerprint, "limit": limit}
    return [row["example_id"] for row in store.read(_UNREAD, asked)]


def _span(begins: int, ends: int, entity: str, score: float, recognizer: str) -> Span:
    return Span(begins=begins, ends=ends, entity=entity, score=score, recognizer=recognizer)


def as_finding(row: Row) -> Finding:
    """The finding in a row of its columns."""
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
