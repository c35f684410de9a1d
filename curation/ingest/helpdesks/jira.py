"""Jira Service Management: requests and comments of its API, and issues of Jira's platform API.

The reporter is the customer. Bodies are documents (platform API 3), wiki text, or wiki text with
the HTML it becomes, which is then read.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from curation.ingest.conversation import Author, Conversation, Turn
from curation.ingest.helpdesks.adf import adf_to_text, is_adf
from curation.ingest.helpdesks.desk import Desk, Page, Part, People
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
from curation.ingest.helpdesks.ticket_turns import origin_of, with_opening
from curation.ingest.helpdesks.timestamps import utc_text

_REQUEST = {"issueId", "issueKey", "requestTypeId", "serviceDeskId", "requestFieldValues",
            "currentStatus", "createdDate", "reporter", "requestType"}  # fmt: skip
_ISSUE = {"summary", "issuetype", "project", "reporter", "description", "status", "created"}
_COMMENT = {"jsdPublic", "renderedBody", "public", "updateAuthor"}
_PERSON = {"accountId", "displayName", "emailAddress", "accountType", "avatarUrls", "timeZone"}
_ADDRESS = re.compile(r"/(?:request|issue)/([^/?]+)/comment")
_HOST = re.compile(r"https?://([^/]+)/")


def _part(value: Object) -> Part | None:
    keys = set(value)
    fields = value.get("fields")
    if len(keys & _REQUEST) >= 4:
        return Part.TICKET
    if isinstance(fields, Mapping) and len(set(fields) & _ISSUE) >= 2 and {"id", "key"} & keys:
        return Part.TICKET
    if {"author", "body"} <= keys and keys & _COMMENT:
        return Part.MESSAGE
    return Part.PERSON if len(keys & _PERSON) >= 3 else None


def _inside(ticket: Object) -> list[Object]:
    nested = object_in(object_in(ticket, "fields"), "comment")
    found = objects_in(nested, "comments")
    beside = ticket.get("comments")
    return found + (
        objects_in(ticket, "comments")
        if isinstance(beside, list)
        else objects_in(object_in(ticket, "comments"), "values")
    )


def _ticket_of(comment: Object, page: Page) -> str:
    """The key or number in the address of the comment or of its page."""
    found = id_in(comment, "issueKey", "issueId")
    for value in (comment, page.around):
        for address in (value.get("self"), object_in(value, "_links").get("self")):
            there = _ADDRESS.search(str(address))
            found = found or (there[1] if there else "")
    return found


def _person(value: Object) -> str:
    return id_in(value, "accountId", "key", "name", "emailAddress")


def _body(value: Object, name: str) -> tuple[str, bool]:
    """The text of a body and whether it is HTML."""
    rendered = value.get("renderedBody") if name == "body" else None
    html = rendered.get("html") if isinstance(rendered, Mapping) else rendered
    if isinstance(html, str) and html.strip():
        return html, True
    found = value.get(name)
    return (adf_to_text(found), False) if is_adf(found) else (text_in(value, name), False)


def turn_of(comment: Object, ticket: Object, people: People) -> Turn:
    """The turn of a comment; what is restricted to a role is private."""
    writer = object_in(comment, "author")
    kind = text_in(writer, "accountType")
    author = Author.CUSTOMER if kind == "customer" else Author.AGENT
    if kind == "app":
        author = Author.SYSTEM
    if _person(writer) and _person(writer) == _person(_reporter(ticket)):
        author = Author.CUSTOMER
    is_public = flag_in(comment, "public", missing=True) and flag_in(
        comment, "jsdPublic", missing=True
    )
    text, is_html = _body(comment, "body")
    return Turn(
        author=author,
        text=text,
        is_html=is_html,
        is_private=not is_public or bool(comment.get("visibility")),
        sent_at=_moment(comment.get("created")),
    )


def conversation_of(ticket: Object, turns: Sequence[Turn], people: People) -> Conversation:
    """The conversation of a request or an issue; the name of the request's type is its label."""
    number = needed_id(ticket, "issueKey", "key", "issueId", "id")
    fields = _fields(ticket)
    created = _moment(ticket.get("createdDate") or fields.get("created"))
    text, is_html = _body(fields, "description")
    opening = Turn(author=Author.CUSTOMER, text=text, is_html=is_html, sent_at=created)
    return Conversation(
        id=number,
        origin=origin_of("jira", _account(ticket), created, number),
        turns=with_opening(opening, turns),
        subject=text_in(fields, "summary"),
        customer=_person(_reporter(ticket)),
        label=_request_type(ticket, fields),
        metadata=metadata_of(
            created=created,
            status=_name(ticket.get("currentStatus") or fields.get("status")),
            priority=_name(fields.get("priority")),
            type=_name(fields.get("issuetype")),
            tags=fields.get("labels"),
            rating=_rating(fields),
        ),
    )


def _reporter(ticket: Object) -> Object:
    return object_in(ticket, "reporter") or object_in(object_in(ticket, "fields"), "reporter")


def _fields(ticket: Object) -> Object:
    """The fields of an issue, or those that a customer filled in for a request."""
    found = {
        text_in(one, "fieldId"): one.get("value")
        for one in objects_in(ticket, "requestFieldValues")
    }
    return {**found, **object_in(ticket, "fields")}


def _request_type(ticket: Object, fields: Object) -> str:
    named = [ticket.get("requestType")]
    named += [one.get("requestType") for one in fields.values() if isinstance(one, Mapping)]
    return next((name for one in named if (name := _name(one))), "")


def _rating(fields: Object) -> str:
    """The satisfaction of the customer, a field that only a number of the installation names."""
    found = [one.get("rating") for one in fields.values() if isinstance(one, Mapping)]
    return next((shown(rating) for rating in found if isinstance(rating, int)), "")


def _name(value: Any) -> str:
    if not isinstance(value, Mapping):
        return shown(value)
    return shown(value.get("name")) or shown(value.get("status"))


def _moment(value: Any) -> str:
    """A moment as either API writes it; {"iso8601", "epochMillis"} in one of them."""
    if isinstance(value, Mapping):
        return utc_text(value.get("epochMillis")) or utc_text(value.get("iso8601"))
    return utc_text(value)


def _account(ticket: Object) -> str:
    for address in (ticket.get("self"), object_in(ticket, "_links").get("self")):
        host = _HOST.match(str(address))
        if host:
            return host[1]
    return ""


JIRA_DESK = Desk(
    format="jira",
    part=_part,
    turn=turn_of,
    conversation=conversation_of,
    inside=_inside,
    keys=lambda ticket: tuple(id_in(ticket, name) for name in ("issueId", "issueKey", "id", "key")),
    ticket_of=_ticket_of,
)

JIRA = desk_importer(JIRA_DESK, title="Jira Service Management (JSON)")
