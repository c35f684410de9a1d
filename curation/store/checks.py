"""What checks ask of the store: who judged the examples, and whether all is as it was."""

from dataclasses import dataclass

from curation.store.connection import Store

_JUDGED = """
with judged as (
    select example_id, list(distinct reviewer) as people,
        list(distinct guideline_version) as guidelines
    from review_current
    where task = $task and decision in ('accept', 'reject')
    group by example_id
)
select example_id,
    len(list_distinct(list_concat(
        coalesce(people, []),
        if(verdict_current.method = 'adjudicated', [verdict_current.actor], [])
    ))) as people,
    coalesce(guidelines, []) as guidelines
from judged
full join (select * from verdict_current where task = $task) as verdict_current using (example_id)
"""

_STATE = """
select
    (select max(sequence) from example) as example,
    (select max(sequence) from scan) as scan,
    (select max(sequence) from privacy_request) as privacy_request,
    (select max(sequence) from review) as review,
    (select max(sequence) from verdict) as verdict,
    (select max(sequence) from reopening) as reopening,
    (select max(sequence) from erasure) as erasure,
    (select max(sequence) from traffic) as traffic
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How many people judged an example, and the versions of the guideline they were told."""

    people: int
    guidelines: tuple[str, ...]


def list_judged(store: Store, task: str) -> dict[str, Judged]:
    """Who judged each example of a task; those that nobody judged are not in it."""
    return {
        row["example_id"]: Judged(
            people=int(row["people"]), guidelines=tuple(sorted(row["guidelines"]))
        )
        for row in store.read(_JUDGED, {"task": task})
    }


def read_state(store: Store) -> tuple[int, ...]:
    """Numbers that change with every event that a check could see; 0 where there is none yet."""
    return tuple(int(value or 0) for value in store.read(_STATE)[0].values())
