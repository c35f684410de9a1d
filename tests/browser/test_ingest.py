"""Adding files in a real browser, and mending the rows that were faulty."""

import csv
import io

import pytest

from tests.browser.conftest import picture, settled


@pytest.fixture
def on_ingest(desk, owner):
    """The ingest page of the ticket task."""
    owner.goto(f"{desk.address}/ingest")
    owner.get_by_role("combobox", name="Task").click()
    owner.get_by_role("option", name="Support replies").click()
    owner.get_by_text("Drop the export of your help desk").wait_for()
    settled(owner)
    return owner


def faulty_table(shared, tmp_path):
    """The first real tickets, and two rows that are faulty, one with a formula."""
    source = shared / "tickets" / "bitext_support" / "bitext_support.csv"
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[:41]
    blank = [""] * len(rows[0])
    rows += [[*blank[:-1], "=1+1"], blank]
    target = tmp_path / "tickets of Ann.csv"
    with target.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return target


def test_files_are_added_and_faulty_rows_mended_and_added_again(on_ingest, shared, tmp_path):
    page = on_ingest
    page.get_by_text("Nothing is added yet").wait_for()
    picture(page, "ingest-empty")
    page.locator("input[type=file]").first.set_input_files(faulty_table(shared, tmp_path))
    add = page.get_by_role("button", name="Add 40 examples")
    add.wait_for()
    settled(page)
    picture(page, "ingest-preview")
    add.click()
    page.get_by_text("Read 42 rows: 40 added, 0 changed, 0 there already, 2 faulty.").wait_for()
    settled(page)
    picture(page, "ingest-added")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download them as CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as stream:
        header, formula, _ = csv.reader(stream)
    assert formula[-1] == "'=1+1"
    formula[header.index("instruction")] = "What is one and one?"
    mended = io.StringIO(newline="")
    csv.writer(mended).writerows([header, formula])
    file = {"name": "mended.csv", "mimeType": "text/csv", "buffer": mended.getvalue().encode()}
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="Add 1 example").click()
    page.get_by_text("Read 1 row: 1 added, 0 changed, 0 there already, 0 faulty.").wait_for()
