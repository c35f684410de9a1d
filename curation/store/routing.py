"""How a task's examples are routed, and what is known of those that are open."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from curation.example import canonical_json
from curation.review.route import Facts, Order, Routing, Slice
from curation.review.trials import Trying
from curation.store.connection import Store

FIRST_QUERY = "select example_id from examples"
"""What a query for a queue starts from: it names examples in their order."""

_LATEST = "select routing from queue_routing where task = ? order by sequence desc limit 1"

# One row of lists, as for the open examples themselves. The score is that of the least certain
# suggestion.
_FACTS = """
with newest as (
    select example_id, suggestions from example
    where task = $task
    qualify row_number() over (partition by example_id order by version desc) = 1
),
first as (
    select example_id, min(sequence) as since from example where task = $task group by example_id
),
known as (
    select example_id, since,
        from_json(
            suggestions, '[{"question": "varchar", "value": "varchar", "score": "double"}]'
        ) as entries
    from newest
    join first using (example_id)
)
select
    coalesce(list(example_id), []) as ids,
    coalesce(list(since), []) as since,
    coalesce(
        list(coalesce(list_filter(entries, lambda one: one.question = $stratum)[1].value, '')), []
    ) as labels,
    coalesce(list(list_min(list_transform(entries, lambda one: one.score))), []) as scores
from known
"""

_ACCEPTED = """
select json_extract_string(answers, $path) as label, count(*) as examples
from verdict_current
where task = $task and outcome = 'accept'
group by label
having label is not null
"""

_PULL = """
with suggested as (
    select example_id, version,
        list_filter(
            from_json(suggestions, '[{"question": "varchar", "value": "varchar"}]'),
            lambda one: one.question = $stratum
        )[1].value as label
    from example
    where task = $task
)
select blind_review.review_id is not null as hidden, count(*) as answers,
    count(*) filter (where json_extract_string(answers, $path) = label) as same,
    median(seconds) as seconds
from review_current
join suggested using (example_id, version)
left join blind_review using (review_id)
where task = $task and decision = 'accept' and label <> ''
group by hidden
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """Accepted answers to examples with a suggested label: how many have that very label, and
    their median time in seconds.
    """

    answers: int
    same: int
    seconds: float


def measure_pull(store: Store, task: str, stratum: str) -> dict[bool, Pull]:
    """True where the suggestion was hidden from the reviewer, False where it was shown."""
    rows = store.read(_PULL, {"task": task, "stratum": stratum, "path": f"/{stratum}"})
    return {row.pop("hidden"): Pull(**row) for row in rows}


def add_routing(
    store: Store, task: str, routing: Routing, *, request_id: str, actor: str, recorded_at: datetime
) -> None:
    """Keep a routing; the same request again changes nothing."""
    row = {
        "request_id": request_id,
        "task": task,
        "routing": canonical_json(asdict(routing)),
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("queue_routing", [row])


def latest_routing(store: Store, task: str) -> Routing:
    """The routing that holds for a task; the plain one until somebody sets another."""
    text = store.value(_LATEST, [task])
    if text is None:
        return Routing()
    kept = json.loads(text)
    return Routing(
        order=Order(kept["order"]),
        seed=kept["seed"],
        extra=kept["extra"],
        hidden=kept.get("hidden", 0),
        slices=tuple(
            Slice(label=row["label"], wanted=row["wanted"], people=tuple(row["people"]))
            for row in kept["slices"]
        ),
        query=kept["query"],
        ids=tuple(kept["ids"]),
        quotas=kept.get("quotas", {}),
        trying=Trying(**kept.get("trying", {})),
    )


def read_facts(store: Store, task: str, stratum: str, ids: Sequence[str]) -> dict[str, Facts]:
    """What is known of these examples; `stratum` is the question whose suggestion is the label."""
    row = store.read(_FACTS, {"task": task, "stratum": stratum})[0]
    wanted = set(ids)
    return {
        example_id: Facts(label=label, score=score, since=since)
        for example_id, label, score, since in zip(
            row["ids"], row["labels"], row["scores"], row["since"], strict=True
        )
        if example_id in wanted
    }


def count_accepted(store: Store, task: str, stratum: str) -> dict[str, int]:
    """How many accepted examples a task has of each label."""
    rows = store.read(_ACCEPTED, {"task": task, "path": f"/{stratum}"})
    return {row["label"]: row["examples"] for row in rows}
