"""What a task's queue is made of: open examples, events, promises and offered labels."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.review.decision import Decision, Review
from curation.review.events import APART, Judged, Promised
from curation.review.suggested import Kept
from curation.store.connection import Cursor, Row, Store, append_rows
from curation.store.reviews import add_reviews
from curation.store.suggestions import add_kept

# One row of lists: a Python dictionary for each of 100,000 examples takes ten times longer.
_OPEN = """
with newest as (
    select example_id, max(version) as version from example where task = $task group by example_id
),
scanned as (
    select scan.example_id, scan.version, scan.scan_id
    from scan
    join (select max(sequence) as sequence from scan group by example_id) using (sequence)
    join newest using (example_id, version)
    left join reading_current using (example_id, version)
    where fingerprint = $fingerprint
      and (not incomplete or reading_current.example_id is not null)
),
undecided as (
    select distinct example_id
    from finding_decided
    where task = $task
      and action = 'undecided'
      and not starts_with(path, 'review.')
      and not starts_with(path, 'verdict.')
)
select coalesce(list(example_id), []) as ids, coalesce(list(version), []) as versions
from scanned
anti join undecided using (example_id)
anti join verdict_current using (example_id)
"""

_CHANGING = (
    "example",
    "scan",
    "privacy_request",
    "verdict",
    "queue_routing",
    "asked",
    "calibration",
    "plan",
    "plan_choice",
    "reopening",
    "skill",
    "made_suggestion",
)
# One below the other: as columns of one row, planning alone takes fifteen times longer.
_MARK = " union all ".join(
    [
        "select 'examples' as name, count(*) as mark from example",
        *(f"select '{table}', max(sequence) from {table}" for table in _CHANGING),
    ]
)

# Labels are words of the data: only those of scanned examples, and none that is to be masked.
_LABELS = """
with newest as (
    select example_id, suggestions from example
    where task = $task
    qualify row_number() over (partition by example_id order by version desc) = 1
),
suggested as (
    select example_id, generate_subscripts(entries, 1) - 1 as place, unnest(entries) as entry
    from (
        select example_id,
            from_json(suggestions, '[{"question": "varchar", "value": "varchar"}]') as entries
        from newest
    )
),
masked as (
    select example_id, path from finding_decided
    where task = $task and starts_with(path, 'suggestions.') and action not in ('keep', 'not_pii')
)
select entry.value as label, count(*) as examples
from suggested
semi join scan_current using (example_id)
left join masked
    on masked.example_id = suggested.example_id
    and masked.path = 'suggestions.' || suggested.place
