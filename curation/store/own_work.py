"""What one reviewer did: how much on which day, how fast, and how often it was the final answer."""

from dataclasses import dataclass
from datetime import date

from curation.store.connection import Store

_PACE = """
select median(seconds) from (
    select seconds from review
    where task = ? and reviewer = ? and decision in ('accept', 'reject') and seconds > 0
    order by sequence desc
    limit 50
)
"""

_DAYS = """
select recorded_at::date as day, count(*) as judged, sum(seconds) / 60 as minutes
from review_current
where task = ? and reviewer = ? and decision in ('accept', 'reject')
group by day
order by day desc
limit 14
"""

# A verdict that the person gave themselves says nothing about them.
_MATCHES = """
select
    verdict.method = 'adjudicated' as disputed,
    count(*) as settled,
    count(*) filter (where review.decision = verdict.outcome) as same_decision,
    count(*) filter (where review.decision = 'accept' and verdict.outcome = 'accept'
        and given is not null and final is not null) as labelled,
    count(*) filter (where review.decision = 'accept' and verdict.outcome = 'accept'
        and given = final) as same_label
from (
    select *, json_extract_string(answers, $path) as given from review_current
    where task = $task and reviewer = $reviewer and decision in ('accept', 'reject')
) review
join (
    select *, json_extract_string(answers, $path) as final from verdict_current where task = $task
) verdict using (example_id, version)
where verdict.actor <> $reviewer or verdict.method <> 'adjudicated'
group by disputed
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day's work, in UTC: how many examples, and how long they were on the screen."""

    day: date
    judged: int
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """How often a person's answer became the final one, of the examples that are settled.

    Labels are compared where the person and the final answer both accept.
    """

    settled: int = 0
    same_decision: int = 0
    labelled: int = 0
    same_label: int = 0


def median_seconds(store: Store, task: str, reviewer: str) -> float | None:
    """The median time of this person's last 50 answers; None before the first."""
    seconds = store.value(_PACE, [task, reviewer])
    return None if seconds is None else float(seconds)


def list_days(store: Store, task: str, reviewer: str) -> list[Day]:
    """This person's last 14 days with answers, the newest first."""
    return [Day(**row) for row in store.read(_DAYS, [task, reviewer])]


def count_matches(store: Store, task: str, reviewer: str, *, stratum: str) -> dict[bool, Matches]:
    """Matches with the final answers: False where all agreed, True where somebody had to decide."""
    rows = store.read(_MATCHES, {"task": task, "reviewer": reviewer, "path": f"/{stratum}"})
    return {row.pop("disputed"): Matches(**row) for row in rows}
