"""HubSpot: tickets of its API with the e-mails that are associated with them.

A ticket alone has no reply: it becomes a prompt to be answered.
"""

from collections.abc import Sequence

from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.helpdesks.desk import Desk, Page, Part, People
from curation.ingest.helpdesks.desk_reading import desk_importer
from curation.ingest.helpdesks.object_fields import (
    Object,
    id_in,
    is_html,
    metadata_of,
    needed_id,
    object_in,
    objects_in,
    text_in,
)
from curation.ingest.helpdesks.ticket_turns import origin_of, with_opening
from curation.ingest.helpdesks.timestamps import utc_text

_TICKET = {"hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority", "hs_ticket_category",
           "hs_ticket_id", "source_type", "content", "subject", "hs_resolution"}  # fmt: skip
_MESSAGE = ("hs_email_", "hs_note_", "hs_communication_")
_CONTACT = {"email", "firstname", "lastname", "lastmodifieddate"}
_BODIES = ("hs_email_html", "hs_email_text", "hs_note_body", "hs_communication_body")
_EMAIL = "email:"


def _part(value: Object) -> Part | None:
    properties = set(object_in(value, "properties"))
    if any(name.startswith(_MESSAGE) for name in properties):
        return Part.MESSAGE
    if len(properties & _TICKET) >= 3:
        return Part.TICKET
    if {"subject", "content"} <= properties:
        return Part.TICKET
    return Part.PERSON if len(properties & _CONTACT) >= 2 else None


def _associated(value: Object, *kinds: str) -> list[str]:
    """The ids of what an object of these kinds is associated with it."""
    associations = object_in(value, "associations")
    return [
        id_in(one, "id", "toObjectId")
        for kind in kinds
        for one in objects_in(object_in(associations, kind), "results")
    ]


def _keys(ticket: Object) -> list[str]:
    """The ticket's own id, and the messages that it names itself."""
    named = _associated(ticket, "emails", "notes", "communications")
    return [id_in(ticket, "id"), *(_EMAIL + id for id in named if id)]


def _ticket_of(message: Object, page: Page) -> str:
    return next(iter(_associated(message, "tickets")), _EMAIL + id_in(message, "id"))


def turn_of(message: Object, ticket: Object, people: People) -> Turn:
    """The turn of an e-mail or a note; what was forwarded was not said to the customer."""
    properties = object_in(message, "properties")
    direction = text_in(properties, "hs_email_direction")
    text = next((text for name in _BODIES if (text := text_in(properties, name)).strip()), "")
    return Turn(
        author=Author.CUSTOMER if direction == "INCOMING_EMAIL" else Author.AGENT,
        text=text,
        is_html=is_html(text),
        is_private="hs_note_body" in properties or direction == "FORWARDED_EMAIL",
        sent_at=utc_text(properties.get("hs_timestamp")) or utc_text(message.get("createdAt")),
    )


def conversation_of(ticket: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation of a ticket; its one category is its label."""
    number = needed_id(ticket, "id")
    properties = object_in(ticket, "properties")
    created = utc_text(properties.get("createdate")) or utc_text(ticket.get("createdAt"))
    content = text_in(properties, "content")
    opening = Turn(author=Author.CUSTOMER, text=content, is_html=is_html(content), sent_at=created)
    category = text_in(properties, "hs_ticket_category")
    return Conversation(
        id=number,
        origin=origin_of("hubspot", "", created, number),
        turns=with_opening(opening, turns),
        subject=text_in(properties, "subject"),
        customer=next(iter(_associated(ticket, "contacts")), ""),
        label="" if ";" in category else category,
        metadata=metadata_of(
            created=created,
            priority=properties.get("hs_ticket_priority"),
            channel=properties.get("source_type"),
            stage=properties.get("hs_pipeline_stage"),
            resolution=properties.get("hs_resolution"),
        ),
    )


HUBSPOT_DESK = Desk(
    format="hubspot",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    keys=_keys,
    ticket_of=_ticket_of,
)

HUBSPOT = desk_importer(HUBSPOT_DESK, title="HubSpot (JSON)")
