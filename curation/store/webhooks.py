"""Addresses that are told what happened, the messages for them, and every try to deliver one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from curation.store.connection import Store

BATCH = 500

_LIVE = """
select webhook_id as id, address, events, since, releases, actor, recorded_at
from webhook
anti join webhook_end using (webhook_id)
order by recorded_at, webhook_id
"""

_NEWEST = """
select
    greatest(
        coalesce((select max(sequence) from verdict), 0),
        coalesce((select max(sequence) from job_event), 0)
    ) as since,
    coalesce((select max(number) from release), 0) as releases
"""

_TOLD = "select coalesce(max(position), 0) from webhook_message where webhook_id = ? and event = ?"

_ACCEPTED = f"""
select sequence as position, example_id, task, method
from verdict
where outcome = 'accept' and sequence > ?
order by sequence
limit {BATCH}
"""

_CUT = """
select number as position, number, task, method, sha256
from release
where number > ?
order by number
limit 1
"""

_ENDED = """
select min(job_event.sequence) as position, job.job_id, job.number as release, job.provider,
    job.model, arg_min(status, job_event.sequence) as status
from job_event
join job using (job_id)
where status in ('succeeded', 'failed', 'cancelled')
group by job.job_id, job.number, job.provider, job.model
having position > ?
order by position
limit 1
"""

_HAPPENED = {"example.accepted": _ACCEPTED, "release.cut": _CUT, "job.ended": _ENDED}

_OPEN = """
select message_id as id, webhook_id, event, body, count(try_id) as tries,
    max(webhook_try.recorded_at) as last_try
from webhook_message
left join webhook_try using (message_id)
group by message_id, webhook_id, event, body, position
having coalesce(max(status) filter (status between 200 and 299), 0) = 0
    and count(try_id) < $most
order by position
"""

_STANDING = """
select webhook_id, count(distinct message_id) filter (status between 200 and 299) as delivered,
    count(distinct message_id) as messages, arg_max(status, webhook_try.recorded_at) as last_status
from webhook_message
left join webhook_try using (message_id)
group by webhook_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address and the events it is told; those after `since` and the release `releases`."""

    id: str
    address: str
    events: tuple[str, ...]
    since: int
    releases: int
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that is not delivered, how often it was tried, and when last (None: never)."""

    id: str
    webhook_id: str
    event: str
    body: str
    tries: int
    last_try: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many messages there are for an address, how many arrived, and the last answer."""

    messages: int = 0
    delivered: int = 0
    last_status: int | None = None


def newest(store: Store) -> tuple[int, int]:
    """The newest event and the newest release of this moment."""
    row = store.read(_NEWEST)[0]
    return int(row["since"]), int(row["releases"])


def add_webhook(store: Store, webhook: Webhook) -> None:
    """Record an address; a known id changes nothing."""
    row = {
        "webhook_id": webhook.id,
        "address": webhook.address,
        "events": " ".join(webhook.events),
        "since": webhook.since,
        "releases": webhook.releases,
        "actor": webhook.actor,
        "recorded_at": webhook.recorded_at,
    }
    store.append("webhook", [row])


def end_webhook(store: Store, webhook_id: str, *, ended_by: str, recorded_at: datetime) -> None:
    """Tell an address nothing any more; a second time changes nothing."""
    row = {"webhook_id": webhook_id, "ended_by": ended_by, "recorded_at": recorded_at}
    store.append("webhook_end", [row])


def list_webhooks(store: Store) -> list[Webhook]:
    """The addresses that are told things, in the order of adding."""
    return [Webhook(**{**row, "events": tuple(row["events"].split())}) for row in store.read(_LIVE)]


def next_message(store: Store, webhook: Webhook, event: str) -> tuple[int, list[dict[str, object]]]:
    """What happened of a kind that the address has no message about: its position and its rows.

    At most a batch; no rows when there is nothing.
    """
    start = webhook.releases if event == "release.cut" else webhook.since
    told = int(store.value(_TOLD, [webhook.id, event]))
    rows = store.read(_HAPPENED[event], [max(start, told)])
    if not rows:
        return 0, []
    position = max(int(row["position"]) for row in rows)
    return position, [{k: v for k, v in row.items() if k != "position"} for row in rows]


def add_message(
    store: Store,
    *,
    message_id: str,
    webhook_id: str,
    event: str,
    position: int,
    body: object,
    recorded_at: datetime,
) -> None:
    """Record a message; a known id changes nothing."""
    row = {
        "message_id": message_id,
        "webhook_id": webhook_id,
        "event": event,
        "position": position,
        "body": json.dumps(body, ensure_ascii=False),
        "recorded_at": recorded_at,
    }
    store.append("webhook_message", [row])


def list_waiting(store: Store, *, most_tries: int) -> list[Waiting]:
    """The messages that are not delivered and were tried fewer times than that, oldest first."""
    return [Waiting(**row) for row in store.read(_OPEN, {"most": most_tries})]


def add_try(
    store: Store, *, try_id: str, message_id: str, status: int, recorded_at: datetime
) -> None:
    """Record what came of one try."""
    row = {
        "try_id": try_id,
        "message_id": message_id,
        "status": status,
        "recorded_at": recorded_at,
    }
    store.append("webhook_try", [row])


def standings(store: Store, ids: Sequence[str]) -> dict[str, Standing]:
    """How each of these addresses stands."""
    rows = {row.pop("webhook_id"): row for row in store.read(_STANDING)}
    return {each: Standing(**rows[each]) if each in rows else Standing() for each in ids}
