"""Documents that are added: their pages stay to be looked at, their scans are recognised."""

import pytest

from curation.errors import NotFound
from curation.files import read_original
from curation.store.examples import list_examples
from curation.workflow.ingest.ingest import ingest_files
from curation.workflow.ingest.ingest_preview import preview_files
from curation.workflow.ingest.input_files import input_files
from tests.makers import CURATOR

TASK = "invoice-fields"


@pytest.fixture
def invoice(shared):
    return shared / "invoices" / "invoice2data" / "coolblue1.pdf"


def test_the_document_of_an_added_invoice_is_kept(workspace, invoice):
    ingest_files(workspace, CURATOR, TASK, input_files([invoice]))
    (staged,) = list_examples(workspace.store, TASK)
    assert staged.example.metadata["pages"] == "1"
    kept = read_original(workspace.folder, staged.example.source.sha256)
    assert kept == invoice.read_bytes()


def test_a_document_that_is_only_looked_at_is_not_kept(workspace, invoice):
    preview_files(workspace, CURATOR, TASK, input_files([invoice]))
    assert not (workspace.folder / "originals").exists()


def test_a_document_that_cannot_be_read_is_not_kept(workspace, shared):
    locked = sorted((shared / "badinput" / "pdf_encrypted").glob("*.pdf"))
    (report,) = ingest_files(workspace, CURATOR, TASK, input_files(locked[:1]))
    assert report.counts.faults == 1
    with pytest.raises(NotFound):
        read_original(workspace.folder, report.upload.sha256)


def test_a_photographed_receipt_is_read_and_marked_to_be_checked(workspace, shared):
    picture = sorted((shared / "invoices" / "sroie_receipts" / "img").glob("*"))[0]
    ingest_files(workspace, CURATOR, TASK, input_files([picture]))
    (staged,) = list_examples(workspace.store, TASK)
    assert any("text recognition" in remark for remark in staged.example.remarks)
