"""Telling other programs what happened: signed messages, tried again until they arrive."""

import hashlib
import hmac
import uuid
from collections.abc import Collection
from datetime import timedelta
from urllib.parse import urlsplit

from curation.errors import InputRefused, NotFound
from curation.people import Actor, Role, require
from curation.posting import post
from curation.store import webhooks as stored
from curation.store.webhooks import Standing, Webhook
from curation.workflow.workspace import Workspace

__all__ = [
    "EVENTS", "Standing", "Webhook", "add_webhook", "deliver", "list_webhooks", "remove_webhook",
    "secret_of",
]  # fmt: skip

EVENTS = {
    "example.accepted": "examples were accepted for training",
    "release.cut": "a release was cut",
    "job.ended": "a training job ended",
}
"""What an address can be told. Messages name examples by their ids and hold none of their text."""

SIGNATURE = "X-Curation-Signature"
MESSAGE = "X-Curation-Message"
"""Headers: `sha256=` and the HMAC of the body; the message's id, the same at every try."""

WAITS = tuple(timedelta(seconds=s) for s in (0, 5, 30, 120, 600, 3600, 21600))
"""How long to wait before each try since the one before; after the last the message is given up."""

_MOST_AT_ONCE = 50


def add_webhook(
    workspace: Workspace, actor: Actor, address: str, events: Collection[str]
) -> Webhook:
    """Tell this address from now on what happens. Raises InputRefused for a wrong address."""
    require(actor, Role.OWNER, to="add webhooks")
    address = address.strip()
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > 500:
        raise InputRefused(
            "The address cannot be used",
            cause="It is not an address that begins with http:// or https://.",
            cure="Copy the whole address from the program that is to be told.",
        )
    if parts.username or parts.password:
        raise InputRefused(
            "The address holds a password",
            cause="Addresses are shown to owners and must hold no secrets.",
            cure="Leave it out; messages are signed, and the program can check the signature.",
        )
    chosen = tuple(event for event in EVENTS if event in set(events))
    if not chosen or set(events) - set(EVENTS):
        raise InputRefused(
            "There is nothing to tell",
            cause="No event was chosen, or one that does not exist.",
            cure=f"Choose from: {', '.join(EVENTS)}.",
        )
    since, releases = stored.newest(workspace.store)
    webhook = Webhook(
        id=uuid.uuid4().hex[:12],
        address=address,
        events=chosen,
        since=since,
        releases=releases,
        actor=actor.id,
        recorded_at=workspace.now(),
    )
    stored.add_webhook(workspace.store, webhook)
    return webhook


def list_webhooks(workspace: Workspace, actor: Actor) -> list[tuple[Webhook, Standing]]:
    """Every address that is told things, with how many messages arrived."""
    require(actor, Role.OWNER, to="see webhooks")
    found = stored.list_webhooks(workspace.store)
    standings = stored.standings(workspace.store, [webhook.id for webhook in found])
    return [(webhook, standings[webhook.id]) for webhook in found]


def remove_webhook(workspace: Workspace, actor: Actor, webhook_id: str) -> None:
    """Tell an address nothing any more."""
    require(actor, Role.OWNER, to="remove webhooks")
    if webhook_id not in {webhook.id for webhook in stored.list_webhooks(workspace.store)}:
        raise NotFound("No such webhook", cause="It was removed before.", cure="Reload the page.")
    stored.end_webhook(workspace.store, webhook_id, ended_by=actor.id, recorded_at=workspace.now())


def secret_of(workspace: Workspace, actor: Actor, webhook_id: str) -> str:
    """What signs the messages to an address; it comes from the workspace's own secret."""
    require(actor, Role.OWNER, to="see what signs messages")
    return _secret(workspace, webhook_id)


def deliver(workspace: Workspace) -> int:
    """Write messages about what happened since, send what is due; returns how many arrived.

    A message is recorded before it is sent and after it arrived, so a restart sends only what had
    not arrived. When the app is killed between the two, it is sent once more under the same id.
    """
    hooks = {webhook.id: webhook for webhook in stored.list_webhooks(workspace.store)}
    for webhook in hooks.values():
        for event in webhook.events:
            _write(workspace, webhook, event)
    arrived = 0
    if not hooks:
        return arrived
    now = workspace.now()
    for message in stored.list_waiting(workspace.store, most_tries=len(WAITS)):
        due = message.last_try is None or now - message.last_try >= WAITS[message.tries]
        if message.webhook_id not in hooks or not due:
            continue
        body = message.body.encode()
        digest = hmac.new(_secret(workspace, message.webhook_id).encode(), body, hashlib.sha256)
        status = post(
            hooks[message.webhook_id].address,
            body,
            {
                "Content-Type": "application/json",
                MESSAGE: message.id,
                SIGNATURE: f"sha256={digest.hexdigest()}",
            },
        )
        stored.add_try(
            workspace.store,
            try_id=f"{message.id} {message.tries}",
            message_id=message.id,
            status=status,
            recorded_at=workspace.now(),
        )
        arrived += 200 <= status < 300
    return arrived


def _write(workspace: Workspace, webhook: Webhook, event: str) -> None:
    for _ in range(_MOST_AT_ONCE):
        position, rows = stored.next_message(workspace.store, webhook, event)
        if not rows:
            return
        message_id = hashlib.sha256(f"{webhook.id} {event} {position}".encode()).hexdigest()[:24]
        stored.add_message(
            workspace.store,
            message_id=message_id,
            webhook_id=webhook.id,
            event=event,
            position=position,
            body={"message": message_id, "event": event, "happened": rows},
            recorded_at=workspace.now(),
        )


def _secret(workspace: Workspace, webhook_id: str) -> str:
    return hmac.new(workspace.secret, f"webhook\0{webhook_id}".encode(), hashlib.sha256).hexdigest()
