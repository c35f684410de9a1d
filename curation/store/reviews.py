"""Reviews in the store: adding, reading and the long table of answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from curation.review.decision import Decision, Review
from curation.store.connection import Cursor, Row, Store, append_rows

REVIEW_COLUMNS = """review_id, task, example_id, version, reviewer, decision, answers, comment,
    guideline_version, saw_others, edited, seconds, recorded_at"""
"""What `review_of` makes a review of."""

_REVIEWS = f"""
select {REVIEW_COLUMNS}
from review_current
where task = $task
  and $reviewer in ('', reviewer)
  and ($ids is null or list_contains($ids, example_id))
order by sequence
"""

_RECENT = f"""
with own as (
    select * from review
    where task = $task and reviewer = $reviewer
    qualify row_number() over (partition by example_id order by sequence desc) = 1
)
select {REVIEW_COLUMNS} from own
where decision <> 'undo'
order by sequence desc
limit $limit
"""

_COUNTS = """
select reviewer, count(*) as reviews
from review_current
where task = ? and decision in ('accept', 'reject')
group by reviewer
order by reviewer
"""


_REASONS = """
select decision, comment as reason, count(*) as times, min(example_id) as example_id
from review_current
where task = ? and decision in ('reject', 'skip') and comment <> ''
group by decision, reason
order by times desc, decision, reason
limit 100
"""


_CLAUSES = """
select review_id, clause_key from review_clause
where review_id in (select unnest($ids::varchar[]))
order by review_id, clause_key
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How often a reason was given for one decision, and one example that it was given for."""

    decision: Decision
    reason: str
    times: int
    example_id: str


_AT_ONCE = 50
"""Rows in one insert: planning takes longer with each of them."""


def list_reviews(
    store: Store, task: str, *, reviewer: str | None = None, ids: Sequence[str] | None = None
) -> list[Review]:
    """The current reviews of a task in the order of giving, skips included.

    Current is the newest of a person about the newest version of an example, not taken back.
    """
    rows = store.read(
        _REVIEWS,
        {"task": task, "reviewer": reviewer or "", "ids": None if ids is None else list(ids)},
    )
    return [review_of(row) for row in rows]


def list_recent(store: Store, task: str, reviewer: str, *, limit: int) -> list[Review]:
    """A reviewer's newest decisions that they did not take back, newest first.

    They may be about a version of an example that is not the newest any more.
    """
    rows = store.read(_RECENT, {"task": task, "reviewer": reviewer, "limit": limit})
    return [review_of(row) for row in rows]


def count_by_reviewer(store: Store, task: str) -> dict[str, int]:
    """How many examples each reviewer has accepted or rejected."""
    return {row["reviewer"]: int(row["reviews"]) for row in store.read(_COUNTS, [task])}


def count_reasons(store: Store, task: str) -> list[ReasonCount]:
    """The reasons of current rejects and skips, the most frequent first; at most 100."""
    return [
        ReasonCount(
            decision=Decision(row["decision"]),
            reason=row["reason"],
            times=row["times"],
            example_id=row["example_id"],
        )
        for row in store.read(_REASONS, [task])
    ]


def list_clauses(store: Store, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The keys of the clauses that these reviews cite; a review that cites none is left out."""
    cited: dict[str, tuple[str, ...]] = {}
    for row in store.read(_CLAUSES, {"ids": list(ids)}) if ids else ():
        cited[row["review_id"]] = (*cited.get(row["review_id"], ()), row["clause_key"])
    return cited


def find_stored(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """Those of these request ids that are stored already, each with its reviewer."""
    if not ids:
        return {}
    places = ", ".join("?" * len(ids))
    rows = store.read(
        f"select review_id, reviewer from review where review_id in ({places})", list(ids)
    )
    return {row["review_id"]: row["reviewer"] for row in rows}


def add_reviews(cursor: Cursor, reviews: Sequence[Review]) -> None:
    """Add reviews on a cursor in a transaction, none of which is there (see `find_stored`).

    A plain insert takes a third of the time of one that may meet its key: this is the statement
    that every reviewer waits for.
    """
    for start in range(0, len(reviews), _AT_ONCE):
        rows = [_row(review) for review in reviews[start : start + _AT_ONCE]]
        places = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
        cursor.execute(
            f"insert into review ({', '.join(rows[0])}) values {places}",
            [value for row in rows for value in row.values()],
        )
    append_rows(
        cursor,
        "review_clause",
        [
            {"review_id": review.id, "clause_key": key}
            for review in reviews
            for key in review.clauses
        ],
    )


def _row(review: Review) -> Row:
    return {
        "review_id": review.id,
        "task": review.task,
        "example_id": review.example_id,
        "version": review.version,
        "reviewer": review.reviewer,
        "decision": str(review.decision),
        "answers": json.dumps(dict(review.answers), ensure_ascii=False, sort_keys=True),
        "comment": review.reason,  # the column is older than comments on examples
        "guideline_version": review.guideline_version,
        "saw_others": review.saw_others,
        "edited": review.edited,
        "seconds": review.seconds,
        "recorded_at": review.recorded_at,
    }


def review_of(row: Row) -> Review:
    """The review in a row that has its columns."""
    return Review(
        id=row["review_id"],
        task=row["task"],
        example_id=row["example_id"],
        version=row["version"],
        reviewer=row["reviewer"],
        decision=Decision(row["decision"]),
        answers=json.loads(row["answers"]),
        reason=row["comment"],
        guideline_version=row["guideline_version"],
        saw_others=row["saw_others"],
        edited=row["edited"],
        seconds=row["seconds"],
        recorded_at=row["recorded_at"],
    )
