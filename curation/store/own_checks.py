"""The checks that curators wrote themselves, in the store."""

from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Store

EXAMPLE = "select example_id, answer from examples where length(answer) > 4000"
"""A query of the kind that is wanted."""

_STANDING = """
with newest as (
    select * from own_check where task = ?
    qualify row_number() over (partition by title order by sequence desc) = 1
)
select title, query, severity from newest where kind = 'save' order by sequence
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCheck:
    """A query that finds what is wrong: no row is expected. `severity` is error or warning."""

    title: str
    query: str
    severity: str


def list_own_checks(store: Store, task: str) -> tuple[OwnCheck, ...]:
    """The own checks of a task that hold now, the oldest first."""
    return tuple(
        OwnCheck(title=row["title"], query=row["query"], severity=row["severity"])
        for row in store.read(_STANDING, [task])
    )


def add_own_check(
    store: Store,
    task: str,
    check: OwnCheck,
    *,
    remove: bool,
    actor: str,
    request_id: str,
    recorded_at: datetime,
) -> None:
    """Save a check, or remove the one of its title; the same request changes nothing."""
    store.append(
        "own_check",
        [
            {
                "request_id": request_id,
                "task": task,
                "title": check.title,
                "kind": "remove" if remove else "save",
                "query": check.query,
                "severity": check.severity,
                "actor": actor,
                "recorded_at": recorded_at,
            }
        ],
    )
