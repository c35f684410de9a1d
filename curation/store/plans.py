"""Plans in the store, and which one the next release follows."""

import json
from datetime import datetime
from fractions import Fraction
from typing import Any

from curation.balance.plan import Aim, Plan, Standing
from curation.store.connection import Row, Store

_SELECT = """
select plan_id, task, target, size, tolerance, seed, example_ids, outcome, name, aims
from plan
"""

_TAKEN_BACK = "{}"
"""The target of a record that once took a plan back; such a record is no plan."""

_LATEST = """
with events as (
    select plan_id, sequence from plan where task = $task
    union all
    select plan_id, sequence from plan_choice where task = $task
)
select plan_id from events order by sequence desc limit 1
"""

_BY_ID = _SELECT + "where plan_id = ?"

_ALL = _SELECT + f"where task = ? and target <> '{_TAKEN_BACK}' order by sequence desc"


def add_plan(store: Store, plan: Plan, *, actor: str, recorded_at: datetime) -> None:
    """Keep a plan, which holds from now on; the same plan id again changes nothing."""
    row: Row = {
        "plan_id": plan.id,
        "task": plan.task,
        "target": json.dumps(_shares(plan.first.aim)),
        "size": plan.size,
        "tolerance": str(plan.tolerance),
        "seed": plan.seed,
        "example_ids": json.dumps(plan.example_ids),
        "outcome": json.dumps({"bound": plan.bound}),
        "name": plan.name,
        "aims": json.dumps([_standing_row(standing) for standing in plan.standings]),
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("plan", [row])


def choose_plan(
    store: Store, task: str, plan_id: str, *, request_id: str, actor: str, recorded_at: datetime
) -> None:
    """Let a plan hold from now on, or none with an empty id; a repeated request changes nothing."""
    row: Row = {
        "request_id": request_id,
        "task": task,
        "plan_id": plan_id,
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("plan_choice", [row])


def get_plan(store: Store, plan_id: str) -> Plan | None:
    """The plan that was kept under that id; None when there is none."""
    rows = store.read(_BY_ID, [plan_id])
    return _plan(rows[0]) if rows and rows[0]["target"] != _TAKEN_BACK else None


def latest_plan(store: Store, task: str) -> Plan | None:
    """The plan of a task that holds; None when none does."""
    plan_id = store.value(_LATEST, {"task": task})
    return get_plan(store, plan_id) if plan_id else None


def list_plans(store: Store, task: str) -> list[Plan]:
    """Every plan that was kept for a task, the newest first."""
    return [_plan(row) for row in store.read(_ALL, [task])]


def _shares(aim: Aim) -> dict[str, str]:
    return {label: str(share) for label, share in aim.target.items()}


def _standing_row(standing: Standing) -> dict[str, Any]:
    return {
        "by": standing.aim.by,
        "query": standing.aim.query,
        "target": _shares(standing.aim),
        "sample": standing.aim.sample,
        "available": dict(standing.available),
        "taken": dict(standing.taken),
        "missing": dict(standing.missing),
    }


def _plan(row: Row) -> Plan:
    outcome = json.loads(row["outcome"])
    aims = json.loads(row["aims"] or "[]") or [
        {
            "by": "",
            "query": False,
            "target": json.loads(row["target"]),
            "sample": None,
            "available": outcome["available"],
            "taken": outcome["quotas"],
            "missing": outcome["missing"],
        }
    ]
    example_ids = tuple(json.loads(row["example_ids"]))
    return Plan(
        id=row["plan_id"],
        name=row["name"] or "",
        task=row["task"],
        standings=tuple(
            Standing(
                aim=Aim(
                    by=one["by"],
                    query=one["query"],
                    target={label: Fraction(share) for label, share in one["target"].items()},
                    sample=one["sample"],
                ),
                available=one["available"],
                taken=one["taken"],
                missing=one["missing"],
            )
            for one in aims
        ),
        size=row["size"],
        tolerance=Fraction(row["tolerance"]),
        seed=row["seed"],
        taken=len(example_ids),
        bound=outcome.get("bound", len(example_ids)),
        example_ids=example_ids,
    )
