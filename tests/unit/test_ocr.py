"""Text recognition reads a real receipt where the program is installed."""

import os

import pytest

from curation import ocr
from curation.ingest.choices import Choices
from curation.ingest.importers import read_files
from curation.ingest.source_file import SourceFile
from tests.unit.ingest.files import INVOICES

without = pytest.mark.skipif(
    not ocr.is_installed() and os.environ.get("CI") != "true", reason="tesseract is not installed"
)


@without
def test_a_receipt_is_read(shared):
    data = (shared / "invoices" / "sroie_receipts" / "img" / "196.jpg").read_bytes()
    choices = Choices(read_page=ocr.read_page)
    reading = read_files([SourceFile.of("196.jpg", data)], INVOICES, choices=choices)
    (example,) = reading.outcomes()
    assert "POPULAR BOOK" in example.messages[0].content
    assert '"gross": "5.75"' in example.answer.content


@without
def test_what_is_no_picture_fails_plainly():
    with pytest.raises(RuntimeError):
        ocr.read_page(b"no picture")


def test_a_missing_program_is_told(monkeypatch):
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    assert not ocr.is_installed()
    with pytest.raises(RuntimeError):
        ocr.read_page(b"")
