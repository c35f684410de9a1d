"""Which further answers a curator asked for, and of whom."""

from collections.abc import Sequence
from datetime import datetime

from curation.review.consensus.asking import Ask
from curation.store.connection import Store

_OPEN = """
with newest as (
    select request_id from asked where task = $task order by sequence desc limit 1
)
select asked.example_id, asked.reviewer, asked.wanted, asked.gain, asked.at_random
from asked
join newest using (request_id)
left join review_current as review
    on review.example_id = asked.example_id and review.reviewer = asked.reviewer
    and review.decision <> 'skip'
left join verdict_current as verdict on verdict.example_id = asked.example_id
where asked.task = $task and asked.example_id <> ''
    and review.review_id is null and verdict.verdict_id is null
order by asked.sequence
"""


def list_asked(store: Store, task: str) -> list[Ask]:
    """What is asked for now and not answered yet, the most telling first."""
    return [Ask(**row) for row in store.read(_OPEN, {"task": task})]


def add_asked(
    store: Store,
    task: str,
    asks: Sequence[Ask],
    *,
    request_id: str,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Ask for these answers instead of those before; none at all takes everything back."""
    nothing = Ask(example_id="", reviewer="", wanted=0, gain=0.0, at_random=True)
    store.append(
        "asked",
        [
            {
                "request_id": request_id,
                "task": task,
                "example_id": ask.example_id,
                "reviewer": ask.reviewer,
                "wanted": ask.wanted,
                "gain": ask.gain,
                "at_random": ask.at_random,
                "actor": actor,
                "recorded_at": recorded_at,
            }
            for ask in asks or (nothing,)
        ],
    )
