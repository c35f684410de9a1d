"""Freshdesk's account export: tickets with their notes as XML, in the words of its old API."""

from dataclasses import replace
from typing import Any

from curation.ingest.helpdesks.desk import Part
from curation.ingest.helpdesks.desk_reading import SURE, desk_importer
from curation.ingest.helpdesks.freshdesk import FRESHDESK_DESK
from curation.ingest.helpdesks.xml_records import records_in_xml
from curation.ingest.look import Look


def _renamed(ticket: dict[str, Any]) -> dict[str, Any]:
    notes = ticket.get("notes") or ticket.get("helpdesk_notes")
    return {**ticket, "notes": notes}


def _confidence(look: Look) -> float:
    return SURE if look.root in ("helpdesk-tickets", "helpdesk-ticket") else 0.0


FRESHDESK_XML = desk_importer(
    replace(
        FRESHDESK_DESK,
        format="freshdesk_xml",
        part=lambda value: Part.TICKET,
        records=lambda file: records_in_xml(file, "helpdesk-ticket", _renamed),
    ),
    title="Freshdesk (XML export)",
    confidence=_confidence,
)
