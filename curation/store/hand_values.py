"""Values that people found themselves, in the store: events, and the findings that follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.privacy.finding import BY_HAND, Finding
from curation.store.connection import Cursor, Row, Store, append_rows
from curation.store.decisions import Choice, append_decisions, begin_request, deciding

_CURRENT = """
select entity, value_key, example_id, version, path, begins, ends
from hand_value_current where task = ? order by sequence
"""

_SCANS = """
select scan_current.example_id, scan_id
from scan_current
join (select unnest($ids::varchar[]) as example_id) as asked using (example_id)
join example_current using (example_id)
where scan_current.version = example_current.version
"""

_GONE = """
select distinct task, entity, value_key from hand_value where request_id = ?
and (task, entity, value_key) not in (select task, entity, value_key from hand_value_current)
"""

# The newest scan of each example holds its findings: one more scan, without what is taken back.
_SCANS_WITHOUT = """
insert into scan
    (scan_id, example_id, version, edits_until, fingerprint, incomplete, recorded_at)
select $request || '/' || scan_id, example_id, scan_current.version, edits_until, fingerprint,
    incomplete, $recorded_at
from scan_current join example_current using (example_id)
where task = $task and scan_id in (
    select scan_id from finding
    where recognizer = $by_hand and entity = $entity and value_key = $value_key
)
"""

_FINDINGS_WITHOUT = """
insert into finding
    (scan_id, example_id, path, begins, ends, entity, score, recognizer, value_key)
select $request || '/' || finding.scan_id, finding.example_id, path, begins, ends, entity, score,
    recognizer, value_key
from finding
join scan on scan.scan_id = $request || '/' || finding.scan_id
where not (recognizer = $by_hand and entity = $entity and value_key = $value_key)
order by finding.sequence
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandValue:
    """A value by the place in one version of an example where a person found it."""

    entity: str
    value_key: str
    example_id: str
    version: int
    path: str
    begins: int
    ends: int


def add_hand_value(
    store: Store, request: Row, value: HandValue, findings: Sequence[Finding], choice: Choice
) -> bool:
    """Record a value found by hand, where else it stands, and what is done with it.

    False when the request is known already. Findings in examples that are not scanned are left
    out: their scan finds them.
    """

    def work(cursor: Cursor) -> bool:
        if not begin_request(cursor, request):
            return False
        place = {name: getattr(value, name) for name in HandValue.__dataclass_fields__}
        own = {"request_id": request["request_id"], "task": request["task"], **place}
        append_rows(cursor, "hand_value", [own])
        ids = list({finding.example_id for finding in findings})
        scans = dict(cursor.execute(_SCANS, {"ids": ids}).fetchall())
        append_rows(
            cursor,
            "finding",
            [
                finding_row(scans[finding.example_id], finding)
                for finding in findings
                if finding.example_id in scans
            ],
        )
        append_decisions(cursor, request, [choice])
        return True

    with deciding:
        return store.atomically(work)


def list_hand_values(store: Store, task: str) -> list[HandValue]:
    """The values found by hand in a task that are not taken back, the oldest first."""
    return [HandValue(**row) for row in store.read(_CURRENT, [task])]


def take_back(store: Store, request: Row) -> bool:
    """Record the undo of the request that `request` names; False when it is undone already.

    What the undone request had found by hand is found no longer.
    """

    def work(cursor: Cursor) -> bool:
        if not begin_request(cursor, request):
            return False
        for number, gone in enumerate(cursor.execute(_GONE, [request["undoes"]]).fetchall()):
            named = dict(zip(("task", "entity", "value_key"), gone, strict=True))
            own = {"request": f"{request['request_id']}/{number}", "by_hand": BY_HAND}
            moment = {"recorded_at": request["recorded_at"]}
            cursor.execute(_SCANS_WITHOUT, {**own, **named, **moment})
            del named["task"]
            cursor.execute(_FINDINGS_WITHOUT, {**own, **named})
        return True

    return store.atomically(work)


def finding_row(scan_id: str, finding: Finding) -> Row:
    """A finding of a scan as a row."""
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
