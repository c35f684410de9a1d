"""Defects that somebody accepted, in the store."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from curation.example import canonical_json
from curation.store.connection import Store

_STANDING = """
with keyed as (
    select unnest(from_json(defect_keys, '["varchar"]')) as defect_key, check_name, kind, reason,
        actor, recorded_at, sequence
    from check_acceptance
    where task = ?
),
newest as (
    select * from keyed
    qualify row_number() over (partition by check_name, defect_key order by sequence desc) = 1
)
select check_name, defect_key, reason, actor, recorded_at from newest where kind = 'accept'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Why a defect is all right, and by whom."""

    reason: str
    actor: str
    recorded_at: datetime


def list_accepted(store: Store, task: str) -> dict[tuple[str, str], Acceptance]:
    """What is accepted now, by the name of the check and the key of the defect."""
    return {
        (row["check_name"], row["defect_key"]): Acceptance(
            reason=row["reason"], actor=row["actor"], recorded_at=row["recorded_at"]
        )
        for row in store.read(_STANDING, [task])
    }


def add_acceptance(
    store: Store,
    task: str,
    check: str,
    keys: Collection[str],
    *,
    accept: bool,
    reason: str,
    actor: str,
    request_id: str,
    recorded_at: datetime,
) -> None:
    """Accept these defects of a check, or take that back; the same request changes nothing."""
    store.append(
        "check_acceptance",
        [
            {
                "request_id": request_id,
                "task": task,
                "check_name": check,
                "kind": "accept" if accept else "withdraw",
                "defect_keys": canonical_json(sorted(keys)),
                "reason": reason,
                "actor": actor,
                "recorded_at": recorded_at,
            }
        ],
    )
