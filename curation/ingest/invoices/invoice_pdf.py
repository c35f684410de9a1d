"""Invoices from PDF files, with the XML inside or beside them where there is one."""

from collections.abc import Iterator, Sequence
from typing import Any

from curation.example import Example, Fault, Message, Source, Speaker, Suggestion
from curation.ingest.choices import Choices
from curation.ingest.invoices.answers import (
    LINE_ITEMS,
    answer_fields,
    answer_message,
    line_items,
    suggestions_of,
    values_of,
    vendor_group,
)
from curation.ingest.invoices.checks import check_invoice, check_page
from curation.ingest.invoices.e_invoice import invoice_bundle, read_e_invoices, read_on_its_own
from curation.ingest.invoices.embedded_xml import embedded_invoices
from curation.ingest.invoices.invoice import Invoice
from curation.ingest.invoices.line_rules import find_lines
from curation.ingest.invoices.page_lines import place_of, readable_lines
from curation.ingest.invoices.page_match import find_values, page_remarks
from curation.ingest.invoices.pdf_text import NoText, PdfContent, read_pdf
from curation.ingest.invoices.recognised_text import REMARK, ReadPage, recognise_pdf
from curation.ingest.invoices.rule_reader import read_fields
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import fault_from
from curation.ingest.source_file import RowRefused, SourceFile
from curation.task import Intake, Task


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    """One row for each PDF; the XML of a PDF belongs to its row, any other has its own.

    It is the only XML beside the only PDF, and has the PDF's name or a number that the page shows.
    """
    pages = [file for file in files if not _is_xml(file)]
    others = [file for file in files if _is_xml(file)]
    beside = _only_invoice(others) if len(pages) == 1 else None
    if beside and not (_is_named_alike(files) or _shows(pages[0], beside)):
        beside = None
    alone = read_on_its_own([] if beside else others, task)

    def outcomes() -> Iterator[Outcome]:
        for file in pages:
            yield _outcome(file, task, choices.read_page, beside)
        yield from alone.outcomes()

    return Reading(format=INVOICE_PDF.format, rows=len(pages) + alone.rows, outcomes=outcomes)


def _is_named_alike(files: Sequence[SourceFile]) -> bool:
    return len({invoice_bundle(Look(file)) for file in files}) == 1


def _shows(file: SourceFile, invoice: Invoice) -> bool:
    """True when the page shows the invoice's number."""
    try:
        words = read_pdf(file.data).words
    except RowRefused:
        return False
    return bool(find_values({"invoice_number": invoice.number}, words))


def _only_invoice(files: Sequence[SourceFile]) -> Invoice | None:
    if len(files) != 1:
        return None
    try:
        invoices = read_e_invoices(files[0].data)
    except RowRefused:
        return None
    return invoices[0] if len(invoices) == 1 else None


def _outcome(
    file: SourceFile, task: Task, read_page: ReadPage | None, beside: Invoice | None
) -> Example | Fault:
    source = Source(file=file.name, sha256=file.sha256, row=1)
    try:
        content, remarks = _content(file.data, read_page)
    except RowRefused as refusal:
        return fault_from(refusal, source, "")
    inside = embedded_invoices(file.data)
    invoice = inside[0] if len(inside) == 1 else beside
    return example_of_page(content, invoice, task, source, remarks)


def _content(data: bytes, read_page: ReadPage | None) -> tuple[PdfContent, tuple[str, ...]]:
    try:
        return read_pdf(data), ()
    except NoText:
        if read_page is None:
            raise
        return recognise_pdf(data, read_page), (REMARK,)


def example_of_page(
    content: PdfContent,
    invoice: Invoice | None,
    task: Task,
    source: Source,
    remarks: tuple[str, ...] = (),
) -> Example:
    """The example of a page: its text asks; its XML answers, or the rules where it has none."""
    if invoice:
        values, suggestions, checks = _by_xml(content, invoice, task)
        group = vendor_group(invoice.seller.name, invoice.seller.tax_id)
    else:
        values, suggestions, checks, group = _by_rules(content, task)
    return Example(
        task=task.id,
        messages=(Message(speaker=Speaker.USER, content=content.text),),
        answer=answer_message(values),
        group=group,
        metadata={"file": source.file, "pages": str(content.pages)},
        suggestions=suggestions,
        remarks=(*remarks, *checks),
        source=source,
    )


Proposal = tuple[dict[str, Any], tuple[Suggestion, ...], tuple[str, ...]]


def _by_xml(content: PdfContent, invoice: Invoice, task: Task) -> Proposal:
    values = values_of(invoice, answer_fields(task))
    shown = find_values(values, content.words)
    places = {field: place_of(words) for field, words in shown.items()}
    suggestions = suggestions_of(values, task, places)
    return values, suggestions, (*check_invoice(invoice), *page_remarks(values, shown))


def _by_rules(
    content: PdfContent, task: Task
) -> tuple[dict[str, Any], tuple[Suggestion, ...], tuple[str, ...], str]:
    fields = answer_fields(task)
    found = read_fields(content.words)
    values: dict[str, Any] = {
        field: found[field].value if field in found else "" for field in fields
    }
    suggestions = tuple(
        Suggestion(
            question=f"{task.answer}.{field}",
            value=found[field].value,
            agent="rules",
            score=found[field].score,
            place=place_of(found[field].words),
        )
        for field in fields
        if field in found
    )
    if LINE_ITEMS in fields:
        values[LINE_ITEMS] = line_items(find_lines(readable_lines(content.words)))
    days = [found[field].value if field in found else "" for field in ("date", "due_date")]
    group = vendor_group(found["vendor"].value) if "vendor" in found else ""
    return values, suggestions, check_page(content.text, *days), group


def _is_xml(file: SourceFile) -> bool:
    return Look(file).is_xml


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
    bundle=invoice_bundle,
    has_pages=True,
)
