"""Freshdesk's CSV export of tickets: columns about tickets, no conversations."""

from curation.ingest.helpdesks.ticket_table import TicketTable, table_importer

FRESHDESK_CSV = table_importer(
    TicketTable(
        format="freshdesk_csv",
        title="Freshdesk (CSV export)",
        desk="Freshdesk",
        signs=frozenset({
            "created time", "due by time", "resolved time", "closed time", "last update time",
            "initial response time", "time tracked", "first response time (in hrs)",
            "resolution time (in hrs)", "agent interactions", "customer interactions",
            "resolution status", "first response status", "survey results", "association type",
            "every response status", "internal agent", "internal group",
        }),
        messages=("description", "ticket description"),
        columns={
            "subject": ("subject",),
            "id": ("ticket id",),
            "group": ("email", "contact id", "full name", "requester email", "requester name"),
            "label": ("type",),
        },
        export="Export the whole account instead (Admin, Account, Export data), or fetch tickets "
        "and conversations by the API: these have every reply.",
    )
)  # fmt: skip
