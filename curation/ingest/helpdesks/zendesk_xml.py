"""Zendesk's XML export: tickets with their comments, in the words of its first API."""

from dataclasses import replace
from typing import Any

from curation.ingest.helpdesks.desk import Part
from curation.ingest.helpdesks.desk_reading import SURE, desk_importer
from curation.ingest.helpdesks.xml_records import records_in_xml
from curation.ingest.helpdesks.zendesk import ZENDESK_DESK
from curation.ingest.look import Look

_STATUS = ("new", "open", "pending", "solved", "closed", "deleted", "hold")
_SIGNS = ("<nice-id", "<requester-id", "<submitter-id", "<ticket-type-id", "<comments")


def _renamed(ticket: dict[str, Any]) -> dict[str, Any]:
    """The ticket as the JSON export names its fields."""
    comments = ticket.get("comments")
    status = ticket.get("status_id")
    found = {
        "id": ticket.get("nice_id") or ticket.get("id"),
        "comments": [_comment(one) for one in comments] if isinstance(comments, list) else comments,
    }
    if isinstance(status, str) and status.isdecimal() and int(status) < len(_STATUS):
        found["status"] = _STATUS[int(status)]
    return {**ticket, **found}


def _comment(comment: Any) -> Any:
    if not isinstance(comment, dict):
        return comment
    return {**comment, "body": comment.get("value"), "public": comment.get("is_public")}


def _confidence(look: Look) -> float:
    if look.root not in ("tickets", "ticket"):
        return 0.0
    signs = sum(sign in look.head for sign in _SIGNS)
    return SURE if signs >= 2 else 0.4 * signs


ZENDESK_XML = desk_importer(
    replace(
        ZENDESK_DESK,
        format="zendesk_xml",
        part=lambda value: Part.TICKET,
        records=lambda file: records_in_xml(file, "ticket", _renamed),
    ),
    title="Zendesk (XML export)",
    confidence=_confidence,
)
