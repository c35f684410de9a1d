"""Pages of documents as pictures in the lines of a release."""

import base64
import hashlib
import json
import zipfile
from dataclasses import replace

import pytest

from curation.errors import InputRefused
from curation.example import Source
from curation.files import erase_original, keep_original, read_lines, read_manifest
from curation.ingest.invoices.pdf_pages import page_picture
from curation.people import COMMAND_LINE
from curation.release.method import TrainingMethod
from curation.release.pictures import (
    NOT_PAINTED,
    TOO_MANY_PAGES,
    Detail,
    Form,
    Pictures,
    picture_name,
)
from curation.workflow.privacy.erase import erase_subject
from curation.workflow.release.release import cut_release
from curation.workflow.release.release_lines import release_table
from curation.workflow.release.validate import validate_file
from curation.workflow.training.providers import close_trainer
from curation.workflow.training.train import submit_job, wait_for_job
from tests.makers import CURATOR, OWNER, make_example
from tests.workflow.stocked import settle, stock

TASK = "invoice-fields"
DATA = Pictures(form=Form.DATA, detail=Detail.LOW)
BASE = "https://files.example.com/invoices"
ADDRESS = Pictures(form=Form.ADDRESS, base=f"{BASE}/")
PAGES = {"pages": "11"}
VENDORS = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper")


@pytest.fixture(scope="module")
def document(shared):
    return (shared / "invoices" / "invoice2data" / "coolblue1.pdf").read_bytes()


@pytest.fixture
def desk(workspace, document):
    """Eleven settled invoices, one of them without a document; the trainer stops at the end."""
    sha256 = hashlib.sha256(document).hexdigest()
    keep_original(workspace.folder, sha256, document)
    invoices = [
        replace(
            make_example(
                f"Invoice of {vendor}, order {vendor * 3}", task=TASK, row=row, answer=said(vendor)
            ),
            source=Source(file=f"{row}.pdf", sha256=sha256, row=1),
            metadata={"pages": "1"},
        )
        for row, vendor in enumerate(VENDORS, 1)
    ]
    invoices.append(make_example("Typed by hand", task=TASK, row=99, answer=said("Kauri")))
    take(workspace, invoices)
    yield workspace
    close_trainer(workspace)


def said(vendor):
    return json.dumps({"vendor": vendor})


def take(workspace, invoices):
    """Stage the invoices, each with the answer it came with as the final one."""
    stock(workspace, invoices)
    settle(workspace, {one.id: {"fields": one.answer.content} for one in invoices}, task=TASK)


def cut(workspace, pictures, *, request_id="r", method=TrainingMethod.SFT):
    return cut_release(
        workspace,
        CURATOR,
        task_id=TASK,
        method=method,
        seed=1,
        request_id=request_id,
        few_reason="A try.",
        pictures=pictures,
    )


def lines_of(release):
    parts = ("train", "validation", "test")
    return [line for part in parts for line in read_lines(release.folder, part)]


def pictures_of(line):
    content = line["messages"][-2]["content"]
    return [] if isinstance(content, str) else [part["image_url"] for part in content[1:]]


def names_in_zip(release):
    with zipfile.ZipFile(release.folder / "pictures.zip") as archive:
        return set(archive.namelist())


def test_pages_stand_in_the_lines_beside_the_text(desk, document):
    release = cut(desk, DATA)
    shown = [pictures_of(line) for line in lines_of(release)]
    jpeg = base64.b64encode(page_picture(document, 1)).decode()
    assert sorted(map(len, shown)) == [0, *[1] * 10]
    assert {one["url"] for own in shown for one in own} == {f"data:image/jpeg;base64,{jpeg}"}
    assert {one["detail"] for own in shown for one in own} == {"low"}
    assert read_manifest(release.folder)["pictures"] == {
        "form": "data", "detail": "low", "base": "", "lines": 10, "pictures": 10,
    }  # fmt: skip
    assert "10 pages of 10 lines are pictures in the lines" in (
        release.folder / "README.md"
    ).read_text(encoding="utf-8")


