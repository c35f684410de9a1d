"""The XML invoice that a PDF carries (Factur-X, ZUGFeRD)."""

import io
from collections.abc import Iterator

from curation.ingest.invoices.e_invoice import read_e_invoices
from curation.ingest.invoices.invoice import Invoice
from curation.ingest.source_file import RowRefused

_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
"""How the standards call it, in small letters; others are looked at after these."""


def embedded_invoices(data: bytes) -> list[Invoice]:
    """The invoices in the first attachment that is an e-invoice; none when there is no such."""
    for xml in _attached(data):
        try:
            return read_e_invoices(xml)
        except RowRefused:
            continue
    return []


def _attached(data: bytes) -> Iterator[bytes]:
    import pypdf

    # The names of what a PDF holds are packed away in newer ones, so these words tell nothing
    # where they are missing from a file with packed objects.
    if b"EmbeddedFile" not in data and b"ObjStm" not in data:
        return
    try:
        attachments = pypdf.PdfReader(io.BytesIO(data)).attachments
        names = sorted(attachments, key=lambda name: name.lower() not in _NAMES)
        found = [
            xml for name in names if name.lower().endswith(".xml") for xml in attachments[name]
        ]
    except Exception:  # a broken PDF raises all kinds
        return
    yield from found
