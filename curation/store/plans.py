"""Plans in the store."""

import json
from datetime import datetime
from fractions import Fraction

from curation.balance.mismatch import mix_of
from curation.balance.plan import Plan
from curation.store.connection import Row, Store

_SELECT = """
select task, target, size, tolerance, seed, example_ids, outcome
from plan
"""

_NO_TARGET = "{}"
"""The target of the record that takes a plan back."""

_LATEST = _SELECT + "where task = ? order by sequence desc limit 1"

_BY_ID = _SELECT + "where plan_id = ?"


def add_plan(store: Store, plan: Plan, *, plan_id: str, actor: str, recorded_at: datetime) -> None:
    """Keep a plan; the same plan id again changes nothing."""
    outcome = {
        "available": dict(plan.available),
        "quotas": dict(plan.quotas),
        "chosen": _chosen(plan),
        "missing": dict(plan.missing),
        "mismatch_before": plan.mismatch_before,
        "mismatch_after": plan.mismatch_after,
        "effective_size": plan.effective_size,
    }
    row: Row = {
        "plan_id": plan_id,
        "task": plan.task,
        "target": json.dumps({label: str(share) for label, share in plan.target.items()}),
        "size": plan.size,
        "tolerance": str(plan.tolerance),
        "seed": plan.seed,
        "example_ids": json.dumps(plan.example_ids),
        "outcome": json.dumps(outcome),
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("plan", [row])


def drop_plan(store: Store, task: str, *, plan_id: str, actor: str, recorded_at: datetime) -> None:
    """Record that the task follows no plan from now on; the same id again changes nothing."""
    row: Row = {
        "plan_id": plan_id,
        "task": task,
        "target": _NO_TARGET,
        "size": None,
        "tolerance": "0",
        "seed": 0,
        "example_ids": "[]",
        "outcome": "{}",
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("plan", [row])


def get_plan(store: Store, plan_id: str) -> Plan | None:
    """The plan that was kept under that id; None when there is none."""
    rows = store.read(_BY_ID, [plan_id])
    return _plan(rows[0]) if rows else None


def latest_plan(store: Store, task: str) -> Plan | None:
    """The newest plan of a task; None when there is none or it was dropped."""
    rows = store.read(_LATEST, [task])
    return _plan(rows[0]) if rows and rows[0]["target"] != _NO_TARGET else None


def _chosen(plan: Plan) -> dict[str, int]:
    """The counts behind the achieved shares, which are exact fractions of the plan's size."""
    size = len(plan.example_ids)
    return {label: int(share * size) for label, share in plan.achieved.items()}


def _plan(row: Row) -> Plan:
    outcome = json.loads(row["outcome"])
    return Plan(
        task=row["task"],
        target={label: Fraction(share) for label, share in json.loads(row["target"]).items()},
        size=row["size"],
        tolerance=Fraction(row["tolerance"]),
        seed=row["seed"],
        example_ids=tuple(json.loads(row["example_ids"])),
        available=outcome["available"],
        quotas=outcome["quotas"],
        achieved=mix_of(outcome["chosen"]),
        mismatch_before=outcome["mismatch_before"],
        mismatch_after=outcome["mismatch_after"],
        effective_size=outcome["effective_size"],
        missing=outcome["missing"],
    )
