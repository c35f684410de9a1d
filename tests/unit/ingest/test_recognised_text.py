"""Scans and photographs are read where text recognition is handed in, and say so."""

import io

import pytest
from PIL import Image

from curation.example import Example, Fault
from curation.ingest.choices import Choices
from curation.ingest.invoices.recognised_text import REMARK, recognise_picture
from curation.ingest.source_file import RowRefused
from curation.sample.invoice import make_invoices
from curation.sample.scans import draw_scan
from tests.unit.ingest.files import INVOICES, reading_of

TEXT = "Nord Ltd\nInvoice N-7\nInvoice date: 2026-03-01\nTotal 12.00 EUR\n"


def outcome_of(data, name, read_page):
    reading = reading_of(data, name, task=INVOICES, choices=Choices(read_page=read_page))
    (outcome,) = reading.outcomes()
    return outcome


@pytest.fixture(scope="module")
def scan():
    return draw_scan(make_invoices()[0], seed=1)


def picture(format="PNG", **options):
    file = io.BytesIO()
    Image.new("L", (40, 30), 255).save(file, format, **options)
    return file.getvalue()


def test_a_scan_is_read_by_what_is_handed_in_and_says_so(scan):
    outcome = outcome_of(scan, "scan.pdf", lambda png: TEXT)
    assert isinstance(outcome, Example)
    assert (outcome.messages[0].content, outcome.remarks) == (TEXT.strip(), (REMARK,))


def test_recognised_fields_are_suggested_without_a_place(scan):
    outcome = outcome_of(scan, "scan.pdf", lambda png: TEXT)
    found = {suggestion.question: suggestion for suggestion in outcome.suggestions}
    assert found["fields.invoice_number"].value == "N-7"
    assert {suggestion.place for suggestion in outcome.suggestions} == {""}


def test_each_page_is_handed_in_as_a_grey_picture(scan):
    seen = []
    outcome_of(scan, "scan.pdf", lambda png: seen.append(png) or TEXT)
    (page,) = [Image.open(io.BytesIO(png)) for png in seen]
    assert (page.format, page.mode, page.height) == ("PNG", "L", 2339)  # A4 at 200 dpi


def test_without_text_recognition_a_scan_says_what_is_missing(scan):
    outcome = outcome_of(scan, "scan.pdf", None)
    assert isinstance(outcome, Fault)
    assert "scan" in outcome.reason


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_read(format):
    assert isinstance(outcome_of(picture(format), "a.bin", lambda png: TEXT), Example)


def test_every_page_of_a_tiff_is_read():
    pages = picture("TIFF", save_all=True, append_images=[Image.new("L", (40, 30))])
    assert recognise_picture(pages, lambda png: "Twenty letters and more").pages == 2


def test_a_picture_without_text_recognition_is_a_fault():
    outcome = outcome_of(picture(), "a.png", None)
    assert "not installed" in outcome.reason


def test_a_picture_in_which_nothing_is_found_is_a_fault():
    assert "found no text" in outcome_of(picture(), "a.png", lambda png: " \n").reason


def test_a_broken_picture_is_a_fault():
    assert "broken" in outcome_of(picture()[:40], "a.png", lambda png: TEXT).reason


def test_a_recognition_that_fails_is_a_fault():
    def fails(png):
        raise RuntimeError("It took too long.")

    assert "did not manage" in outcome_of(picture(), "a.png", fails).reason


def test_a_picture_that_claims_to_be_huge_is_not_opened():
    with pytest.raises(RowRefused, match="million dots"):
        recognise_picture(picture_of_size(8_000, 6_000), lambda png: TEXT)


def picture_of_size(width, height):
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()
