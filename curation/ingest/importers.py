"""The table of importers, and which one takes a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.errors import InputRefused
from curation.ingest.chat_transcript import CHAT_TRANSCRIPT
from curation.ingest.choices import Choices
from curation.ingest.csv_tickets import CSV_TICKETS
from curation.ingest.decoding import head
from curation.ingest.eml import EML
from curation.ingest.fault_table import is_fault_table, mended_lines
from curation.ingest.helpdesks.freshdesk import FRESHDESK
from curation.ingest.helpdesks.freshdesk_csv import FRESHDESK_CSV
from curation.ingest.helpdesks.freshdesk_xml import FRESHDESK_XML
from curation.ingest.helpdesks.help_scout import HELP_SCOUT
from curation.ingest.helpdesks.hubspot import HUBSPOT
from curation.ingest.helpdesks.hubspot_csv import HUBSPOT_CSV
from curation.ingest.helpdesks.intercom import INTERCOM
from curation.ingest.helpdesks.jira import JIRA
from curation.ingest.helpdesks.jira_csv import JIRA_CSV
from curation.ingest.helpdesks.zammad import ZAMMAD
from curation.ingest.helpdesks.zendesk import ZENDESK
from curation.ingest.helpdesks.zendesk_csv import ZENDESK_CSV
from curation.ingest.helpdesks.zendesk_xml import ZENDESK_XML
from curation.ingest.invoices.e_invoice import E_INVOICE
from curation.ingest.invoices.invoice_pdf import INVOICE_PDF
from curation.ingest.invoices.invoice_picture import INVOICE_PICTURE
from curation.ingest.jsonl_tickets import JSONL_TICKETS
from curation.ingest.look import Look
from curation.ingest.mbox import MBOX
from curation.ingest.parquet_tickets import PARQUET_TICKETS
from curation.ingest.reading import Importer, Reading
from curation.ingest.source_file import SourceFile
from curation.ingest.xlsx_tickets import XLSX_TICKETS
from curation.task import Intake, Task

IMPORTERS: tuple[Importer, ...] = (
    INVOICE_PDF,
    E_INVOICE,
    INVOICE_PICTURE,
    ZENDESK,
    ZENDESK_XML,
    ZENDESK_CSV,
    FRESHDESK,
    FRESHDESK_XML,
    FRESHDESK_CSV,
    INTERCOM,
    HELP_SCOUT,
    JIRA,
    JIRA_CSV,
    ZAMMAD,
    HUBSPOT,
    HUBSPOT_CSV,
    EML,
    MBOX,
    CHAT_TRANSCRIPT,
    XLSX_TICKETS,
    PARQUET_TICKETS,
    JSONL_TICKETS,
    CSV_TICKETS,
)
"""One importer = one module + one row; of two that are equally sure the earlier one reads."""

FORMATS: tuple[str, ...] = tuple(importer.format for importer in IMPORTERS)

_SOMETHING = re.compile(rb"\S")

_UNREADABLE = (  # first bytes -> what it is, what to do
    (b"PK\x03\x04", "a zip file or a document kept in one", "Save it as CSV (UTF-8) or as PDF."),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Save it as CSV (UTF-8) or as PDF."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"GIF8", "a picture", "Ask for the PDF, or run text recognition (OCR) that makes one."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """An importer and how sure it is, from 0 to 1, that a file is of its format."""

    importer: Importer
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a file is known to be before it is read: its format and the bundle it belongs to.

    `refusal` is set instead when no importer takes it.
    """

    format: str = ""
    confidence: float = 0.0
    bundle: str = ""
    others: tuple[str, ...] = ()
    refusal: InputRefused | None = None


def recognise(file: SourceFile) -> tuple[Recognition, ...]:
    """Whose file it is, by what is in it and not by its name; the surest importer first.

    Raises InputRefused for an empty file and for one that no importer takes, saying what it is.
    """
    return _recognise(Look(mended_lines(file)))


