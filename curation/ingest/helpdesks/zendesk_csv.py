"""Zendesk's CSV export: all about tickets, and nothing that was said in them."""

from curation.ingest.helpdesks.ticket_table import TicketTable, table_importer

ZENDESK_CSV = table_importer(
    TicketTable(
        format="zendesk_csv",
        title="Zendesk (CSV export)",
        desk="Zendesk",
        signs=frozenset({
            "summation column", "requester", "requester id", "requester external id",
            "requester email", "requester domain", "submitter", "assignee", "ticket type",
            "assigned at", "initially assigned at", "solved at", "resolution time",
            "satisfaction score", "group stations", "assignee stations", "reopens", "via",
        }),
        messages=("description", "ticket description", "description [txt]", "first comment"),
        columns={
            "subject": ("subject",),
            "id": ("id",),
            "group": ("requester id", "requester email", "requester"),
        },
        export="Export the tickets as JSON instead (Admin Center, Account, Tools, Reports, "
        "Export): that has every comment.",
    )
)  # fmt: skip
