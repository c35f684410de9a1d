"""What is said about examples beside the answers, in the store."""

from collections.abc import Sequence
from datetime import datetime

from curation.review.discussion import Kind, Remark, Spoken
from curation.store.connection import Row, Store

_SAID = """
select event_id, example_id, kind, about, comment, actor, recorded_at
from discussion
where example_id in (select unnest($ids::varchar[]))
order by sequence
"""

_FLAGGED = """
with newest as (
    select example_id, task, kind, sequence from discussion
    where kind in ('flag', 'resolve')
    qualify row_number() over (partition by example_id order by sequence desc) = 1
)
select example_id from newest where task = ? and kind = 'flag' order by sequence
"""

_DISCUSSED = "select distinct example_id from discussion where task = ? order by example_id"


def add_remark(
    store: Store, task: str, remark: Remark, *, actor: str, recorded_at: datetime
) -> None:
    """Keep what one person said; the same remark again changes nothing."""
    store.write(
        "insert into discussion (event_id, task, example_id, kind, about, comment, actor, "
        "recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        [
            *(remark.id, task, remark.example_id, str(remark.kind), remark.about, remark.text),
            *(actor, recorded_at),
        ],
    )


def list_said(store: Store, ids: Sequence[str]) -> dict[str, list[Spoken]]:
    """Everything said about these examples, by example, in the order of saying."""
    said: dict[str, list[Spoken]] = {}
    for row in store.read(_SAID, {"ids": list(ids)}):
        said.setdefault(row["example_id"], []).append(_spoken(row))
    return said


def list_flagged(store: Store, task: str) -> list[str]:
    """The examples that are flagged for discussion, the longest waiting first."""
    return [row["example_id"] for row in store.read(_FLAGGED, [task])]


def list_discussed(store: Store, task: str) -> list[str]:
    """The examples of a task about which anything was said."""
    return [row["example_id"] for row in store.read(_DISCUSSED, [task])]


def _spoken(row: Row) -> Spoken:
    return Spoken(
        remark=Remark(
            id=row["event_id"],
            example_id=row["example_id"],
            kind=Kind(row["kind"]),
            text=row["comment"],
            about=row["about"],
        ),
        actor=row["actor"],
        recorded_at=row["recorded_at"],
    )
