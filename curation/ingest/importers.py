"""The table of importers, and which one takes a file."""

from collections.abc import Mapping

from curation.errors import InputRefused
from curation.ingest.csv_tickets import CSV_TICKETS
from curation.ingest.decoding import head
from curation.ingest.fault_table import is_fault_table
from curation.ingest.invoice_pdf import INVOICE_PDF
from curation.ingest.jsonl_tickets import JSONL_TICKETS
from curation.ingest.reading import Importer, Reading
from curation.ingest.source_file import SourceFile
from curation.task import Intake, Task

IMPORTERS: tuple[Importer, ...] = (INVOICE_PDF, JSONL_TICKETS, CSV_TICKETS)
"""One importer = one module + one row; the first that recognises a file reads it."""

FORMATS: tuple[str, ...] = tuple(importer.format for importer in IMPORTERS)

_UNREADABLE = (  # first bytes -> what it is, what to do
    (b"PK\x03\x04", "an Excel or zip file", "Save the sheet as CSV (UTF-8), or unpack the files."),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Save it as CSV (UTF-8) or as PDF."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"\x89PNG", "a picture", "Ask for the PDF, or run text recognition (OCR) that makes one."),
    (
        b"\xff\xd8\xff",
        "a picture",
        "Ask for the PDF, or run text recognition (OCR) that makes one.",
    ),
    (b"GIF8", "a picture", "Ask for the PDF, or run text recognition (OCR) that makes one."),
    (b"II*\x00", "a picture", "Ask for the PDF, or run text recognition (OCR) that makes one."),
    (b"MM\x00*", "a picture", "Ask for the PDF, or run text recognition (OCR) that makes one."),
    (b"PAR1", "a Parquet file", "Export it as CSV or JSON lines."),
)


def read_file(
    file: SourceFile,
    task: Task,
    *,
    format: str = "",
    choices: Mapping[str, str] | None = None,
) -> Reading:
    """The reading of a file, by what is in it and not by its name.

    `format` names an importer that is to be used in any case; `choices` overrules the guess of
    columns {field: column}. A reading that is not mapped is returned all the same, so that a
    person can choose a column. Raises InputRefused when the file as a whole cannot be read.
    """
    if not file.data.strip():
        raise InputRefused(
            "The file is empty",
            cause="There is nothing in it.",
            cure="Export it again, and look at its size before you hand it in.",
        )
    importer = _named(format) if format else _recognised(file)
    if task.intake not in importer.intakes and not is_fault_table(head(file.data)):
        raise InputRefused(
            "The file does not fit the task",
            cause=f"It is of the kind “{importer.title}”. The task “{task.title}” takes "
            f"{' and '.join(takes(task.intake))}.",
            cure="Choose another task, or another file.",
        )
    return importer.read(file, task, choices)


def _named(format: str) -> Importer:
    for importer in IMPORTERS:
        if importer.format == format:
            return importer
    raise InputRefused(
        "No such format",
        cause=f"There is no format {format!r}.",
        cure=f"The formats are {', '.join(FORMATS)}.",
    )


def _recognised(file: SourceFile) -> Importer:
    if INVOICE_PDF.recognises(file):
        return INVOICE_PDF
    _refuse_other_kinds(file)
    return next(importer for importer in IMPORTERS if importer.recognises(file))


def _refuse_other_kinds(file: SourceFile) -> None:
    for beginning, kind, cure in _UNREADABLE:
        if file.data.startswith(beginning):
            raise _unreadable(f"It is {kind}, whatever its name says.", cure)
    text = head(file.data)
    if text.lstrip().startswith("<"):
        raise _unreadable(
            "It is a web page or an XML file, whatever its name says.",
            "Export it as CSV, as JSON lines or, for invoices, as PDF.",
        )
    if "\x00" in text:
        raise _unreadable(
            "It holds bytes that no text has.",
            "Export it as CSV (UTF-8), as JSON lines or, for invoices, as PDF.",
        )


def _unreadable(cause: str, cure: str) -> InputRefused:
    return InputRefused("The file cannot be read", cause=cause, cure=cure)


def takes(intake: Intake) -> tuple[str, ...]:
    """The titles of the formats that tasks of this intake take, in the order of the table."""
    return tuple(importer.title for importer in IMPORTERS if intake in importer.intakes)
