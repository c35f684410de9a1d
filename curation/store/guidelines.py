"""Versions of a task's guideline, and putting back what was judged under an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Cursor, Store, append_rows

_VERSIONS = """
select version, body, note, actor, recorded_at from guideline where task = ? order by sequence
"""

_NEWEST = """
select task, arg_max(body, sequence) as body from guideline group by task
"""

_JUDGED = """
select guideline_version as version, count(distinct example_id) as examples
from review_current
where task = ? and decision in ('accept', 'reject')
group by guideline_version
"""

_JUDGED_UNDER = """
select distinct example_id from review_current
where task = ? and guideline_version = ? and decision in ('accept', 'reject')
order by example_id
"""

_CITED = """
select clause_key, list(distinct example_id order by example_id) as ids
from review_clause
join review_current using (review_id)
where task = ? and decision in ('accept', 'reject')
group by clause_key
"""

_ANSWERS = """
select example_id, version, reviewer from review_current
where task = $task and example_id in (select unnest($ids::varchar[]))
  and decision in ('accept', 'reject')
order by example_id, reviewer
"""

_VERDICTS = """
select verdict_id from verdict
where task = $task and example_id in (select unnest($ids::varchar[]))
  and verdict_id not in (select verdict_id from reopened_verdict)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A version of a guideline as it was written; `actor` is empty for the text of the file."""

    version: str
    body: str
    note: str
    actor: str
    recorded_at: datetime


def newest_guidelines(store: Store) -> dict[str, str]:
    """The guideline that was written last, by task; a task that never had one is left out."""
    return {row["task"]: row["body"] for row in store.read(_NEWEST)}


def list_guidelines(store: Store, task: str) -> list[Written]:
    """Every version of a task's guideline, the oldest first."""
    return [Written(**row) for row in store.read(_VERSIONS, [task])]


def add_guidelines(store: Store, task: str, written: Sequence[tuple[str, Written]]) -> None:
    """Keep versions, each with its request id, in their order; one that is known is left alone."""
    store.append(
        "guideline",
        [
            {
                "request_id": request_id,
                "task": task,
                "version": one.version,
                "body": one.body,
                "note": one.note,
                "actor": one.actor,
                "recorded_at": one.recorded_at,
            }
            for request_id, one in written
        ],
    )


def count_judged(store: Store, task: str) -> dict[str, int]:
    """How many examples have an answer that was given under each version of the guideline."""
    return {row["version"]: row["examples"] for row in store.read(_JUDGED, [task])}


def judged_under(store: Store, task: str, version: str) -> list[str]:
    """The examples with an answer that was given under this version and still holds."""
    return [row["example_id"] for row in store.read(_JUDGED_UNDER, [task, version])]


def list_cited(store: Store, task: str) -> dict[str, list[str]]:
    """The examples with an answer that rests on a clause and still holds, by the clause's key."""
    return {row["clause_key"]: row["ids"] for row in store.read(_CITED, [task])}


def reopen(
    store: Store,
    task: str,
    ids: Sequence[str],
    *,
    reason: str,
    guideline_version: str,
    actor: str,
    request_id: str,
    recorded_at: datetime,
) -> int:
    """Take back every answer and verdict of these examples; returns of how many, 0 if known.

    What was answered stays in the store: an undo is added for each answer.
    """
    if store.value("select count(*) from reopening where request_id = ?", [request_id]):
        return 0
    asked = {"task": task, "ids": list(ids)}
    answers = store.read(_ANSWERS, asked)
    verdicts = store.read(_VERDICTS, asked)
    undone = [
        {
            "review_id": f"{request_id}-{number}",
            "task": task,
            "example_id": row["example_id"],
            "version": row["version"],
            "reviewer": row["reviewer"],
            "decision": "undo",
            "answers": "{}",
            "comment": "",
            "guideline_version": guideline_version,
            "saw_others": False,
            "edited": False,
            "seconds": 0.0,
            "recorded_at": recorded_at,
        }
        for number, row in enumerate(answers)
    ]
    size = len({row["example_id"] for row in answers})
    event = {
        "request_id": request_id,
        "task": task,
        "reason": reason,
        "examples": size,
        "actor": actor,
        "recorded_at": recorded_at,
    }

    def work(cursor: Cursor) -> int:
        append_rows(cursor, "reopening", [event])
        append_rows(cursor, "review", undone)
        append_rows(
            cursor, "reopened_verdict", [{**row, "request_id": request_id} for row in verdicts]
        )
        return size

    return store.atomically(work)