def test_the_same_data_give_the_same_bytes(desk):
    first, second = cut(desk, ADDRESS), cut(desk, ADDRESS, request_id="again")
    for name in ("train.jsonl", "test.jsonl", "pictures.zip"):
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes()


def test_pictures_by_address_are_in_a_zip_under_their_names(desk, document):
    release = cut(desk, ADDRESS)
    (address,) = {one["url"] for line in lines_of(release) for one in pictures_of(line)}
    with zipfile.ZipFile(release.folder / "pictures.zip") as archive:
        assert [f"{BASE}/{name}" for name in archive.namelist()] == [address]
        assert archive.read(archive.namelist()[0]) == page_picture(document, 1)


def test_the_lines_are_valid_for_a_model_that_reads_pictures_and_count_them(desk):
    file = cut(desk, DATA).folder / "train.jsonl"
    wanted = {"method": TrainingMethod.SFT, "provider": "openai"}
    report = validate_file(file, model="gpt-4o-2024-08-06", **wanted)
    assert [p for p in report.errors if p.rule != "lines"] == []
    text = json.loads(file.read_bytes().splitlines()[0])["messages"]
    assert report.estimate.tokens < 85 * 10 + 200 * report.lines
    assert report.estimate.tokens > 85 * (report.lines - 1) + len(text)
    blind = validate_file(file, model="gpt-4.1-mini-2025-04-14", **wanted)
    assert "picture" in {problem.rule for problem in blind.errors}


def test_trl_gets_the_pictures_beside_the_row(desk):
    rows = [json.loads(row) for row in release_table(desk, cut(desk, DATA), "trl-train.jsonl")
            .splitlines()]  # fmt: skip
    (first, *_) = [row for row in rows if "images" in row]
    assert [part["type"] for part in first["prompt"][-1]["content"]] == ["text", "image"]
    assert all(isinstance(one["content"], list) for one in first["prompt"] + first["completion"])
    assert first["images"][0].startswith("data:image/jpeg;base64,")


def test_the_trainer_learns_from_the_text_beside_the_pictures(desk):
    release = cut(desk, DATA)
    job = submit_job(
        desk, OWNER, release_number=release.number, provider="local", model="nearest",
        request_id="j", wait=True,
    )  # fmt: skip
    assert wait_for_job(desk, job.id).fine_tuned_model


def test_a_page_that_cannot_be_painted_leaves_its_example_out(desk, document):
    erase_original(desk.folder, hashlib.sha256(document).hexdigest())
    release = cut(desk, DATA)
    assert (release.lines, dict(release.excluded)) == (1, {NOT_PAINTED: 10})


def test_an_invoice_of_too_many_pages_is_left_out(desk):
    long = replace(make_example("Larch", task=TASK, row=50, answer=said("Larch")), metadata=PAGES)
    take(desk, [long])
    assert cut(desk, DATA).excluded == {TOO_MANY_PAGES: 1}


def test_an_erasure_takes_the_pictures_of_a_line_out_of_the_zip(desk, shared):
    other = (shared / "invoices" / "invoice2data" / "AzureInterior.pdf").read_bytes()
    sha256 = hashlib.sha256(other).hexdigest()
    keep_original(desk.folder, sha256, other)
    invoice = make_example("Invoice of Larch", task=TASK, row=50, answer=said("Larch"))
    source = Source(file="50.pdf", sha256=sha256, row=1)
    take(desk, [replace(invoice, source=source, metadata={"pages": "1"})])
    release = cut(desk, ADDRESS)
    before = names_in_zip(release)
    erase_subject(desk, COMMAND_LINE, subject="Larch", request_id="e", dry_run=False)
    assert len(before) == 2
    assert before - names_in_zip(release) == {picture_name(page_picture(other, 1))}


@pytest.mark.parametrize(
    ("pictures", "method"),
    [
        (Pictures(form=Form.ADDRESS, base="files.example.com"), TrainingMethod.SFT),
        (DATA, TrainingMethod.DPO),
        (DATA, TrainingMethod.RFT),
    ],
)
def test_pictures_that_nobody_could_learn_from_are_refused(workspace, pictures, method):
    with pytest.raises(InputRefused):
        cut(workspace, pictures, method=method)
