"""Invoices from PDF files: one file, one example."""

from collections.abc import Iterator, Sequence

from curation.example import Example, Fault, Message, Source, Speaker
from curation.ingest.choices import Choices
from curation.ingest.invoices.pdf_text import pdf_text
from curation.ingest.invoices.printed_fields import propose_answer
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import fault_from
from curation.ingest.source_file import RowRefused, SourceFile
from curation.task import Intake, QuestionKind, Task


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    def outcomes() -> Iterator[Outcome]:
        yield _outcome(files[0], task)

    return Reading(format=INVOICE_PDF.format, rows=1, outcomes=outcomes)


def _outcome(file: SourceFile, task: Task) -> Example | Fault:
    source = Source(file=file.name, sha256=file.sha256, row=1)
    try:
        text = pdf_text(file.data)
    except RowRefused as refusal:
        return fault_from(refusal, source, "")
    question = task.answer_question
    fields = question.fields if question.kind == QuestionKind.FIELDS else ()
    proposal = propose_answer(text, fields)
    return Example(
        task=task.id,
        messages=(Message(speaker=Speaker.USER, content=text),),
        answer=Message(speaker=Speaker.ASSISTANT, content=proposal) if proposal else None,
        metadata={"file": file.name},
        source=source,
    )


def _confidence(look: Look) -> float:
    file = look.file
    # The header may stand anywhere in the first kilobyte (ISO 32000, annex H); text that only
    # mentions it has no objects.
    if file.data.lstrip().startswith(b"%PDF-"):
        return 1.0
    is_named = look.name.endswith(".pdf")
    is_pdf = b"endobj" in file.data and (is_named or b"%PDF-" in file.data[:1024])
    return 0.9 if is_pdf else 0.0


INVOICE_PDF = Importer(
    format="pdf",
    title="PDF invoices",
    intakes=frozenset({Intake.INVOICE}),
    confidence=_confidence,
    read=_read,
)
