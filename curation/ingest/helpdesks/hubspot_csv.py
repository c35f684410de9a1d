"""HubSpot's CSV export of tickets: descriptions at best, no e-mails."""

from curation.ingest.helpdesks.ticket_table import TicketTable, table_importer

HUBSPOT_CSV = table_importer(
    TicketTable(
        format="hubspot_csv",
        title="HubSpot (CSV export)",
        desk="HubSpot",
        signs=frozenset({
            "ticket id", "ticket name", "pipeline", "ticket status", "create date",
            "ticket owner", "ticket description", "close date", "last activity date",
            "associated contact", "associated company", "associated contact ids",
            "time to close", "record id",
        }),
        messages=("ticket description", "description", "content"),
        columns={
            "subject": ("ticket name",),
            "id": ("ticket id", "record id"),
            "group": ("associated contact ids", "associated contact", "associated company"),
            "label": ("category",),
        },
        export="Add the column “Ticket description” to the export. For replies, fetch tickets and "
        "e-mails with their associations by the API.",
    )
)  # fmt: skip
