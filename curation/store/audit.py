"""The trail: who did what, when, and to what, from every table of events; no text of any ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Store

_DONE: Mapping[str, str] = {
    "signed in": "select recorded_at, person_id as actor, '' as task, '' as subject from session",
    "account": "select recorded_at, changed_by, '', kind || case kind when 'password' then '' "
    "else ' ' || value end || ' of ' || person_id from person_change",
    "invitation": "select recorded_at, created_by, '', role from invitation",
    "invitation taken back": "select recorded_at, ended_by, '', '' from invitation_end",
    "access token": "select recorded_at, person_id, '', scopes from access_token",
    "access token revoked": "select recorded_at, ended_by, '', token_id from access_token_end",
    "webhook": "select recorded_at, actor, '', webhook_id from webhook",
    "webhook removed": "select recorded_at, ended_by, '', webhook_id from webhook_end",
    "upload": "select recorded_at, actor, task, upload_id from upload",
    "privacy decision": "select recorded_at, actor, task, what || ', ' || size || ' values' "
    "from privacy_request",
    "look for leaks": "select recorded_at, actor, task, sample_id from leak_sample",
    "answer": "select recorded_at, reviewer, task, decision || ' ' || example_id from review",
    "verdict": "select recorded_at, actor, task, outcome || ' ' || method || ' ' || example_id "
    "from verdict",
    "verdict reopened": "select recorded_at, actor, task, '' from reopening",
    "guideline": "select recorded_at, actor, task, version from guideline",
    "skills": "select recorded_at, actor, '', 'of ' || person_id from skill",
    "queue": "select recorded_at, actor, task, '' from queue_routing",
    "suggestions": "select recorded_at, actor, task, 'from ' || source from suggestion_run",
    "calibration": "select recorded_at, actor, task, kind from calibration",
    "plan": "select recorded_at, actor, task, '' from plan",
    "release": "select recorded_at, actor, task, 'release ' || number from release",
    "release signed": "select recorded_at, actor, '', 'release ' || number from release_signature",
    "training": "select recorded_at, actor, '', 'release ' || number || ' at ' || provider "
    "from job",
    "evaluation": "select recorded_at, actor, '', 'release ' || number from evaluation",
    "saved query": "select recorded_at, actor, '', case query_text when '' then 'taken away' "
    "else 'saved' end from saved_query",
    "setting": "select recorded_at, actor, '', name from workspace_setting",
    "erasure": "select recorded_at, actor, '', erasure_id from erasure",
}

KINDS = tuple(_DONE)
"""What can have been done."""

_TRAIL = " union all ".join(
    f"select '{kind}' as what, * from ({sql}) as done(recorded_at, actor, task, subject)"
    for kind, sql in _DONE.items()
)

_PAGE = f"""
select recorded_at, actor, what, task, subject
from ({_TRAIL})
where ($what = '' or what = $what)
    and ($actor = '' or actor = $actor)
    and ($task = '' or task = $task)
    and ($since is null or recorded_at >= $since)
order by recorded_at desc, what, subject
limit $limit offset $offset
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One thing that was done: when (UTC), by whom (an id), what, in which task, and to what."""

    recorded_at: datetime
    actor: str
    what: str
    task: str
    subject: str


def list_done(
    store: Store,
    *,
    what: str = "",
    actor: str = "",
    task: str = "",
    since: datetime | None = None,
    limit: int,
    offset: int = 0,
) -> list[Done]:
    """What was done, newest first; an empty filter leaves nothing out."""
    asked = {
        "what": what,
        "actor": actor,
        "task": task,
        "since": since,
        "limit": limit,
        "offset": offset,
    }
    return [Done(**row) for row in store.read(_PAGE, asked)]
