"""The answers that figures of agreement are made of, in one pass over the reviews."""

import pandas as pd

from curation.store.connection import Store

# Routed is an answer that was asked for because it tells much, or because the first ones differed:
# such examples are harder than most.
_ANSWERS = """
with numbered as (
    select *, row_number() over (partition by example_id order by sequence) as place
    from review_current
    where task = $task and decision in ('accept', 'reject')
),
further as (
    select min(sequence) as since
    from queue_routing
    where task = $task and cast(routing ->> 'extra' as integer) > 0
),
blind as (
    select numbered.* from numbered, further
    where not saw_others
        and ($with_routed or not (
            coalesce(place > $overlap and numbered.sequence > further.since, false)
            or exists (
                from asked
                where asked.example_id = numbered.example_id
                    and asked.reviewer = numbered.reviewer
                    and not asked.at_random and asked.sequence < numbered.sequence
            )
        ))
        and not exists (
            from calibration as start
            join calibration as talk using (round_id)
            where start.kind = 'start' and talk.kind = 'discuss' and start.task = $task
                and talk.sequence < numbered.sequence
                and list_contains(from_json(start.ids, '["varchar"]'), numbered.example_id)
        )
),
given as (
    select sequence, 0 as rank, 'decision' as question, decision as value from blind
    union all
    select sequence, 1, entry.key, entry.value
    from (
        select sequence, unnest(map_entries(from_json(answers, '"map(varchar, varchar)"'))) as entry
        from blind
    )
)
select example_id as item, reviewer, question, value, edited, guideline_version,
    strftime(date_trunc('week', recorded_at), '%Y-%m-%d') as week
from given join blind using (sequence)
order by sequence, rank, question
"""


def blind_answers(store: Store, task: str, *, overlap: int, with_routed: bool) -> pd.DataFrame:
    """The long table of a task's answers that were given without knowing those of others.

    Columns: item, reviewer, question, value, edited, guideline_version, week (its Monday). One row
    for each answer of each current review that accepts or rejects, and one for the decision itself,
    as the question "decision". Left out is what was given after others' answers had been seen, or
    after a talk about a calibration round that had the example; and unless `with_routed`, what was
    asked for because the example was doubtful: by choice, or beyond `overlap`.
    """
    parameters = {"task": task, "overlap": overlap, "with_routed": with_routed}
    return store.frame(_ANSWERS, parameters)
