"""How a task's examples are split, in the store."""

import json
from datetime import datetime

from curation.balance.apportion import Part
from curation.balance.split import SplitRule
from curation.store.connection import Row, Store

_LATEST = """
select shares, by_time from split_rule where task = ? order by sequence desc limit 1
"""

_DATED = """
select count(*) as dated from example_current
where task = ? and json_extract_string(metadata, '$.created') <> ''
"""


def add_split_rule(
    store: Store,
    task: str,
    rule: SplitRule,
    *,
    request_id: str,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Keep a rule, which holds from now on; the same request again changes nothing."""
    row: Row = {
        "request_id": request_id,
        "task": task,
        "shares": json.dumps({str(part): share for part, share in rule.shares.items()}),
        "by_time": rule.by_time,
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("split_rule", [row])


def latest_split_rule(store: Store, task: str) -> SplitRule:
    """The rule that holds for a task; the usual one until somebody sets another."""
    rows = store.read(_LATEST, [task])
    if not rows:
        return SplitRule()
    shares = json.loads(rows[0]["shares"])
    return SplitRule(
        shares={part: float(shares[str(part)]) for part in Part}, by_time=rows[0]["by_time"]
    )


def count_dated(store: Store, task: str) -> int:
    """How many examples of a task have a source that says when they were made."""
    return int(store.read(_DATED, [task])[0]["dated"])
