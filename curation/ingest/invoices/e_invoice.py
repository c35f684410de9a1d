"""Invoices that are XML: UBL, CII with its wrappings Factur-X and ZUGFeRD, and FatturaPA."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from curation.example import Example, Fault, Message, Source, Speaker
from curation.ingest.choices import Choices
from curation.ingest.invoices.answers import (
    answer_fields,
    answer_message,
    suggestions_of,
    values_of,
    vendor_group,
)
from curation.ingest.invoices.checks import check_invoice
from curation.ingest.invoices.cii import CII, ZUGFERD_1, read_cii
from curation.ingest.invoices.fatturapa import FATTURA, read_fatturapa
from curation.ingest.invoices.invoice import Invoice
from curation.ingest.invoices.printed_form import printed_form
from curation.ingest.invoices.ubl import UBL_CREDIT_NOTE, UBL_INVOICE, read_ubl
from curation.ingest.invoices.xml_tree import Node, parse_xml
from curation.ingest.look import Look
from curation.ingest.reading import Importer, Outcome, Reading
from curation.ingest.rows import fault_from
from curation.ingest.source_file import RowRefused, SourceFile, check_row_size
from curation.task import Intake, Task

READERS: Mapping[str, Callable[[Node], list[Invoice]]] = {
    UBL_INVOICE: read_ubl,
    UBL_CREDIT_NOTE: read_ubl,
    CII: read_cii,
    ZUGFERD_1: read_cii,
    FATTURA: read_fatturapa,
}
"""The outermost element tells the syntax."""

_ENVELOPE = "StandardBusinessDocument"  # networks such as Peppol put the invoice into one


def read_e_invoices(data: bytes) -> list[Invoice]:
    """The invoices of an XML document, at least one.

    Raises RowRefused for what is no well-formed XML, has a document type, or holds no invoice.
    """
    root = parse_xml(data)
    found = root.anywhere(frozenset(READERS)) if root.name == _ENVELOPE else root
    if found is None or found.name not in READERS or _is_foreign(found):
        raise RowRefused(
            "This XML is no invoice of a kind that is known here.",
            "Ask for UBL, CII, Factur-X, ZUGFeRD or FatturaPA, or for the PDF.",
        )
    invoices = READERS[found.name](found)
    if not any(invoice.number or invoice.gross or invoice.seller.name for invoice in invoices):
        raise RowRefused(
            "This e-invoice has neither a number, a seller nor a total.", "Export it again."
        )
    return invoices


def _is_foreign(root: Node) -> bool:
    """True for what is called an invoice in a vocabulary other than UBL."""
    is_plain = root.name in (UBL_INVOICE, UBL_CREDIT_NOTE)
    return is_plain and bool(root.namespace) and ":ubl:" not in root.namespace


def example_of_xml(invoice: Invoice, task: Task, source: Source) -> Example:
    """The example that an invoice makes without a page: its printed form asks, its values answer.

    Raises RowRefused when it is too long.
    """
    text = printed_form(invoice)
    check_row_size(len(text))
    values = values_of(invoice, answer_fields(task))
    return Example(
        task=task.id,
        messages=(Message(speaker=Speaker.USER, content=text),),
        answer=answer_message(values),
        group=vendor_group(invoice.seller.name, invoice.seller.tax_id),
        metadata={"file": source.file, "syntax": invoice.syntax},
        suggestions=suggestions_of(values, task),
        remarks=check_invoice(invoice),
        source=source,
    )


def invoice_bundle(look: Look) -> str:
    """A PDF and an XML of one name in one folder are read together."""
    path = PurePosixPath(look.name)
    return f"invoice:{path.with_suffix('')}" if path.name else ""


def _read(files: Sequence[SourceFile], task: Task, choices: Choices) -> Reading:
    return read_on_its_own(files, task)


def read_on_its_own(files: Sequence[SourceFile], task: Task) -> Reading:
    """The reading of XML files that belong to no page: a row for each invoice in them."""
    read = [_invoices_or_fault(file) for file in files]

    def outcomes() -> Iterator[Outcome]:
        for file, found in zip(files, read, strict=True):
            if isinstance(found, RowRefused):
                yield fault_from(found, _source(file, 1), "")
                continue
            for row, invoice in enumerate(found, 1):
                yield _outcome(invoice, task, _source(file, row))

    rows = sum(1 if isinstance(found, RowRefused) else len(found) for found in read)
    return Reading(format=E_INVOICE.format, rows=rows, outcomes=outcomes)


def _invoices_or_fault(file: SourceFile) -> list[Invoice] | RowRefused:
    try:
        return read_e_invoices(file.data)
    except RowRefused as refusal:
        return refusal


def _outcome(invoice: Invoice, task: Task, source: Source) -> Example | Fault:
    try:
        return example_of_xml(invoice, task, source)
    except RowRefused as refusal:
        return fault_from(refusal, source, "")


def _source(file: SourceFile, row: int) -> Source:
    return Source(file=file.name, sha256=file.sha256, row=row)


def _confidence(look: Look) -> float:
    if look.root in (CII, ZUGFERD_1, FATTURA):
        return 1.0
    if look.root in (UBL_INVOICE, UBL_CREDIT_NOTE):
        return 1.0 if "oasis:names:specification:ubl" in look.head else 0.6
    return 0.7 if look.root == _ENVELOPE else 0.0


E_INVOICE = Importer(
    format="e-invoice",
    title="e-invoices (UBL, CII, FatturaPA)",
    intakes=frozenset({Intake.INVOICE}),
    confidence=_confidence,
    read=_read,
    bundle=invoice_bundle,
)
