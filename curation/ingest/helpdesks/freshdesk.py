"""Freshdesk: tickets and conversations of its API, the old one among them.

The description of a ticket is its first message and is not among the conversations. Bodies are
read as HTML: their plain twins have lost their line breaks.
"""

from collections.abc import Sequence

from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.helpdesks.desk import Desk, Part, People
from curation.ingest.helpdesks.desk_reading import desk_importer
from curation.ingest.helpdesks.object_fields import (
    Object,
    flag_in,
    id_in,
    is_html,
    metadata_of,
    needed_id,
    object_in,
    objects_in,
    text_in,
)
from curation.ingest.helpdesks.ticket_turns import (
    is_merge_notice,
    merged_into,
    origin_of,
    refuse_if,
    with_opening,
)
from curation.ingest.helpdesks.timestamps import utc_text

_TICKET = {"requester_id", "responder_id", "description_text", "fr_due_by", "fr_escalated",
           "display_id", "status_name", "ticket_type", "is_escalated", "due_by", "spam",
           "cc_emails", "email_config_id", "description_html"}  # fmt: skip
_MESSAGE = {"incoming", "private", "user_id", "body", "body_text", "support_email", "to_emails"}
_PERSON = {"ticket_scope", "occasional", "view_all_tickets", "other_emails", "available_since",
           "other_companies", "signature"}  # fmt: skip
_OUTBOUND = "10"

_STATUS = {"2": "open", "3": "pending", "4": "resolved", "5": "closed"}
_PRIORITY = {"1": "low", "2": "medium", "3": "high", "4": "urgent"}
_CHANNEL = {"1": "email", "2": "portal", "3": "phone", "7": "chat", "9": "widget", "10": "outbound"}


def _part(value: Object) -> Part | None:
    keys = set(value)
    if len(keys & _TICKET) >= 4 or ("requester_id" in keys and _has_messages(value)):
        return Part.TICKET
    if len(keys & _MESSAGE) >= 4 or {"incoming", "private"} <= keys:
        return Part.MESSAGE
    return Part.PERSON if len(keys & _PERSON) >= 2 else None


def _has_messages(value: Object) -> bool:
    """True for a ticket that was fetched with its conversations, however few of its fields."""
    return any(_part(one) == Part.MESSAGE for one in _inside(value))


def _inside(ticket: Object) -> list[Object]:
    """The conversations, or the notes of the old API: {"note": {…}} each."""
    found = objects_in(ticket, "conversations") or objects_in(ticket, "notes")
    return [object_in(one, "note") if set(one) == {"note"} else one for one in found]


def turn_of(message: Object, ticket: Object, people: People) -> Turn:
    """The turn of a reply or a note."""
    sender = id_in(message, "user_id")
    is_customer = flag_in(
        message, "incoming", missing=bool(sender) and sender == id_in(ticket, "requester_id")
    )
    text = _body(message, "body_html", "body", "body_text")
    author = Author.CUSTOMER if is_customer else Author.AGENT
    if not is_customer and is_merge_notice(text):
        author = Author.SYSTEM
    return Turn(
        author=author,
        text=text,
        is_html=is_html(text),
        is_private=flag_in(message, "private", missing=False)
        or flag_in(message, "deleted", missing=False),
        sent_at=utc_text(message.get("created_at")),
    )


def conversation_of(ticket: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation of a ticket; its type is its label."""
    number = needed_id(ticket, "display_id", "id")
    refuse_if(
        spam=flag_in(ticket, "spam", missing=False),
        deleted=flag_in(ticket, "deleted", missing=False),
    )
    created = utc_text(ticket.get("created_at"))
    source = id_in(ticket, "source")
    text = _body(ticket, "description_html", "description", "description_text")
    opening = Turn(
        author=Author.AGENT if source == _OUTBOUND else Author.CUSTOMER,
        text=text,
        is_html=is_html(text),
        sent_at=created,
    )
    status, priority = id_in(ticket, "status"), id_in(ticket, "priority")
    return Conversation(
        id=number,
        origin=origin_of("freshdesk", "", created, number),
        turns=with_opening(opening, turns),
        subject=text_in(ticket, "subject"),
        customer=id_in(ticket, "requester_id"),
        label=text_in(ticket, "type") or text_in(ticket, "ticket_type"),
        merged_into=merged_into(turns),
        metadata=metadata_of(
            created=created,
            status=ticket.get("status_name") or _STATUS.get(status, status),
            priority=ticket.get("priority_name") or _PRIORITY.get(priority, priority),
            channel=ticket.get("source_name") or _CHANNEL.get(source, source),
            tags=ticket.get("tags"),
        ),
    )


def _body(value: Object, *names: str) -> str:
    """The first of these fields that says something.

    The old API has `body` and `body_html`, the new one `body`, which is HTML, and `body_text`.
    """
    return next((text for name in names if (text := text_in(value, name)).strip()), "")


FRESHDESK_DESK = Desk(
    format="freshdesk",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    inside=_inside,
    keys=lambda ticket: (id_in(ticket, "display_id", "id"),),
    opening=lambda ticket: text_in(ticket, "description_text"),
    said=lambda message: text_in(message, "body_text"),
)

FRESHDESK = desk_importer(
    FRESHDESK_DESK,
    title="Freshdesk (JSON)",
    is_complete=lambda ticket: bool(ticket.get("conversations") or ticket.get("notes")),
)
