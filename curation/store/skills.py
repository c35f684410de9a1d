"""What people are good at, as curators have written it down."""

import json
from collections.abc import Sequence
from datetime import datetime

from curation.store.connection import Store

_NEWEST = """
select person_id, skills from skill
qualify row_number() over (partition by person_id order by sequence desc) = 1
"""


def add_skills(
    store: Store,
    person_id: str,
    skills: Sequence[str],
    *,
    request_id: str,
    actor: str,
    recorded_at: datetime,
) -> None:
    """Let a person have exactly these skills; the same request again changes nothing."""
    row = {
        "request_id": request_id,
        "person_id": person_id,
        "skills": json.dumps(list(skills), ensure_ascii=False),
        "actor": actor,
        "recorded_at": recorded_at,
    }
    store.append("skill", [row])


def list_skills(store: Store) -> dict[str, tuple[str, ...]]:
    """The skills of everybody who has some, by person."""
    found = {row["person_id"]: tuple(json.loads(row["skills"])) for row in store.read(_NEWEST)}
    return {person: skills for person, skills in found.items() if skills}
