"""Invoices and receipts as pictures, read by text recognition where it is installed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curation.example import Example, Fault, Source
from curation.ingest.choices import Choices
from curation.ingest.invoices.invoice_pdf import example_of_page
from curation.ingest.invoices.recognised_text import REMARK, ReadPage, recognise_picture
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import fault_from
from curation.ingest.source_file import RowRefused, SourceFile
from curation.task import Intake, Task

_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # PNG, JPEG, TIFF


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    def outcomes() -> Iterator[Outcome]:
        for file in files:
            yield _outcome(file, task, choices.read_page)

    return Reading(format=INVOICE_PICTURE.format, rows=len(files), outcomes=outcomes)


def _outcome(file: SourceFile, task: Task, read_page: ReadPage | None) -> Example | Fault:
    source = Source(file=file.name, sha256=file.sha256, row=1)
    try:
        if read_page is None:
            raise RowRefused(
                "It is a picture, and text recognition (OCR) is not installed here.",
                "Ask whoever runs this app to install tesseract, or ask for the original PDF.",
            )
        content = recognise_picture(file.data, read_page)
    except RowRefused as refusal:
        return fault_from(refusal, source, "")
    example = example_of_page(content, None, task, source, (REMARK,))
    return replace(example, metadata={"file": file.name})  # it has no pages to be looked at


def _confidence(look: Look) -> float:
    return 0.9 if look.file.data.startswith(_BEGINNINGS) else 0.0


INVOICE_PICTURE = Importer(
    format="picture",
    title="pictures of invoices and receipts",
    intakes=frozenset({Intake.INVOICE}),
    confidence=_confidence,
    read=_read,
)
