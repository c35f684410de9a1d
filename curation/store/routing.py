"""How a task's examples are routed, and what is known of those that are open."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from curation.example import canonical_json
from curation.review.route import Facts, Order, Routing, Slice
from curation.review.suggested import INGEST
from curation.review.trials import Trying
from curation.store.connection import Store

FIRST_QUERY = "select example_id from examples"
"""What a query for a queue starts from: it names examples in their order."""

_LATEST = "select routing from queue_routing where task = ? order by sequence desc limit 1"

# One row of lists, as for the open examples themselves. The score is that of the least certain
# suggestion.
_READ_FACTS = """
select coalesce(list(example_id), []) as ids, coalesce(list(since), []) as since,
    coalesce(list(coalesce(label, '')), []) as labels, coalesce(list(score), []) as scores
from known
"""

_FIRST = """
with first as (
    select example_id, min(sequence) as since, max(version) as version
    from example where task = $task group by example_id
)
"""

_FACTS = f"""{_FIRST},
newest as (
    select example_id, since,
        from_json(
            suggestions, '[{{"question": "varchar", "value": "varchar", "score": "double"}}]'
        ) as entries
    from example join first using (example_id, version)
),
known as (
    select example_id, since,
        list_filter(entries, lambda one: one.question = $stratum)[1].value as label,
        list_min(list_transform(entries, lambda one: one.score)) as score
    from newest
)
{_READ_FACTS}"""

_MADE_FACTS = f"""{_FIRST},
made as (
    select example_id, version, question, answer, confidence from made_suggestion
    where task = $task and source = $source
    qualify row_number() over (partition by example_id, version, question order by sequence desc)
        = 1
),
told as (
    select example_id, version, max(answer) filter (where question = $stratum) as label,
        min(confidence) filter (where answer <> '') as score
    from made group by example_id, version
),
known as (
    select example_id, since, label, score from first left join told using (example_id, version)
)
{_READ_FACTS}"""

_ACCEPTED = """
select json_extract_string(answers, $path) as label, count(*) as examples
from verdict_current
where task = $task and outcome = 'accept'
group by label
having label is not null
"""

# What was suggested with each review: what is kept with it, else what its example came with.
_SUGGESTED = """
with came as (
    select example_id, version,
        list_filter(
            from_json(suggestions, '[{"question": "varchar", "value": "varchar"}]'),
            lambda one: one.question = $stratum
        )[1].value as label
    from example
    where task = $task
),
made as (select review_id, source, answer from review_suggestion where question = $stratum)
"""

# Of who was told the label after their own answer, that answer counts, and none that they gave
# later.
_PULL = f"""{_SUGGESTED},
told as (
    select review_id, example_id, reviewer from review semi join told_suggestion using (review_id)
),
given as (
    select review_id, example_id, version, answers, seconds, decision from review_current
    anti join told using (example_id, reviewer)
    where task = $task
    union all
    select review_id, example_id, version, answers, seconds, decision from review
    semi join told using (review_id)
    where task = $task
),
known as (
    select given.*, coalesce(made.source, $ingest) as source,
        case when made.source is null then came.label else made.answer end as label
    from given
    join came using (example_id, version)
    left join made using (review_id)
)
select source, blind_review.review_id is not null as hidden, count(*) as answers,
    count(*) filter (where json_extract_string(answers, $path) = label) as same,
    median(seconds) as seconds
from known
left join blind_review using (review_id)
where decision = 'accept' and label <> ''
group by source, hidden
"""


# Who was told took it over when their answer that stands is a later one, and the suggested label.
_MOVED = f"""{_SUGGESTED},
known as (
    select first.*, coalesce(made.source, $ingest) as source,
        case when made.source is null then came.label else made.answer end as label
    from told_suggestion
    join review as first using (review_id)
    join came using (example_id, version)
    left join made using (review_id)
)
select source, count(*) as told,
    count(*) filter (
        where standing.review_id <> first.review_id and standing.decision = 'accept'
            and json_extract_string(standing.answers, $path) = label
    ) as moved
from known as first
left join review_current as standing
    on standing.example_id = first.example_id and standing.reviewer = first.reviewer
where first.task = $task
group by source
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """Accepted answers to examples with a suggested label: how many have that very label, and
    their median time in seconds.
    """

    answers: int
    same: int
    seconds: float


def measure_pull(store: Store, task: str, stratum: str) -> dict[str, dict[bool, Pull]]:
    """By source: True where its suggestion was hidden from the reviewer, False where shown."""
    found: dict[str, dict[bool, Pull]] = {}
    for row in store.read(_PULL, _about(task, stratum)):
        source, hidden = row.pop("source"), row.pop("hidden")
        found.setdefault(source, {})[hidden] = Pull(**row)
    return found


def count_moved(store: Store, task: str, stratum: str) -> dict[str, tuple[int, int]]:
    """By source, how often people were told its label after their own, and how often they took it.

    A source whose labels nobody was told is left out.
    """
    rows = store.read(_MOVED, _about(task, stratum))
    return {row["source"]: (row["told"], row["moved"]) for row in rows}


def _about(task: str, stratum: str) -> dict[str, object]:
    return {"task": task, "stratum": stratum, "path": f"/{stratum}", "ingest": INGEST}


def find_told(store: Store, ids: Sequence[str]) -> set[str]:
    """Those of these reviews after which the reviewer was told the suggested label."""
    rows = store.read(
        "select review_id from told_suggestion where review_id in (select unnest($ids::varchar[]))",
        {"ids": list(ids)},
    )
    return {row["review_id"] for row in rows}


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
        told=kept.get("told", False),
        slices=tuple(
            Slice(
                label=row["label"],
                wanted=row["wanted"],
                people=tuple(row["people"]),
                skills=tuple(row.get("skills", ())),
            )
            for row in kept["slices"]
        ),
        query=kept["query"],
        ids=tuple(kept["ids"]),
        quotas=kept.get("quotas", {}),
        trying=Trying(**kept.get("trying", {})),
        source=kept.get("source", INGEST),
    )


def read_facts(store: Store, task: str, stratum: str, *, source: str = INGEST) -> dict[str, Facts]:
    """What is known of every example of a task; the label is what is suggested for `stratum`."""
    asked = {"task": task, "stratum": stratum}
    if source == INGEST:
        row = store.read(_FACTS, asked)[0]
    else:
        row = store.read(_MADE_FACTS, {**asked, "source": source})[0]
    known = map(Facts, row["labels"], row["scores"], row["since"])
    return dict(zip(row["ids"], known, strict=True))


def count_accepted(store: Store, task: str, stratum: str) -> dict[str, int]:
    """How many accepted examples a task has of each label."""
    rows = store.read(_ACCEPTED, {"task": task, "path": f"/{stratum}"})
    return {row["label"]: row["examples"] for row in rows}
