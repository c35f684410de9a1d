"""A help desk's export in a real browser: from the file to staged examples in four clicks."""

import json

from tests.browser.conftest import picture, settled

OBJECTS = ("zendesk_ticket.json", "zendesk_ticket_comments.json", "zendesk_users.json")


def export(tmp_path):
    """An export as Zendesk writes it: one ticket in a line, its comments inside."""
    quoted = "Thanks, it works.\n\nOn Mon, 2 Nov 2026 at 10:12, Support wrote:\n> It ships today."
    lines = [
        {
            "id": number,
            "url": f"https://acme.zendesk.com/api/v2/tickets/{number}.json",
            "subject": f"Order {number}",
            "description": f"Where is my order {number}?",
            "requester_id": 7,
            "status": "closed",
            "created_at": "2026-11-02T09:00:00Z",
            "comments": [
                comment(1, 7, f"Where is my order {number}?", minute=0),
                comment(2, 9, "Look at the carrier.", minute=5, public=False),
                comment(3, 9, "It ships today.", minute=10),
                comment(4, 7, quoted, minute=20),
                comment(5, 9, "Good to hear.", minute=30),
            ],
        }
        for number in range(1, 13)
    ]
    file = tmp_path / "export.json"
    file.write_text("\n".join(map(json.dumps, lines)))
    return file


def comment(number, author, body, *, minute, public=True):
    return {
        "id": number, "type": "Comment", "author_id": author, "body": body, "plain_body": body,
        "html_body": "", "public": public, "created_at": f"2026-11-02T09:{minute:02}:00Z",
    }  # fmt: skip


def test_a_newcomer_brings_a_zendesk_export_in_with_four_clicks(owner, tmp_path):
    owner.get_by_role("link", name="Ingest", exact=True).click()
    owner.get_by_role("combobox", name="Task").click()
    owner.get_by_role("option", name="Support replies").click()
    owner.get_by_text("Drop the export of your help desk").wait_for()
    settled(owner)
    owner.locator("input[type=file]").first.set_input_files(export(tmp_path))
    add = owner.get_by_role("button", name="Add 12 examples")
    add.wait_for()
    assert "Zendesk" in owner.get_by_role("combobox", name="Read as").input_value()
    settled(owner)
    picture(owner, "ingest-zendesk")
    add.click()
    owner.get_by_text("Read 12 rows: 12 added, 0 changed, 0 there already, 0 faulty.").wait_for()


def test_tickets_comments_and_users_that_come_in_three_files_are_one_reading(owner, desk, shared):
    owner.goto(f"{desk.address}/ingest?task=support-replies")
    files = [shared / "tickets" / "helpdesk_api" / name for name in OBJECTS]
    owner.locator("input[type=file]").first.set_input_files(files)
    owner.get_by_role("button", name="Add 1 example").wait_for()
    assert "Zendesk" in owner.get_by_role("combobox", name="Read as").input_value()


def test_an_invoice_is_read_as_its_page_with_the_answer_from_its_xml(owner, desk, shared):
    owner.goto(f"{desk.address}/ingest?task=invoice-fields")
    file = next(iter(sorted((shared / "invoices" / "zugferd" / "pdf_v2").glob("*.pdf"))))
    owner.locator("input[type=file]").first.set_input_files(file)
    owner.get_by_role("button", name="Add 1 example").wait_for()
    settled(owner)
    picture(owner, "ingest-invoice")
