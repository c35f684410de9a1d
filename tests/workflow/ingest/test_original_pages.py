"""Pages of documents: shown to who may see the example, with personal values painted over."""

import hashlib
import re
from dataclasses import replace

import pytest

from curation.errors import NotFound
from curation.example import Source
from curation.files import erase_original, keep_original
from curation.ingest.invoices.pdf_pages import page_picture, page_texts
from curation.privacy.finding import Action, Finding, value_key
from curation.privacy.scan import Scan
from curation.scanner.fingerprint import current_fingerprint
from curation.store.findings import add_scans
from curation.workflow.ingest import original_pages
from curation.workflow.ingest.original_pages import page_of_example, paint_pages
from curation.workflow.privacy.decide import decide
from curation.workflow.privacy.masked import mask_examples
from tests.makers import ANN, CURATOR, make_example
from tests.staged import THEN, add_examples

NAME = "Pino Bluebird"


@pytest.fixture
def document(shared):
    return (shared / "invoices" / "invoice2data" / "coolblue1.pdf").read_bytes()


@pytest.fixture
def staged(workspace, document):
    """Stages the document's example with a text and the names found in it."""

    def stage(text: str, names: list[str], *, fingerprint: str = "") -> str:
        sha256 = hashlib.sha256(document).hexdigest()
        keep_original(workspace.folder, sha256, document)
        source = Source(file="a.pdf", sha256=sha256, row=1)
        example = replace(make_example(text, task="invoice-fields"), source=source)
        add_examples(workspace.store, [example])
        found = tuple(
            Finding(
                example_id=example.id,
                path="messages.0",
                begins=text.index(name),
                ends=text.index(name) + len(name),
                entity="PERSON",
                score=0.7,
                recognizer="Person",
                value_key=value_key(workspace.secret, "PERSON", name),
            )
            for name in names
        )
        scanner = fingerprint or current_fingerprint()
        scan = Scan(
            id="s1",
            example_id=example.id,
            version=1,
            edits_until=0,
            fingerprint=scanner,
            incomplete=False,
            findings=found,
        )
        add_scans(workspace.store, [scan], {}, fingerprint=scanner, recorded_at=THEN)
        return example.id

    return stage


def test_a_name_that_is_replaced_in_the_text_is_painted_over(workspace, document, staged):
    example_id = staged(f"Invoice for {NAME}", [NAME])
    begin = page_texts(document)[0].index(NAME)
    painted = page_picture(document, 1, hide=[(begin, begin + len(NAME))])
    assert page_of_example(workspace, ANN, example_id, version=1, page=1) == painted


def test_a_page_without_personal_values_is_shown_as_it_is(workspace, document, staged):
    example_id = staged("Invoice", [])
    shown = page_of_example(workspace, ANN, example_id, version=1, page=1)
    assert shown == page_picture(document, 1)


def test_the_words_of_a_name_are_painted_over_where_the_page_has_them_in_another_order(
    workspace, document, staged
):
    example_id = staged("Invoice for Bluebird  Pino", ["Bluebird  Pino"])
    text = page_texts(document)[0]
    places = [found.span() for found in re.finditer("Pino|Bluebird", text)]
    assert len(places) >= 2
    painted = page_picture(document, 1, hide=places)
    assert page_of_example(workspace, ANN, example_id, version=1, page=1) == painted


def test_a_page_is_not_shown_when_a_value_is_not_found_on_it(workspace, staged):
    example_id = staged("Invoice for Somebody Else", ["Somebody Else"])
    with pytest.raises(NotFound, match="could not be found"):
        page_of_example(workspace, ANN, example_id, version=1, page=1)


def test_a_page_is_not_shown_before_the_scan(workspace, staged):
    example_id = staged("Invoice", [], fingerprint="another scanner")
    with pytest.raises(NotFound, match="not scanned"):
        page_of_example(workspace, ANN, example_id, version=1, page=1)


def test_a_page_of_another_version_is_not_shown(workspace, staged):
    example_id = staged("Invoice", [])
    with pytest.raises(NotFound, match="changed"):
        page_of_example(workspace, ANN, example_id, version=2, page=1)


def test_a_page_that_the_document_does_not_have_is_not_found(workspace, staged):
    example_id = staged("Invoice", [])
    with pytest.raises(NotFound, match="no page 7"):
        page_of_example(workspace, ANN, example_id, version=1, page=7)


def test_a_picture_follows_every_decision_at_once(workspace, document, staged):
    example_id = staged(f"Invoice for {NAME}", [NAME])
    begin = page_texts(document)[0].index(NAME)
    painted = page_picture(document, 1, hide=[(begin, begin + len(NAME))])
    key = value_key(workspace.secret, "PERSON", NAME)
    shown = [page_of_example(workspace, ANN, example_id, version=1, page=1)]
    for number, action in enumerate((Action.KEEP, Action.MASK)):
        decide(workspace, CURATOR, "invoice-fields", "PERSON", key, action, request_id=f"d{number}")
        shown.append(page_of_example(workspace, ANN, example_id, version=1, page=1))
    assert shown == [painted, page_picture(document, 1), painted]


def test_a_picture_in_memory_is_not_shown_when_the_document_is_erased(workspace, document, staged):
    example_id = staged("Invoice", [])
    page_of_example(workspace, ANN, example_id, version=1, page=1)
    erase_original(workspace.folder, hashlib.sha256(document).hexdigest())
    with pytest.raises(NotFound, match="not kept"):
        page_of_example(workspace, ANN, example_id, version=1, page=1)


def test_a_picture_in_memory_is_not_shown_when_another_scanner_would_find_more(
    workspace, staged, monkeypatch
):
    example_id = staged("Invoice", [])
    page_of_example(workspace, ANN, example_id, version=1, page=1)
    monkeypatch.setattr(original_pages, "current_fingerprint", lambda: "a better scanner")
    with pytest.raises(NotFound, match="not scanned"):
        page_of_example(workspace, ANN, example_id, version=1, page=1)


def test_a_release_paints_the_same_pages_as_review(workspace, staged):
    example_id = staged(f"Invoice for {NAME}", [NAME])
    masked = mask_examples(workspace, "invoice-fields", ids=[example_id])[0]
    pages = paint_pages(workspace, masked.staged.example, masked.masking, [masked.prompt])
    assert pages[0] == page_of_example(workspace, ANN, example_id, version=1, page=1)
