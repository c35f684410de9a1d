"""The text of a PDF, by the first of three readers that finds any."""

import io
import logging
import re
import textwrap
import threading
from collections.abc import Callable
from typing import Any

from curation.ingest.source_file import MAX_ROW_CHARACTERS, RowRefused, check_row_size

MAX_PAGES = 50
MIN_CHARACTERS = 20
"""With less text than this, the pages are pictures."""

PDFIUM = threading.Lock()  # PDFium does not bear two threads at once
_HYPHENS = str.maketrans({"\ufffe": "-", "\u00ad": "-"})  # how readers give a soft hyphen
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

for _name in ("pdfminer", "pypdf"):  # both warn about every oddity of every file
    logging.getLogger(_name).setLevel(logging.ERROR)


def pdf_text(data: bytes) -> str:
    """The text of all pages with its layout kept by blanks; pages are parted by an empty line.

    Raises RowRefused for a PDF that needs a password, is broken, has more than MAX_PAGES pages or
    holds no text.
    """
    opened, longest = False, 0
    for read in _READERS:
        try:
            pages = read(data)
        except RowRefused:
            raise
        except Exception:  # the readers raise all kinds, TypeError and RecursionError among them
            continue
        opened = True
        text = "\n\n".join(page for page in map(clean, pages) if page)
        if MIN_CHARACTERS <= len(text) <= MAX_ROW_CHARACTERS:
            return text
        longest = max(longest, len(text))
    check_row_size(longest)
    raise _without_text(data, opened=opened)


def clean(text: str) -> str:
    """The text without control characters, blanks at line ends, a common margin or empty pages."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_HYPHENS)
    text = "\n".join(line.rstrip() for line in _CONTROL.sub("", text).split("\n"))
    return textwrap.dedent(re.sub(r"\n{3,}", "\n\n", text)).strip("\n")


# The readers are imported where they read: together they take longer than the app needs to start.


def _by_pdfplumber(data: bytes) -> list[str]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        _check_pages(len(pdf.pages))
        return [page.extract_text(layout=True) or "" for page in pdf.pages]


def _by_pypdf(data: bytes) -> list[str]:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    _check_pages(len(reader.pages))
    return [page.extract_text(extraction_mode="layout") or "" for page in reader.pages]


def _by_pdfium(data: bytes) -> list[str]:
    import pypdfium2

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        try:
            _check_pages(len(pdf))
            return [_pdfium_page(page) for page in pdf]
        finally:
            pdf.close()


def _pdfium_page(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_bounded())
    finally:
        text_page.close()
        page.close()


_READERS: tuple[Callable[[bytes], list[str]], ...] = (_by_pdfplumber, _by_pypdf, _by_pdfium)


def _check_pages(count: int) -> None:
    if count > MAX_PAGES:
        raise RowRefused(
            f"It has {count:,} pages; an invoice has at most {MAX_PAGES} here.",
            "Cut the invoice out of the document.",
        )


def _without_text(data: bytes, *, opened: bool) -> RowRefused:
    if _needs_password(data):
        return RowRefused("This PDF needs a password.", "Save it without a password.")
    if opened:
        return RowRefused(
            "There is no text on the pages of this PDF: it is a scan, or empty.",
            "Run text recognition (OCR) over it first, or ask for the original PDF.",
        )
    return RowRefused(
        "This PDF is broken: no reader can open it.", "Ask for it again, or print it to a new PDF."
    )


def _needs_password(data: bytes) -> bool:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        return bool(reader.is_encrypted) and not reader.decrypt("")
    except Exception:
        return False
