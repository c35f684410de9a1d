"""Blind samples, what people found in them, and the limit that the owner sets, in the store."""

import json
from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Store

_SAMPLE = """
select sample_id, task, seed, population, entries, fingerprint, recorded_at
from leak_sample where task = ? order by sequence desc limit 1
"""

_JUDGED = """
select example_id, version, content_key, leaked from leak_judgement_current where sample_id = ?
"""

_LEAKED = """
select leak_judgement.example_id, arg_max(content_key, leak_judgement.sequence) as content_key
from leak_judgement
join leak_sample using (sample_id)
where task = ?
group by leak_judgement.example_id
having arg_max(leaked, leak_judgement.sequence)
"""

_SETTING = "select arg_max(value, sequence) from workspace_setting where name = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Examples to be judged, each (id, version), in their order; drawn from `population`."""

    id: str
    task: str
    seed: int
    population: int
    entries: tuple[tuple[str, int], ...]
    fingerprint: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person found in one example: `content_key` is a keyed hash of what was shown."""

    example_id: str
    version: int
    content_key: str
    leaked: bool


def add_sample(store: Store, sample: Sample, *, actor: str) -> None:
    """Record a sample; a known id changes nothing."""
    store.append(
        "leak_sample",
        [
            {
                "sample_id": sample.id,
                "task": sample.task,
                "seed": sample.seed,
                "population": sample.population,
                "entries": json.dumps(sample.entries),
                "fingerprint": sample.fingerprint,
                "actor": actor,
                "recorded_at": sample.recorded_at,
            }
        ],
    )


def newest_sample(store: Store, task: str) -> Sample | None:
    """The sample of a task that was drawn last; None before the first."""
    for row in store.read(_SAMPLE, [task]):
        entries = tuple((example_id, version) for example_id, version in json.loads(row["entries"]))
        return Sample(
            id=row["sample_id"],
            task=row["task"],
            seed=row["seed"],
            population=row["population"],
            entries=entries,
            fingerprint=row["fingerprint"],
            recorded_at=row["recorded_at"],
        )
    return None


def add_judgement(
    store: Store,
    sample_id: str,
    judgement: Judgement,
    *,
    request_id: str,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Record what a person found; the newest judgement of an example in a sample holds."""
    store.append(
        "leak_judgement",
        [
            {
                "judgement_id": request_id,
                "sample_id": sample_id,
                "example_id": judgement.example_id,
                "version": judgement.version,
                "content_key": judgement.content_key,
                "leaked": judgement.leaked,
                "actor": actor,
                "recorded_at": recorded_at,
            }
        ],
    )


def list_judgements(store: Store, sample_id: str) -> dict[str, Judgement]:
    """What holds of each judged example of a sample, by example id."""
    return {row["example_id"]: Judgement(**row) for row in store.read(_JUDGED, [sample_id])}


def list_leaked(store: Store, task: str) -> dict[str, str]:
    """The examples in which a person found something last, with the key of what was shown."""
    return {row["example_id"]: row["content_key"] for row in store.read(_LEAKED, [task])}


def get_setting(store: Store, name: str) -> str:
    """What the workspace's owner has set last under a name; empty when nothing."""
    return str(store.value(_SETTING, [name]) or "")


def add_setting(
    store: Store, name: str, value: str, *, request_id: str, actor: str, recorded_at: datetime
) -> None:
    """Set a value for the workspace; a known request changes nothing."""
    store.append(
        "workspace_setting",
        [
            {
                "setting_id": request_id,
                "name": name,
                "value": value,
                "actor": actor,
                "recorded_at": recorded_at,
            }
        ],
    )
