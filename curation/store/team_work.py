"""What everybody did on a task: answers day by day with their labels, and people's own sums."""

from dataclasses import dataclass
from datetime import date, datetime

from curation.store.connection import Store

# Of a week the Monday where the days would be too many to tell apart.
_LABELS = """
with given as (
    select
        recorded_at,
        case when decision = 'reject' then 'rejected'
            else coalesce(nullif(trim(json_extract_string(answers, $path)), ''), 'accepted')
        end as label
    from review_current
    where task = $task and decision in ('accept', 'reject')
),
bounds as (
    select case when max(recorded_at)::date - min(recorded_at)::date > 60 then 'week' else 'day' end
        as part
    from given
),
common as (select label from given group by label order by count(*) desc, label limit $most)
select
    date_trunc((select part from bounds), recorded_at)::date as day,
    case when label in (select label from common) then label else 'other labels' end as label,
    count(*) as answers
from given
group by all
order by day, label
"""

_PEOPLE = """
select
    reviewer,
    count(*) as judged,
    count(*) filter (where recorded_at > $since) as lately,
    median(seconds) filter (where seconds > 0) as seconds,
    max(recorded_at) as last_at
from review_current
where task = $task and decision in ('accept', 'reject')
group by reviewer
order by reviewer
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCount:
    """How many answers of a day, or of the week that begins with it, gave a label."""

    day: date
    label: str
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWork:
    """How many examples a person judged, how many of them lately, and their usual seconds."""

    reviewer: str
    judged: int
    lately: int
    seconds: float | None
    last_at: datetime


def labels_over_time(store: Store, task: str, *, stratum: str, most: int) -> list[LabelCount]:
    """The answers that count now, by day (by week beyond 60 days) and label, oldest first.

    `stratum` is the question whose labels are told; "" tells only accepted from rejected. Labels
    beyond the `most` frequent ones are put together.
    """
    given = {"task": task, "path": f"/{stratum}", "most": most}
    return [LabelCount(**row) for row in store.read(_LABELS, given)]


def work_of_people(store: Store, task: str, *, since: datetime) -> list[PersonWork]:
    """What everybody who answered did; `lately` counts from `since` (UTC) on."""
    return [PersonWork(**row) for row in store.read(_PEOPLE, {"task": task, "since": since})]