def kind_of(file: SourceFile, *, format: str = "") -> Kind:
    """What a file is; with `format`, that importer is to be used in any case."""
    look = Look(mended_lines(file))
    found: list[Recognition] = []
    try:
        found += [Recognition(importer=named(format), confidence=1.0)] if format else []
        found += [one for one in _recognise(look) if one.importer.format != format]
    except InputRefused as refusal:
        if not found:
            return Kind(refusal=refusal)
    return Kind(
        format=found[0].importer.format,
        confidence=found[0].confidence,
        bundle=found[0].importer.bundle(look),
        others=tuple(one.importer.format for one in found[1:]),
    )


def bundles(kinds: Sequence[Kind]) -> list[list[int]]:
    """Which files are read together, as indices in their order; every file is in one bundle.

    The first file of a bundle is of the format whose importer reads it. A PDF and an e-invoice
    that come alone are one, whatever their names: the page tells whether they belong together.
    """
    if sorted(kind.format for kind in kinds) == sorted((INVOICE_PDF.format, E_INVOICE.format)):
        kinds = [replace(kind, bundle="an invoice and its XML") for kind in kinds]
    together: dict[str, list[int]] = {}
    for index, kind in enumerate(kinds):
        together.setdefault(kind.bundle or f" {index}", []).append(index)
    places = {format: place for place, format in enumerate(FORMATS)}
    return [
        sorted(indices, key=lambda index: (places.get(kinds[index].format, 0), index))
        for indices in together.values()
    ]


def read_files(
    files: Sequence[SourceFile],
    task: Task,
    *,
    format: str = "",
    choices: Choices | None = None,
    count: bool = True,
) -> Reading:
    """The reading of the files of one bundle; `format` names the importer, else the first tells.

    Without `count`, the rows of a big table are guessed where counting them would take long.
    A reading that is not mapped is returned all the same, so that a person can choose a column.
    Raises InputRefused when a file as a whole cannot be read.
    """
    importer = named(format) if format else recognise(files[0])[0].importer
    if task.intake not in importer.intakes and not is_fault_table(head(files[0].data)):
        raise InputRefused(
            "The file does not fit the task",
            cause=f"It is of the kind “{importer.title}”. The task “{task.title}” takes "
            f"{' and '.join(takes(task.intake))}.",
            cure="Choose another task, or another file.",
        )
    if importer is not CSV_TICKETS:
        files = [mended_lines(file) for file in files]
    read = importer.read if count or importer.open is None else importer.open
    return read(files, task, choices or Choices())


def named(format: str) -> Importer:
    """The importer of that format; InputRefused when there is none."""
    for importer in IMPORTERS:
        if importer.format == format:
            return importer
    raise InputRefused(
        "No such format",
        cause=f"There is no format {format!r}.",
        cure=f"The formats are {', '.join(FORMATS)}.",
    )


def _recognise(look: Look) -> tuple[Recognition, ...]:
    if not _SOMETHING.search(look.file.data):
        raise InputRefused(
            "The file is empty",
            cause="There is nothing in it.",
            cure="Export it again, and look at its size before you hand it in.",
        )
    found = [
        Recognition(importer=importer, confidence=confidence)
        for importer in IMPORTERS
        if (confidence := importer.confidence(look)) > 0
    ]
    if not found:
        raise _refusal(look)
    return tuple(sorted(found, key=lambda one: -one.confidence))


def _refusal(look: Look) -> InputRefused:
    """What a file is that no importer takes."""
    for beginning, kind, cure in _UNREADABLE:
        if look.file.data.startswith(beginning):
            return _unreadable(f"It is {kind}, whatever its name says.", cure)
    if look.is_xml:
        return _unreadable(
            "It is a web page or an XML file of a kind that is not known here.",
            "Export it as CSV, as JSON lines or, for invoices, as PDF.",
        )
    return _unreadable(
        "It holds bytes that no text has.",
        "Export it as CSV (UTF-8), as JSON lines or, for invoices, as PDF.",
    )


def _unreadable(cause: str, cure: str) -> InputRefused:
    return InputRefused("The file cannot be read", cause=cause, cure=cure)


def takes(intake: Intake) -> tuple[str, ...]:
    """The titles of the formats that tasks of this intake take, in the order of the table."""
    return tuple(importer.title for importer in IMPORTERS if intake in importer.intakes)
