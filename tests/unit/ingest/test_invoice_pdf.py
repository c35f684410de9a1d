import io
import json

import pytest
from reportlab.pdfgen.canvas import Canvas

from curation.example import Example, Fault
from curation.ingest.invoices import pdf_text as pdf_text_module
from curation.ingest.invoices.pdf_text import clean, read_pdf
from curation.ingest.source_file import RowRefused
from tests.conftest import SHARED
from tests.unit.ingest.files import INVOICES, examples_of, reading_of

BAD = sorted(
    file
    for folder in ("pdf_broken", "pdf_encrypted", "pdf_odd")
    for file in (SHARED / "badinput" / folder).glob("*.pdf")
)


def only_outcome(file):
    (outcome,) = reading_of(file.read_bytes(), file.name, task=INVOICES).outcomes()
    return outcome


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_broken_odd_or_locked_pdf_is_one_example_or_one_fault(shared, file):
    outcome = only_outcome(file)
    if isinstance(outcome, Fault):
        assert outcome.reason
        assert outcome.cure
    else:
        assert len(outcome.messages[0].content) >= pdf_text_module.MIN_CHARACTERS


def test_most_broken_pdfs_still_give_their_text(shared):
    read = [file for file in BAD if isinstance(only_outcome(file), Example)]
    assert len(read) >= 35


@pytest.mark.parametrize("name", ["aes-128-m", "aes-256-m", "aes-256"])
def test_a_locked_pdf_says_that_it_needs_a_password(shared, name):
    outcome = only_outcome(shared / "badinput" / "pdf_encrypted" / f"{name}.pdf")
    assert outcome.reason == "This PDF needs a password."


def test_a_pdf_with_no_copy_flag_is_read(shared):
    outcome = only_outcome(shared / "badinput" / "pdf_odd" / "encryption_nocopy.pdf")
    assert isinstance(outcome, Example)


def test_pages_without_text_are_called_a_scan(shared):
    outcome = only_outcome(shared / "badinput" / "pdf_odd" / "veraPDFHiRes.pdf")
    assert "scan" in outcome.reason
    assert "OCR" in outcome.cure


def test_a_long_document_is_no_invoice(shared):
    outcome = only_outcome(shared / "badinput" / "pdf_odd" / "test_fontArialNotEmbedded.pdf")
    assert outcome.reason.startswith("It has 56 pages")


def test_bytes_that_only_claim_to_be_a_pdf_are_a_fault():
    (outcome,) = reading_of(b"%PDF-1.7\nnothing more", "x.pdf", task=INVOICES).outcomes()
    assert isinstance(outcome, Fault)


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_any_of_the_three_readers_is_enough(shared, monkeypatch, failing):
    def broken(data):
        raise TypeError("as readers do")

    readers = [broken, broken, broken]
    readers[failing] = pdf_text_module._READERS[failing]
    monkeypatch.setattr(pdf_text_module, "_READERS", tuple(readers))
    content = read_pdf((shared / "invoices" / "invoice2data" / "coolblue1.pdf").read_bytes())
    assert "993548900" in content.text
    assert "993548900" in {word.text for word in content.words}


def test_no_reader_at_all_is_a_broken_pdf(monkeypatch):
    monkeypatch.setattr(pdf_text_module, "_READERS", ())
    with pytest.raises(RowRefused, match="broken"):
        read_pdf(b"%PDF-1.4")


def test_text_is_cleaned_of_soft_hyphens_line_ends_and_margins():
    assert clean("   Rech\ufffenung\x00\r\n\r\n\r\n\r\n   Nr. 1  \r\n") == "Rech-nung\n\nNr. 1"


def test_all_pages_of_an_invoice_are_in_its_text(shared):
    file = shared / "invoices" / "zugferd" / "pdf_v2" / "zugferd_2p0_EN16931_1_Teilrechnung.pdf"
    (example,) = examples_of(file.read_bytes(), file.name, task=INVOICES)
    text = example.messages[0].content
    assert "471102" in text
    assert "Zahlbetrag                    147,65" in text  # on the last page


def test_an_invoice_proposes_its_fields_in_the_tasks_order(shared):
    file = shared / "invoices" / "invoice2data" / "AzureInterior.pdf"
    (example,) = examples_of(file.read_bytes(), file.name, task=INVOICES)
    assert list(json.loads(example.answer.content).items()) == [
        ("vendor", "Azure Interior"),
        ("invoice_number", "INV/2023/03/0008"),
        ("date", "2023-03-20"),
        ("currency", "USD"),
        ("net", "262.90"),
        ("tax", "16.94"),
        ("gross", "279.84"),
    ]
    assert (example.metadata["pages"], example.group) == ("1", "azure interior")


def test_each_field_is_suggested_with_its_place_and_a_confidence(shared):
    file = shared / "invoices" / "invoice2data" / "coolblue1.pdf"
    (example,) = examples_of(file.read_bytes(), file.name, task=INVOICES)
    found = {suggestion.question: suggestion for suggestion in example.suggestions}
    gross = found["fields.gross"]
    page, x0, top, x1, bottom = (float(side) for side in gross.place.split())
    assert (gross.value, gross.agent, page) == ("717.97", "rules", 1)
    assert 0.5 < gross.score <= 1
    assert 0 < x0 < x1 < 595
    assert 0 < top < bottom < 842


def test_a_letter_far_outside_its_page_is_left_out():
    """The blanks that lead up to it would fill the memory."""
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(100, 700, "Invoice number: 12345 of today")
    canvas.drawString(100, -9_000_000, "far")
    canvas.save()
    assert read_pdf(target.getvalue()).text == "Invoice number: 12345 of today"
