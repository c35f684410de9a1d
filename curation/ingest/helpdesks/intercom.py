"""Intercom: conversations and tickets of its API.

The first message of a conversation is its `source`, that of a ticket its default description; the
others are parts. A part with words is a reply, a note or an assignment; all others are events.
"""

from collections.abc import Sequence

from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.helpdesks.desk import Desk, Part, People
from curation.ingest.helpdesks.desk_reading import desk_importer
from curation.ingest.helpdesks.object_fields import (
    Object,
    id_in,
    is_html,
    metadata_of,
    needed_id,
    object_in,
    objects_in,
    shown,
    text_in,
)
from curation.ingest.helpdesks.ticket_turns import origin_of, with_opening
from curation.ingest.helpdesks.timestamps import utc_text

_CONVERSATION = {"source", "conversation_parts", "contacts", "conversation_rating", "waiting_since",
                 "first_contact_reply", "admin_assignee_id", "team_assignee_id", "statistics",
                 "snoozed_until", "ai_agent_participated"}  # fmt: skip
_TICKET = {"ticket_attributes", "ticket_parts", "ticket_state", "ticket_type", "contacts",
           "is_shared", "ticket_id"}  # fmt: skip
_PART = {"part_type", "body", "author", "notified_at", "event_details", "app_package_code"}
_PERSON = {"external_id", "workspace_id", "has_hard_bounced", "signed_up_at", "last_seen_at",
           "unsubscribed_from_emails", "away_mode_enabled", "has_inbox_seat"}  # fmt: skip

_CUSTOMERS = {"user", "lead", "contact", "visitor"}
_AGENTS = {"admin", "team"}
_SAID = {"comment", "open", "close", "assignment", "quick_reply", "conversation"}
"""The kinds of parts whose words everybody sees."""


def _part(value: Object) -> Part | None:
    keys = set(value)
    if len(keys & _CONVERSATION) >= 4 or len(keys & _TICKET) >= 4:
        return Part.TICKET
    if "part_type" in keys and len(keys & _PART) >= 3:
        return Part.MESSAGE
    return Part.PERSON if len(keys & _PERSON) >= 3 else None


def _inside(ticket: Object) -> list[Object]:
    first = object_in(ticket, "source")
    parts = [
        *objects_in(object_in(ticket, "conversation_parts"), "conversation_parts"),
        *objects_in(object_in(ticket, "ticket_parts"), "ticket_parts"),
    ]
    # The number of a source is counted apart from those of the parts.
    source = {"part_type": "conversation", "created_at": ticket.get("created_at"), **first}
    return [{**source, "id": None}, *parts] if first else parts


def turn_of(part: Object, ticket: Object, people: People) -> Turn:
    """The turn of a part or of the source; what bots and events say is the system's."""
    kind = text_in(part, "part_type") or "comment"
    text = text_in(part, "body")
    return Turn(
        author=_author(object_in(part, "author")) if kind in _SAID | {"note"} else Author.SYSTEM,
        text=text,
        is_html=is_html(text),
        is_private=kind == "note",
        sent_at=utc_text(part.get("created_at")),
    )


def conversation_of(ticket: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation of a conversation or ticket; the name of a ticket's type is its label."""
    number = needed_id(ticket, "ticket_id", "id")
    created = utc_text(ticket.get("created_at"))
    source = object_in(ticket, "source")
    attributes = object_in(ticket, "ticket_attributes")
    description = text_in(attributes, "_default_description_")
    opening = Turn(
        author=Author.CUSTOMER, text=description, is_html=is_html(description), sent_at=created
    )
    title = text_in(attributes, "_default_title_") or text_in(source, "subject")
    tags = objects_in(object_in(ticket, "tags"), "tags")
    rating = object_in(ticket, "conversation_rating").get("rating")
    return Conversation(
        id=number,
        origin=origin_of("intercom", "", created, number),
        turns=with_opening(opening, turns),
        subject=title,
        customer=_customer(ticket, source),
        label=shown(object_in(ticket, "ticket_type").get("name")),
        metadata=metadata_of(
            created=created,
            status=ticket.get("state") or ticket.get("ticket_state"),
            channel=source.get("type"),
            tags=[tag.get("name") for tag in tags],
            rating=rating,
        ),
    )


def _author(author: Object) -> Author:
    kind = text_in(author, "type")
    if kind in _CUSTOMERS:
        return Author.CUSTOMER
    return Author.AGENT if kind in _AGENTS else Author.SYSTEM


def _customer(ticket: Object, source: Object) -> str:
    contacts = objects_in(object_in(ticket, "contacts"), "contacts")
    author = object_in(source, "author")
    if contacts:
        return id_in(contacts[0], "id")
    return id_in(author, "id") if _author(author) == Author.CUSTOMER else ""


INTERCOM_DESK = Desk(
    format="intercom",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    inside=_inside,
    ticket_of=lambda part, page: id_in(part, "conversation_id", "ticket_id"),
)

INTERCOM = desk_importer(
    INTERCOM_DESK,
    title="Intercom (JSON)",
)
