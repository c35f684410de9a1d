"""CSV lists of tickets become prompts where they hold messages, and are refused where not."""

import csv
import io

import pytest

from curation.errors import InputRefused
from curation.ingest.helpdesks.ticket_table import NO_REPLIES, ONLY_SUBJECTS
from tests.unit.ingest.files import reading_of
from tests.unit.ingest.helpdesks.desks import as_file, example_of, label_of, recognised, told

ZENDESK = {"Summation column": "1", "Id": "35", "Requester": "Ann", "Requester id": "5",
           "Requester external id": "-", "Requester email": "a@example.org", "Submitter": "Ann",
           "Assignee": "Jo", "Group": "Help", "Subject": "Lamp", "Tags": "dark", "Status": "Closed",
           "Priority": "-", "Via": "Mail", "Ticket type": "Question",
           "Satisfaction Score": "Good", "Group stations": "1"}  # fmt: skip
FRESHDESK = {"Ticket ID": "12", "Subject": "Lamp", "Status": "Closed", "Priority": "Low",
             "Source": "Email", "Type": "Problem", "Agent": "Jo", "Group": "Help",
             "Created time": "2026-01-01 10:00:00", "Due by Time": "", "Resolved time": "",
             "Closed time": "", "Last update time": "", "Email": "a@example.org"}  # fmt: skip
HUBSPOT = {"Ticket ID": "77", "Ticket name": "Lamp", "Pipeline": "Support Pipeline",
           "Ticket status": "New", "Create date": "2026-01-01 10:00", "Priority": "High",
           "Source": "Email", "Category": "Billing", "Ticket owner": "Jo"}  # fmt: skip
FORMATS = {"zendesk_csv": ZENDESK, "freshdesk_csv": FRESHDESK, "hubspot_csv": HUBSPOT}


def table(*rows: dict) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_export_is_recognised_by_its_columns(format):
    assert recognised(as_file(table(FORMATS[format]), "x.csv")) == [(format, ["x.csv"])]


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_without_messages_has_its_subjects_as_prompts_to_be_answered(format):
    reading = reading_of(table(FORMATS[format]))
    (example,) = reading.outcomes()
    assert (told(example), example.answer) == ([("user", "Lamp")], None)
    assert reading.note.startswith(ONLY_SUBJECTS)
    assert "xport" in reading.note.removeprefix(ONLY_SUBJECTS)


def test_an_export_without_subjects_is_refused_with_what_to_export():
    row = {name: value for name, value in ZENDESK.items() if name != "Subject"}
    with pytest.raises(InputRefused, match="holds no messages") as refusal:
        reading_of(table(row))
    assert "JSON" in refusal.value.cure


@pytest.mark.parametrize(
    ("format", "column", "group"),
    [
        ("zendesk_csv", "Description [txt]", "5"),
        ("freshdesk_csv", "Description", "a@example.org"),
        ("hubspot_csv", "Ticket description", ""),
    ],
)
def test_a_column_of_messages_makes_prompts_to_be_answered(format, column, group):
    text = table(FORMATS[format] | {column: "It is dark"})
    example = example_of(format, as_file(text, "x.csv"))
    assert told(example) == [("user", "Lamp\n\nIt is dark")]
    assert example.group == group
    assert reading_of(text).note == NO_REPLIES


def test_the_type_of_a_freshdesk_ticket_is_its_label():
    text = table(FRESHDESK | {"Description": "It is dark"})
    assert label_of(example_of("freshdesk_csv", as_file(text))) == "Problem"


def test_a_person_may_take_the_subjects_for_messages():
    reading = reading_of(table(ZENDESK), columns={"input": "Subject", "subject": ""})
    (example,) = reading.outcomes()
    assert told(example) == [("user", "Lamp")]
