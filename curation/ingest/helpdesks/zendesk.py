"""Zendesk: tickets, comments, audits and users of its API, and its JSON export.

A comment does not say whether a customer or an agent wrote it: the role of its author does, and
without the users, whether the author is the one who asked. The description is the first comment;
the submitter is its author.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

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
    text_in,
)
from curation.ingest.helpdesks.ticket_turns import (
    UNKNOWN_TICKET,
    is_merge_notice,
    merged_into,
    origin_of,
    refuse_if,
    with_opening,
)
from curation.ingest.helpdesks.timestamps import utc_text

SYSTEM_USER = "-1"
"""The author of what Zendesk itself does."""

_TICKET = {"submitter_id", "requester_id", "raw_subject", "via", "collaborator_ids", "brand_id",
           "has_incidents", "ticket_form_id", "satisfaction_rating", "assignee_id"}  # fmt: skip
_COMMENT = {"author_id", "public", "html_body", "plain_body", "audit_id", "body"}
_USER = {"role", "email", "time_zone", "iana_time_zone", "user_fields", "restricted_agent",
         "ticket_restriction", "shared_agent", "only_private_comments"}  # fmt: skip
_ACCOUNT = re.compile(r"https?://([\w-]+)\.zendesk\.com/")
_EVENTS = ("events", "child_events")


def _part(value: Object) -> Part | None:
    keys = set(value)
    if "requester_id" in keys and (len(keys & _TICKET) >= 3 or _has_comments(value)):
        return Part.TICKET
    if keys & set(_EVENTS) and "ticket_id" in keys:
        return Part.MESSAGE
    if {"author_id", "public"} <= keys and keys & {"body", "html_body", "plain_body"}:
        return Part.MESSAGE
    if "author_id" in keys and len(keys & _COMMENT) >= 3:
        return Part.MESSAGE
    if "role" in keys and len(keys & _USER) >= 3:
        return Part.PERSON
    # Something is missing that makes it what it is; its ticket or its fault says so.
    return Part.TICKET if len(keys & _TICKET) >= 5 else None


def _has_comments(value: Object) -> bool:
    """True for a ticket of an export, however few of its fields were exported."""
    return any(_part(one) == Part.MESSAGE for one in objects_in(value, "comments"))


def _inside(ticket: Object) -> list[Object]:
    found = objects_in(ticket, "comments")
    return found or [one for audit in objects_in(ticket, "audits") for one in _spread(audit)]


def _spread(message: Object) -> list[Object]:
    """A comment itself, or the comments among the events of an audit."""
    name = next((name for name in _EVENTS if name in message), "")
    if not name:
        return [message]
    made = {
        "created_at": message.get("created_at") or message.get("timestamp"),
        "via": message.get("via"),
        "author_id": message.get("author_id") or message.get("updater_id"),
    }
    return [
        {**made, **event}
        for event in objects_in(message, name)
        if "Comment" in (event.get("type"), event.get("event_type"))
    ]


def author_of(author: str, ticket: Object, people: People) -> Author:
    """Whose words an author's are: the one who asked is the customer, whatever their role."""
    asked = _requester(ticket)
    if author == SYSTEM_USER:
        return Author.SYSTEM
    if author == asked:
        return Author.CUSTOMER
    role = text_in(people.get(author) or _known(ticket).get(author, {}), "role")
    if role:
        return Author.CUSTOMER if role == "end-user" else Author.AGENT
    return Author.AGENT


def turn_of(comment: Object, ticket: Object, people: People) -> Turn:
    """The turn of a comment; a voice comment says what was transcribed, else nothing."""
    text, html = _said(comment), ""
    if text_in(comment, "type") == "VoiceComment":
        text = text_in(object_in(comment, "data"), "transcription_text")
    elif not text.strip():
        html = text_in(comment, "html_body")
    author = author_of(needed_id(comment, "author_id"), ticket, people)
    if author == Author.AGENT and is_merge_notice(text or html):
        author = Author.SYSTEM
    return Turn(
        author=author,
        text=text if text.strip() else html,
        is_html=bool(html),
        is_private=not flag_in(comment, "public", missing=True),
        sent_at=utc_text(comment.get("created_at")),
    )


def conversation_of(ticket: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation of a ticket with the turns of its comments."""
    number = needed_id(ticket, "id", "nice_id")
    refuse_if(deleted=ticket.get("status") == "deleted")
    created = utc_text(ticket.get("created_at"))
    tags = shown_tags(ticket)
    opening = Turn(
        author=author_of(id_in(ticket, "submitter_id") or _requester(ticket), ticket, people),
        text=text_in(ticket, "description"),
        is_private=not flag_in(ticket, "is_public", missing=True),
        sent_at=created,
    )
    into = merged_into(turns)
    if not into and "closed_by_merge" in tags:
        into = UNKNOWN_TICKET
    account = _ACCOUNT.match(text_in(ticket, "url"))
    rating = ticket.get("satisfaction_rating") or ticket.get("satisfaction_score")
    via = ticket.get("via")
    return Conversation(
        id=number,
        origin=origin_of("zendesk", account[1] if account else "", created, number),
        turns=with_opening(opening, turns),
        subject=text_in(ticket, "subject"),
        customer=_requester(ticket),
        merged_into=into,
        metadata=metadata_of(
            created=created,
            status=ticket.get("status"),
            priority=ticket.get("priority"),
            type=ticket.get("type") or ticket.get("ticket_type"),
            channel=via.get("channel") if isinstance(via, Mapping) else via,
            tags=tags,
            rating=rating.get("score") if isinstance(rating, Mapping) else rating,
        ),
    )


def _requester(ticket: Object) -> str:
    """The id of who asked; an export may hold the person instead."""
    person = ticket.get("requester")
    return id_in(ticket, "requester_id") or (
        id_in(person, "id") if isinstance(person, Mapping) else ""
    )


def shown_tags(ticket: Object) -> list[str]:
    """The tags of a ticket, which the XML export writes with blanks between them."""
    found = ticket.get("tags") or ticket.get("current_tags")
    if isinstance(found, str):
        return found.split()
    return [tag for tag in found if isinstance(tag, str)] if isinstance(found, list) else []


def _known(ticket: Object) -> dict[str, dict[str, Any]]:
    """The people that stand in the ticket itself."""
    named = [ticket.get(name) for name in ("requester", "submitter", "assignee")]
    listed = ticket.get("users")
    named += listed if isinstance(listed, list) else []
    people = [one for one in named if isinstance(one, dict)]
    return {str(one.get("id", "")): one for one in people}


def _said(comment: Object) -> str:
    plain = text_in(comment, "body")
    return plain if plain.strip() else text_in(comment, "plain_body")


ZENDESK_DESK = Desk(
    format="zendesk",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    inside=_inside,
    spread=_spread,
    keys=lambda ticket: (id_in(ticket, "id", "nice_id"),),
    opening=lambda ticket: text_in(ticket, "description"),
    said=_said,
)

ZENDESK = desk_importer(
    ZENDESK_DESK, title="Zendesk (JSON)", is_complete=lambda ticket: bool(ticket.get("comments"))
)
