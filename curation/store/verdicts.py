"""Verdicts in the store, and which examples wait for one."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from curation.example import canonical_json
from curation.review.decision import Method, Outcome, Verdict
from curation.store.connection import Row, Store

if TYPE_CHECKING:
    import pandas as pd

FIRST_SLICES = "select example_id, source_file as slice from examples"
"""What a query for slices starts from: it names the slice of each example."""

_COLUMNS = """
select verdict_id, task, example_id, version, outcome, answers, method, edited, was_reviewer,
       actor, reason, recorded_at
"""

_CURRENT = f"""{_COLUMNS}
from verdict_current
where task = ?
order by sequence
"""

_HISTORY = f"""{_COLUMNS}
from verdict
where example_id = ?
order by sequence desc
"""

_WAITING = """
select review.example_id, list(review.review_id order by review.sequence) as reviews
from review_current as review
join example_current using (example_id)
left join verdict_current as verdict using (example_id)
where review.task = $task and review.decision in ('accept', 'reject')
    and verdict.example_id is null
    and review.example_id not in (
        select unnest(from_json(start.ids, '["varchar"]'))
        from calibration as start
        where start.task = $task and start.kind = 'start' and start.round_id not in (
            select round_id from calibration where kind = 'end'
        )
    )
group by review.example_id, source_file, source_row
having count(*) >= $overlap
order by source_file, source_row, review.example_id
"""

_NEWEST = """
select greatest(
    coalesce((select max(sequence) from review where task = $task), 0),
    coalesce((select max(sequence) from example where task = $task), 0)
)
"""

_SLICES = """
select example_id, source_file as file,
    list_filter(
        from_json(suggestions, '[{"question": "varchar", "value": "varchar"}]'),
        lambda one: one.question = $stratum
    )[1].value as suggested
from example_current
where task = $task
"""


def list_verdicts(store: Store, task: str) -> list[Verdict]:
    """The verdicts that hold now, oldest first: the newest of each example's newest version."""
    return [_verdict(row) for row in store.read(_CURRENT, [task])]


def decided_again(store: Store, task: str) -> set[str]:
    """The examples of whose newest version there are two verdicts or more."""
    rows = store.read(
        "select verdict.example_id from verdict join verdict_current as newest "
        "using (example_id, version) where newest.task = ? "
        "group by verdict.example_id having count(*) > 1",
        [task],
    )
    return {row["example_id"] for row in rows}


def list_history(store: Store, example_id: str) -> list[Verdict]:
    """Every verdict an example ever had, of any version, newest first."""
    return [_verdict(row) for row in store.read(_HISTORY, [example_id])]


def add_verdicts(store: Store, verdicts: Sequence[Verdict]) -> None:
    """Add verdicts in one transaction; one whose id is there already is left alone."""
    store.append("verdict", [_row(verdict) for verdict in verdicts])


def list_waiting(store: Store, task: str, *, overlap: int) -> dict[str, tuple[str, ...]]:
    """The examples with all the answers that are wanted and no verdict, in order of source.

    Those of a calibration round wait until it is ended.
    Each with the ids of its accepting and rejecting reviews, oldest first.
    """
    rows = store.read(_WAITING, {"task": task, "overlap": overlap})
    return {row["example_id"]: tuple(row["reviews"]) for row in rows}


def read_slices(store: Store, task: str, stratum: str) -> "pd.DataFrame":
    """Where each example of a task came from, and its suggested label for the question `stratum`.

    Columns: example_id, file, suggested (missing where there is none).
    """
    return store.frame(_SLICES, {"task": task, "stratum": stratum})


def newest_review(store: Store, task: str) -> int:
    """The number of the newest event that can change a task's agreement; 0 when there is none."""
    return int(store.value(_NEWEST, {"task": task}))


def _verdict(row: Row) -> Verdict:
    return Verdict(
        id=row["verdict_id"],
        task=row["task"],
        example_id=row["example_id"],
        version=row["version"],
        outcome=Outcome(row["outcome"]),
        answers=json.loads(row["answers"]),
        method=Method(row["method"]),
        edited=row["edited"],
        was_reviewer=row["was_reviewer"],
        actor=row["actor"],
        reason=row["reason"],
        recorded_at=row["recorded_at"],
    )


def _row(verdict: Verdict) -> Row:
    return {
        "verdict_id": verdict.id,
        "task": verdict.task,
        "example_id": verdict.example_id,
        "version": verdict.version,
        "outcome": str(verdict.outcome),
        "answers": canonical_json(dict(verdict.answers)),
        "method": str(verdict.method),
        "edited": verdict.edited,
        "was_reviewer": verdict.was_reviewer,
        "actor": verdict.actor,
        "reason": verdict.reason,
        "recorded_at": verdict.recorded_at,
    }
