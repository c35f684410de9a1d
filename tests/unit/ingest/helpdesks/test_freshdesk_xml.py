"""Freshdesk's account export becomes conversations."""

from tests.unit.ingest.helpdesks.desks import as_file, example_of, label_of, recognised, told

NOTE = (
    "<helpdesk-note><body>Turn it.</body><created-at>2014-01-02T11:00:00+05:30</created-at>"
    "<id type='integer'>5</id><incoming type='boolean'>false</incoming>"
    "<private type='boolean'>{private}</private></helpdesk-note>"
)
TICKET = (
    "<helpdesk-ticket><created-at type='datetime'>2014-01-02T10:00:00+05:30</created-at>"
    "<description>It is dark</description><display-id type='integer'>12</display-id>"
    "<requester-id type='integer'>1</requester-id><subject>Lamp</subject>"
    "<ticket-type>Problem</ticket-type><status-name>Closed</status-name>{notes}</helpdesk-ticket>"
)


def export(notes: str):
    ticket = TICKET.format(notes=notes)
    return as_file(f"<?xml version='1.0'?><helpdesk-tickets>{ticket}</helpdesk-tickets>", "t.xml")


SHOWN = f"<notes type='array'>{NOTE.format(private='false')}</notes>"


def test_the_export_is_recognised():
    assert recognised(export(SHOWN)) == [("freshdesk_xml", ["t.xml"])]


def test_notes_answer_the_description():
    example = example_of("freshdesk_xml", export(SHOWN))
    assert told(example) == [("user", "Lamp\n\nIt is dark"), ("assistant", "Turn it.")]
    assert (label_of(example), example.metadata["id"]) == ("Problem", "12")


def test_notes_under_their_long_name_are_read_too():
    notes = f"<helpdesk-notes>{NOTE.format(private='false')}</helpdesk-notes>"
    assert example_of("freshdesk_xml", export(notes)).answer.content == "Turn it."


def test_private_notes_are_left_out():
    notes = f"<notes type='array'>{NOTE.format(private='true')}</notes>"
    assert example_of("freshdesk_xml", export(notes)).answer is None


def test_a_ticket_without_notes_is_a_prompt():
    assert told(example_of("freshdesk_xml", export("<notes type='array'/>"))) == [
        ("user", "Lamp\n\nIt is dark")
    ]
