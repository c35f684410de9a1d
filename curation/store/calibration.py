"""Calibration rounds in the store, and the answers given before and after the talk."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from curation.review.calibration import Round
from curation.store.connection import Store

if TYPE_CHECKING:
    import pandas as pd

_ROUNDS = """
with starts as (select * from calibration where task = $task and kind = 'start'),
talks as (
    select round_id, min(sequence) as discussed from calibration
    where kind = 'discuss' group by round_id
),
ends as (
    select round_id, arg_max(note, sequence) as note,
        arg_max(guideline_version, sequence) as guideline_after
    from calibration where kind = 'end' group by round_id
)
select starts.round_id, starts.ids, starts.people, starts.deadline, starts.recorded_at,
    starts.guideline_version, coalesce(discussed, 0) as discussed, coalesce(ends.note, '') as note,
    coalesce(guideline_after, '') as guideline_after, ends.round_id is not null as ended
from starts
left join talks using (round_id)
left join ends using (round_id)
order by starts.sequence desc
"""

# The last answer of each person before the talk ($until), or of all time when that is 0.
_ANSWERS = """
select example_id as item, reviewer, decision,
    json_extract_string(answers, '/' || $question) as answer
from review
where task = $task and example_id in (select unnest($ids::varchar[]))
    and ($until = 0 or sequence < $until)
qualify row_number() over (partition by example_id, reviewer order by sequence desc) = 1
"""


def list_rounds(store: Store, task: str) -> list[Round]:
    """Every round of a task, the newest first."""
    return [
        Round(
            id=row["round_id"],
            ids=tuple(json.loads(row["ids"])),
            people=row["people"],
            deadline=row["deadline"],
            started_at=row["recorded_at"],
            guideline_before=row["guideline_version"],
            guideline_after=row["guideline_after"],
            discussed=row["discussed"],
            note=row["note"],
            ended=row["ended"],
        )
        for row in store.read(_ROUNDS, {"task": task})
    ]


def round_answers(
    store: Store, task: str, ids: Sequence[str], question: str, *, until: int
) -> "pd.DataFrame":
    """What each person said of these examples: item, reviewer, decision, answer.

    With `until`, their last word before that event.
    """
    return store.frame(
        _ANSWERS, {"task": task, "ids": list(ids), "question": question, "until": until}
    )


def judged_examples(store: Store, task: str) -> set[str]:
    """The examples of a task that anybody has judged, or that a round had."""
    rows = store.read(
        "select distinct example_id from review where task = ? "
        "union select unnest(from_json(ids, '[\"varchar\"]')) from calibration where task = ?",
        [task, task],
    )
    return {row["example_id"] for row in rows}


def add_event(
    store: Store,
    task: str,
    round_id: str,
    kind: str,
    *,
    event_id: str,
    actor: str,
    guideline_version: str,
    recorded_at: datetime,
    ids: Sequence[str] = (),
    people: int = 0,
    deadline: datetime | None = None,
    note: str = "",
) -> None:
    """Add an event of a round; the same event again changes nothing."""
    store.append(
        "calibration",
        [
            {
                "event_id": event_id,
                "task": task,
                "round_id": round_id,
                "kind": kind,
                "ids": json.dumps(list(ids)),
                "people": people,
                "deadline": deadline,
                "guideline_version": guideline_version,
                "note": note,
                "actor": actor,
                "recorded_at": recorded_at,
            }
        ],
    )