where entry.question = $question and entry.value <> ''
group by entry.value
having count(masked.path) = 0
order by examples desc, label
limit $limit
"""

# One trip to the store: every decision makes it.
_EVENTS = """
select sequence, example_id, version, reviewer, decision, {stance} as stance, null as expires_at
from review where task = $task and sequence > $after
union all
select sequence, example_id, version, reviewer, null, null, expires_at
from lease where task = $task and sequence > $after
"""

_JUDGED = """
select sequence, example_id, version, reviewer, decision, {stance} as stance
from review where task = $task
"""

# A promise that was let go has a later one that is over: only the newest of each pair stands.
_STANDING = """
with newest as (
    select * from lease where task = $task
    qualify row_number() over (partition by example_id, reviewer order by sequence desc) = 1
)
select sequence, example_id, version, reviewer, expires_at from newest where expires_at > $now
"""

# Two plain questions over listed ids, which the indexes answer; every decision asks. No other
# filter, grouping or join may stand beside the ids: each makes it three times as long.
_VERSIONS = """
select example_id, task, version from example where example_id in ({ids})
"""

_SETTLED = """
select example_id, version, verdict_id from verdict where example_id in ({ids})
"""

_REOPENED = "select verdict_id from reopened_verdict where verdict_id in ({ids})"

_TASKS = """
select distinct example_id, task from example where example_id in (select unnest($ids::varchar[]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleState:
    """The newest version of an example, and whether it has a verdict."""

    version: int
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Events of a queue in their order, and the sequence number of the last one."""

    events: list[Judged | Promised]
    last: int


def open_versions(store: Store, task: str, *, fingerprint: str) -> dict[str, int]:
    """The newest version of every example that may be shown to reviewers and has no verdict.

    It was scanned to the end by this scanner, and nothing found in it is undecided. What other
    reviewers wrote is not asked about: nobody is shown it.
    """
    row = store.read(_OPEN, {"task": task, "fingerprint": fingerprint})[0]
    return dict(zip(row["ids"], row["versions"], strict=True))


def open_mark(store: Store) -> frozenset[tuple[str, int | None]]:
    """A value that changes whenever `open_versions` or `list_labels` might; cheap to read."""
    return frozenset((row["name"], row["mark"]) for row in store.read(_MARK))


def list_labels(store: Store, task: str, question: str, *, limit: int) -> list[str]:
    """The labels that the data suggests for a question, the most frequent first."""
    rows = store.read(_LABELS, {"task": task, "question": question, "limit": limit})
    return [row["label"] for row in rows]


def list_events(
    store: Store, task: str, *, labels: Sequence[str] = (), after: int, now: datetime
) -> Events:
    """What happened to a task's queue after a sequence number, 0 for everything.

    `labels` are the label questions that make the stance of an answer. Of everything, the promises
    that are over are left out.
    """
    stance = _stance(labels)
    if after:
        rows = store.read(_EVENTS.format(stance=stance), {"task": task, "after": after})
    else:
        rows = store.read(_JUDGED.format(stance=stance), {"task": task})
        rows += store.read(_STANDING, {"task": task, "now": now})
    rows.sort(key=lambda row: row["sequence"])
    return Events(
        events=[_event(row) for row in rows], last=rows[-1]["sequence"] if rows else after
    )


def example_states(store: Store, task: str, ids: Sequence[str]) -> dict[str, ExampleState]:
    """How these examples of a task stand now; unknown ids are left out."""
    if not ids:
        return {}
    places = ", ".join("?" * len(ids))
    newest: dict[str, int] = {}
    for row in store.read(_VERSIONS.format(ids=places), list(ids)):
        if row["task"] == task:
            newest[row["example_id"]] = max(row["version"], newest.get(row["example_id"], 0))
    verdicts = {
        row["verdict_id"]: (row["example_id"], row["version"])
        for row in store.read(_SETTLED.format(ids=places), list(ids))
    }
    if verdicts:  # few examples that are asked about have one
        marks = ", ".join("?" * len(verdicts))
        for row in store.read(_REOPENED.format(ids=marks), list(verdicts)):
            del verdicts[row["verdict_id"]]
    settled = set(verdicts.values())
    return {
        example_id: ExampleState(version=version, settled=(example_id, version) in settled)
        for example_id, version in newest.items()
    }


def find_tasks(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The task of each of these examples; unknown ids are left out."""
    rows = store.read(_TASKS, {"ids": list(ids)})
    return {row["example_id"]: row["task"] for row in rows}


def add_events(
    store: Store,
    task: str,
    reviews: Sequence[Review],
    promises: Sequence[Promised],
    *,
    recorded_at: datetime,
    blind: Sequence[str] = (),
    told: Sequence[str] = (),
    kept: Sequence[Kept] = (),
) -> None:
    """Store reviews, then promises, in one transaction.

    `blind` are reviews without suggestion, `told` those of them after which it was told; `kept` is
    what was suggested for them.
    """
    leases = [
        {
            "lease_id": uuid.uuid4().hex,
            "task": task,
            "example_id": promise.example_id,
            "version": promise.version,
            "reviewer": promise.reviewer,
            "recorded_at": recorded_at,
            "expires_at": promise.expires_at,
        }
        for promise in promises
    ]

    def work(cursor: Cursor) -> None:
        add_reviews(cursor, reviews)
        append_rows(cursor, "lease", leases)
        append_rows(cursor, "blind_review", [{"review_id": review_id} for review_id in blind])
        append_rows(cursor, "told_suggestion", [{"review_id": review_id} for review_id in told])
        add_kept(cursor, kept)

    store.atomically(work)


def _event(row: Row) -> Judged | Promised:
    example_id, version, reviewer = row["example_id"], row["version"], row["reviewer"]
    if row.get("expires_at") is not None:
        return Promised(
            example_id=example_id,
            version=version,
            reviewer=reviewer,
            expires_at=row["expires_at"],
        )
    return Judged(
        example_id=example_id,
        version=version,
        reviewer=reviewer,
        decision=Decision(row["decision"]),
        stance=row["stance"],
    )


def _stance(labels: Sequence[str]) -> str:
    """SQL for what `stance_of` makes of a review; ids of questions are written as JSON paths."""
    paths = ["$." + json.dumps(question, ensure_ascii=False) for question in labels]
    parts = "".join(f", json_extract_string(answers, {_quoted(path)})" for path in paths)
    return f"concat_ws(chr({ord(APART)}), decision{parts})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
