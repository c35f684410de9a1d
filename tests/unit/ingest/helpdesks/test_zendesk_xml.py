"""Zendesk's XML export becomes conversations."""

import pytest

from curation.errors import InputRefused
from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    outcomes_of,
    recognised,
    told,
)


def comment(author: int, value: str, hour: int, public: str = "true") -> str:
    return (
        f'<comment><author-id type="integer">{author}</author-id><created-at type="datetime">'
        f'2014-01-02T{hour}:00:00+01:00</created-at><is-public type="boolean">{public}</is-public>'
        f"<type>Comment</type><value>{value}</value></comment>"
    )


def ticket(*comments: str, number: int = 35, extra: str = "") -> str:
    return (
        f'<ticket><assignee-id type="integer">6</assignee-id><created-at type="datetime">'
        f"2014-01-02T10:00:00+01:00</created-at><current-tags>lamps dark</current-tags>"
        f'<description>It is dark</description><nice-id type="integer">{number}</nice-id>'
        f'<requester-id type="integer">5</requester-id><status-id>3</status-id>'
        f'<submitter-id type="integer">5</submitter-id><subject>Lamp</subject>{extra}'
        f'<organization-id type="integer" nil="true"></organization-id>'
        f'<comments type="array">{"".join(comments)}</comments></ticket>'
    )


def export(*tickets: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<tickets type="array">'
        f"{''.join(tickets)}</tickets>"
    ).encode()


QUESTION, ANSWER = comment(5, "It is dark", 10), comment(6, "Turn it &amp; wait.", 11)


def test_the_export_is_recognised():
    file = as_file(export(ticket(QUESTION)), "a.txt")
    assert recognised(file) == [("zendesk_xml", ["a.txt"])]


def test_comments_are_the_conversation_and_the_description_is_not_doubled():
    example = example_of("zendesk_xml", as_file(export(ticket(QUESTION, ANSWER))))
    assert told(example) == [("user", "Lamp\n\nIt is dark"), ("assistant", "Turn it & wait.")]
    assert (example.group, example.metadata["id"], example.metadata["status"]) == (
        "5", "35", "solved"
    )  # fmt: skip


def test_private_comments_are_left_out():
    note = comment(6, "He is angry", 12, "false")
    example = example_of("zendesk_xml", as_file(export(ticket(QUESTION, ANSWER, note))))
    assert "angry" not in str(told(example))


def test_tags_are_divided_at_blanks():
    merged = ticket(QUESTION).replace("lamps dark", "lamps closed_by_merge")
    assert "merged" in fault_of("zendesk_xml", as_file(export(merged))).reason


def test_every_ticket_is_a_row_with_its_place():
    tickets = [ticket(QUESTION, number=n) for n in (1, 2, 3)]
    outcomes = outcomes_of("zendesk_xml", as_file(export(*tickets)))
    assert [(one.source.row, one.metadata["id"]) for one in outcomes] == [
        (1, "1"), (2, "2"), (3, "3")
    ]  # fmt: skip


def test_a_ticket_without_its_number_is_a_fault_that_can_be_mended_as_json():
    fault = fault_of("zendesk_xml", as_file(export("<ticket><subject>Lamp</subject></ticket>")))
    assert (fault.row, fault.content[:1]) == (1, "{")


def test_a_file_that_breaks_off_is_refused_with_the_line():
    with pytest.raises(InputRefused, match="line 2"):
        outcomes_of("zendesk_xml", as_file(export(ticket(QUESTION))[:-40]))


def test_a_document_type_is_refused():
    before = '<!DOCTYPE tickets [<!ENTITY a "b">]>'
    with pytest.raises(InputRefused, match="DOCTYPE"):
        outcomes_of("zendesk_xml", as_file(export(ticket(QUESTION), before=before)))


def test_words_of_a_customer_about_document_types_are_text():
    said = comment(5, "&lt;!DOCTYPE html&gt; <![CDATA[<!DOCTYPE x>]]>", 12)
    example = example_of("zendesk_xml", as_file(export(ticket(QUESTION, said))))
    assert "<!DOCTYPE x>" in str(told(example))
