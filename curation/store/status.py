"""How far the examples of a task are on their way."""

from dataclasses import dataclass

from curation.example import Stage
from curation.store.connection import Store

_STAGE = """
case
    when scan_fingerprint is distinct from $fingerprint or not scan_complete then 'staged'
    when undecided > 0 then 'scanned'
    when outcome = 'accept' then 'accepted'
    when outcome = 'reject' then 'rejected'
    when reviews >= $overlap then 'reviewed'
    else 'cleared'
end
"""

_STATUS = f"""
select example_id, version, {_STAGE} as stage, reviews, undecided, released
from example_progress
where task = $task
order by source_file, source_row, example_id
"""

_FUNNEL = f"""
select {_STAGE} as stage, count(*) as examples, count(*) filter (released) as released
from example_progress
where task = $task
group by stage
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleStatus:
    """How far one example is; `undecided` counts findings, `reviews` answers that count."""

    example_id: str
    version: int
    stage: Stage
    reviews: int
    undecided: int
    released: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How many examples are at each stage now, and how many were ever released."""

    at: dict[Stage, int]
    released: int

    @property
    def total(self) -> int:
        """All examples of the task."""
        return sum(self.at.values())


def list_status(store: Store, task: str, *, fingerprint: str, overlap: int) -> list[ExampleStatus]:
    """The status of every example of a task, in the order of its source."""
    rows = store.read(_STATUS, {"task": task, "fingerprint": fingerprint, "overlap": overlap})
    return [
        ExampleStatus(
            example_id=row["example_id"],
            version=row["version"],
            stage=Stage(row["stage"]),
            reviews=row["reviews"],
            undecided=row["undecided"],
            released=row["released"],
        )
        for row in rows
    ]


def read_funnel(store: Store, task: str, *, fingerprint: str, overlap: int) -> Funnel:
    """How many examples of a task are at each stage; stages without examples count 0."""
    rows = store.read(_FUNNEL, {"task": task, "fingerprint": fingerprint, "overlap": overlap})
    counts = {Stage(row["stage"]): int(row["examples"]) for row in rows}
    return Funnel(
        at={stage: counts.get(stage, 0) for stage in Stage},
        released=sum(int(row["released"]) for row in rows),
    )
