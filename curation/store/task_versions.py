"""The versions of a task that was changed in the app, and which answers were given to it."""

from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Store

_VERSIONS = """
select number, body, actor, recorded_at, request_id from task_version where task = ?
order by number
"""

_GIVEN = """
with answer as (
    select answers from review_current where task = $task and decision <> 'undo'
    union all
    select answers from verdict_current where task = $task
)
select question, json_extract_string(answers, '/' || question) as given, count(*) as answers
from answer, unnest(json_keys(answers)) as named(question)
group by all
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskVersion:
    """A task as its file had it; `actor` is empty for the text from before the first change."""

    number: int
    body: str
    actor: str
    recorded_at: datetime
    request_id: str = ""


def list_task_versions(store: Store, task: str) -> list[TaskVersion]:
    """The versions that are kept, oldest first; none for a task that was never changed here."""
    return [TaskVersion(**row) for row in store.read(_VERSIONS, [task])]


def add_task_versions(store: Store, task: str, versions: list[TaskVersion]) -> None:
    """Keep versions; one whose number is taken changes nothing."""
    store.append(
        "task_version",
        [
            {
                "request_id": one.request_id,
                "task": task,
                "number": one.number,
                "body": one.body,
                "actor": one.actor,
                "recorded_at": one.recorded_at,
            }
            for one in versions
        ],
    )


def given_answers(store: Store, task: str) -> dict[str, set[str]]:
    """What was answered to each question, by reviews that count and by final answers."""
    found: dict[str, set[str]] = {}
    for row in store.read(_GIVEN, {"task": task}):
        found.setdefault(row["question"], set()).add(str(row["given"] or "").strip())
    return found
