"""Answers of another tool that wait until their texts have passed the privacy check."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.example import canonical_json
from curation.review.decision import Decision
from curation.store.connection import Cursor, Store, append_rows

_OPEN = """
select waiting_id, example_id, reviewer, decision, answers, file, source_row
from waiting_answer_open where task = $task
"""

_LEFT_OUT = """
select file, source_row, reason
from waiting_answer join waiting_answer_end using (waiting_id)
where task = ? and reason <> ''
order by file, source_row
limit ?
"""

_READY = f"""
{_OPEN} and example_id in (
    select example_id from example_progress
    where task = $task and scan_complete and undecided = 0
    and scan_fingerprint is not distinct from $fingerprint
)
order by file, sequence
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAnswer:
    """What one person said of one example, and the record of the file that it stands in."""

    id: str
    example_id: str
    reviewer: str
    decision: Decision
    answers: Mapping[str, str]
    file: str
    row: int


def add_waiting(
    store: Store, task: str, answers: Iterable[WaitingAnswer], *, recorded_at: datetime
) -> None:
    """Keep answers until they can be added; one that waits already is left alone."""
    rows = [
        {
            "waiting_id": one.id,
            "task": task,
            "example_id": one.example_id,
            "reviewer": one.reviewer,
            "decision": str(one.decision),
            "answers": canonical_json(dict(one.answers)),
            "file": one.file,
            "source_row": one.row,
            "recorded_at": recorded_at,
        }
        for one in answers
    ]
    store.atomically(lambda cursor: append_rows(cursor, "waiting_answer", rows))


def count_waiting(store: Store, task: str) -> int:
    """How many answers of a task wait."""
    return int(store.value("select count(*) from waiting_answer_open where task = ?", [task]))


def list_ready(store: Store, task: str, *, fingerprint: str) -> list[WaitingAnswer]:
    """The waiting answers whose examples have passed the privacy check, in their files' order."""
    rows = store.read(_READY, {"task": task, "fingerprint": fingerprint})
    return [
        WaitingAnswer(
            id=row["waiting_id"],
            example_id=row["example_id"],
            reviewer=row["reviewer"],
            decision=Decision(row["decision"]),
            answers=json.loads(row["answers"]),
            file=row["file"],
            row=row["source_row"],
        )
        for row in rows
    ]


def end_waiting(
    store: Store, ended: Sequence[WaitingAnswer], why: Mapping[str, str], *, recorded_at: datetime
) -> None:
    """Let answers wait no longer; `why`, by id, says what was left out for which reason."""
    rows = [
        {"waiting_id": one.id, "reason": why.get(one.id, ""), "recorded_at": recorded_at}
        for one in ended
    ]

    def work(cursor: Cursor) -> None:
        append_rows(cursor, "waiting_answer_end", rows)

    store.atomically(work)


def list_left_out(store: Store, task: str, *, limit: int) -> list[tuple[str, int, str]]:
    """Of answers that could not be added: file, record from 1, and why; the first ones."""
    rows = store.read(_LEFT_OUT, [task, limit])
    return [(row["file"], row["source_row"], row["reason"]) for row in rows]
