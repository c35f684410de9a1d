"""Zammad: tickets and articles of its API, with names (`expand=true`) or with numbers alone."""

from collections.abc import Sequence

from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.helpdesks.desk import Desk, Part, People
from curation.ingest.helpdesks.desk_reading import desk_importer
from curation.ingest.helpdesks.object_fields import (
    Object,
    flag_in,
    id_in,
    metadata_of,
    needed_id,
    object_in,
    objects_in,
    shown,
    text_in,
)
from curation.ingest.helpdesks.ticket_turns import UNKNOWN_TICKET, merged_into, origin_of
from curation.ingest.helpdesks.timestamps import utc_text

_TICKET = {"number", "group_id", "state_id", "priority_id", "customer_id", "owner_id",
           "article_count", "create_article_type_id", "article_ids", "last_contact_at",
           "pending_time", "organization_id"}  # fmt: skip
_ARTICLE = {"ticket_id", "content_type", "internal", "sender", "sender_id", "type_id",
            "in_reply_to", "message_id", "origin_by_id", "body"}  # fmt: skip
_PERSON = {"login", "firstname", "lastname", "role_ids", "roles", "out_of_office", "vip"}

_SENDERS = {
    "Customer": Author.CUSTOMER,
    "Agent": Author.AGENT,
    "System": Author.SYSTEM,
    "2": Author.CUSTOMER,
    "1": Author.AGENT,
    "3": Author.SYSTEM,
}
"""By name, and by the numbers that every installation is made with."""


def _part(value: Object) -> Part | None:
    keys = set(value)
    if len(keys & _TICKET) >= 5:
        return Part.TICKET
    if "body" in keys and len(keys & _ARTICLE) >= 5:
        return Part.MESSAGE
    return Part.PERSON if len(keys & _PERSON) >= 4 else None


def turn_of(article: Object, ticket: Object, people: People) -> Turn:
    """The turn of an article; without its sender, who made it tells."""
    sender = text_in(article, "sender") or id_in(article, "sender_id")
    writer = id_in(article, "origin_by_id", "created_by_id")
    is_customer = bool(writer) and writer == id_in(ticket, "customer_id")
    author = _SENDERS.get(sender, Author.CUSTOMER if is_customer else Author.AGENT)
    preferences = object_in(article, "preferences")
    return Turn(
        author=author,
        text=text_in(article, "body"),
        is_html=text_in(article, "content_type").startswith("text/html"),
        is_private=flag_in(article, "internal", missing=False),
        is_automatic=flag_in(preferences, "is-auto-response", missing=False),
        sent_at=utc_text(article.get("created_at")),
    )


def conversation_of(ticket: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation of a ticket with the turns of its articles; there is no description."""
    number = needed_id(ticket, "number", "id")
    created = utc_text(ticket.get("created_at"))
    is_merged = shown(ticket.get("state")) == "merged"
    return Conversation(
        id=number,
        origin=origin_of("zammad", "", created, number),
        turns=tuple(turns),
        subject=text_in(ticket, "title"),
        customer=id_in(ticket, "customer_id", "customer"),
        label=shown(ticket.get("type")),
        merged_into=merged_into(turns) or (UNKNOWN_TICKET if is_merged else ""),
        metadata=metadata_of(
            created=created,
            group=ticket.get("group"),
            status=ticket.get("state"),
            priority=ticket.get("priority"),
            channel=ticket.get("create_article_type"),
            tags=ticket.get("tags"),
        ),
    )


ZAMMAD_DESK = Desk(
    format="zammad",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    inside=lambda ticket: objects_in(ticket, "articles"),
    keys=lambda ticket: (id_in(ticket, "id"),),
)

ZAMMAD = desk_importer(ZAMMAD_DESK, title="Zammad (JSON)")
