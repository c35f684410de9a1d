"""Trials in the store: what was given, how it was answered, and what could be given next."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from curation.example import canonical_json
from curation.review.decision import Decision, Review
from curation.review.trials import Trial, TrialKind
from curation.store.connection import Store
from curation.store.reviews import REVIEW_COLUMNS, review_of

_OWN = """
select example_id, version, kind, event, differs from trial_current
where task = $task and reviewer = $reviewer
order by sequence
"""

_RESULTS = """
select reviewer, kind, differs from trial_current
where task = $task and event = 'answered' and $reviewer in ('', reviewer)
    and (decision <> 'skip' or kind = 'first')
order by sequence
"""

# In an order that is the same for everybody, so that all are measured on the same.
_SETTLED = """
select verdict.example_id, verdict.version
from verdict_current as verdict
join example_progress as progress using (example_id)
where verdict.task = $task and verdict.actor <> $reviewer
    and progress.scan_complete and progress.undecided = 0
    and verdict.example_id not in (
        select example_id from review where task = $task and reviewer = $reviewer
    )
    and verdict.example_id not in (
        select example_id from trial where task = $task and reviewer = $reviewer
    )
order by hash(verdict.example_id), verdict.example_id
limit $limit
"""

_EARLIER = """
select review.example_id, review.version
from review_current as review
join example_progress as progress using (example_id)
where review.task = $task and review.reviewer = $reviewer
    and review.decision in ('accept', 'reject') and review.recorded_at <= $before
    and progress.scan_complete and progress.undecided = 0
    and review.example_id not in (
        select example_id from trial where task = $task and reviewer = $reviewer
    )
order by hash(review.example_id), review.example_id
limit $limit
"""

# Of each example what the person said last; a trial is an answer to an example like any other.
_DECIDED = f"""
with told as (
    select {REVIEW_COLUMNS}, sequence, null as clauses
    from review where task = $task and reviewer = $reviewer
    union all
    select request_id, task, example_id, version, reviewer, decision, answers, comment,
        '', false, false, seconds, recorded_at, sequence, clauses
    from trial where task = $task and reviewer = $reviewer and event <> 'asked'
),
newest as (
    select * from told
    qualify row_number() over (partition by example_id order by sequence desc) = 1
)
select * from newest where decision <> 'undo' order by sequence desc limit $limit
"""

_FINAL = """
select outcome as decision, answers from verdict_current where example_id = $example_id
"""

_BEFORE = """
select decision, answers from review_current
where example_id = $example_id and reviewer = $reviewer
"""


def own_trials(store: Store, task: str, reviewer: str) -> list[Trial]:
    """What was given to a person and is not outdated, in the order of the last event of each."""
    return [
        Trial(
            example_id=row["example_id"],
            version=row["version"],
            kind=TrialKind(row["kind"]),
            same=row["differs"] == "[]" if row["event"] == "answered" else None,
        )
        for row in store.read(_OWN, {"task": task, "reviewer": reviewer})
    ]


def list_results(
    store: Store, task: str, *, reviewer: str = ""
) -> dict[tuple[str, TrialKind], list[bool]]:
    """Whether each trial was answered as it is known, by person and kind, in their order.

    Of all people, or of one. A skip counts among the first examples only, as answered otherwise.
    """
    found: dict[tuple[str, TrialKind], list[bool]] = {}
    for row in store.read(_RESULTS, {"task": task, "reviewer": reviewer}):
        key = row["reviewer"], TrialKind(row["kind"])
        found.setdefault(key, []).append(row["differs"] == "[]")
    return found


def list_settled(store: Store, task: str, reviewer: str, *, limit: int) -> list[tuple[str, int]]:
    """Settled examples that this person had nothing to do with, with their versions."""
    return _pairs(store, _SETTLED, task, reviewer, {"limit": limit})


def list_earlier(
    store: Store, task: str, reviewer: str, *, before: datetime, limit: int
) -> list[tuple[str, int]]:
    """Examples that this person judged before a moment and was not given again."""
    return _pairs(store, _EARLIER, task, reviewer, {"limit": limit, "before": before})


def list_decided(
    store: Store, task: str, reviewer: str, *, limit: int
) -> list[tuple[Review, bool]]:
    """A person's newest decisions that they did not take back, newest first; True for trials.

    They may be about a version of an example that is not the newest any more. What a trial cites
    is in it, what a review cites is not.
    """
    decided = []
    for row in store.read(_DECIDED, {"task": task, "reviewer": reviewer, "limit": limit}):
        cited = row.pop("clauses")
        review = replace(review_of(row), clauses=tuple(json.loads(cited or "[]")))
        decided.append((review, cited is not None))
    return decided


def known_answer(
    store: Store, kind: TrialKind, example_id: str, reviewer: str
) -> tuple[Decision, Mapping[str, str]] | None:
    """What a trial is held against: the final answer, or the person's own; None when it is gone."""
    if kind is TrialKind.REPEAT:
        rows = store.read(_BEFORE, {"example_id": example_id, "reviewer": reviewer})
    else:
        rows = store.read(_FINAL, {"example_id": example_id})
    if not rows:
        return None
    return Decision(rows[0]["decision"]), json.loads(rows[0]["answers"])


def add_asked(
    store: Store, task: str, reviewer: str, trials: Sequence[Trial], *, recorded_at: datetime
) -> None:
    """Give these examples to a person; given twice at the same moment, they are given once."""
    store.append(
        "trial",
        [
            {
                "request_id": f"{reviewer} {one.example_id} {one.version}",
                "task": task,
                "example_id": one.example_id,
                "version": one.version,
                "reviewer": reviewer,
                "kind": str(one.kind),
                "event": "asked",
                "recorded_at": recorded_at,
            }
            for one in trials
        ],
    )


def add_answer(
    store: Store,
    trial: Trial,
    *,
    given: Review,
    differs: Sequence[str],
) -> None:
    """Keep how a trial was answered, or that the answer was taken back; repeated, nothing.

    `given` is what the person sent, as a review that is kept beside the reviews.
    """
    store.append(
        "trial",
        [
            {
                "request_id": given.id,
                "task": given.task,
                "example_id": trial.example_id,
                "version": trial.version,
                "reviewer": given.reviewer,
                "kind": str(trial.kind),
                "event": "taken back" if given.decision is Decision.UNDO else "answered",
                "decision": str(given.decision),
                "differs": json.dumps(list(differs)),
                "answers": canonical_json(dict(given.answers)),
                "comment": given.reason,
                "clauses": json.dumps(list(given.clauses)),
                "seconds": given.seconds,
                "recorded_at": given.recorded_at,
            }
        ],
    )


def is_stored(store: Store, request_id: str) -> bool:
    """True when this request was carried out before."""
    return bool(store.value("select count(*) from trial where request_id = ?", [request_id]))


def _pairs(
    store: Store, query: str, task: str, reviewer: str, more: Mapping[str, object]
) -> list[tuple[str, int]]:
    rows = store.read(query, {"task": task, "reviewer": reviewer, **more})
    return [(row["example_id"], row["version"]) for row in rows]
