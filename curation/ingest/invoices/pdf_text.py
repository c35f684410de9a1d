"""What stands on the pages of a PDF, by the first of three readers that finds any text."""

import io
import logging
import re
import textwrap
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from curation.ingest.invoices.page_lines import Word, words_of_text
from curation.ingest.source_file import MAX_ROW_CHARACTERS, RowRefused, check_row_size

MAX_PAGES = 50
MIN_CHARACTERS = 20
"""With less text than this, the pages are pictures."""

_LARGEST = 5_000  # points
PDFIUM = threading.Lock()  # PDFium does not bear two threads at once
_HYPHENS = str.maketrans({"\ufffe": "-", "\u00ad": "-"})  # how readers give a soft hyphen
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

for _name in ("pdfminer", "pypdf"):  # both warn about every oddity of every file
    logging.getLogger(_name).setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContent:
    """A document's text with its layout kept by blanks, its words, and how many pages it has."""

    text: str
    words: tuple[Word, ...]
    pages: int


class NoText(RowRefused):
    """Raised for a document that can be opened and whose pages hold no text: it is a scan."""


def read_pdf(data: bytes) -> PdfContent:
    """The text of all pages, parted by an empty line, and its words.

    Raises RowRefused for a PDF that needs a password, is broken or has more than MAX_PAGES pages,
    and NoText for one whose pages are pictures or empty.
    """
    opened, longest = False, 0
    for read in _READERS:
        try:
            content = read(data)
        except RowRefused:
            raise
        except Exception:  # the readers raise all kinds, TypeError and RecursionError among them
            continue
        opened = True
        if MIN_CHARACTERS <= len(content.text) <= MAX_ROW_CHARACTERS:
            return content
        longest = max(longest, len(content.text))
    check_row_size(longest)
    raise _without_text(data, opened=opened)


def clean(text: str) -> str:
    """The text without control characters, blanks at line ends, a common margin or empty pages."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_HYPHENS)
    text = "\n".join(line.rstrip() for line in _CONTROL.sub("", text).split("\n"))
    return textwrap.dedent(re.sub(r"\n{3,}", "\n\n", text)).strip("\n")


# The readers are imported where they read: together they take longer than the app needs to start.


def _by_pdfplumber(data: bytes) -> PdfContent:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        _check_pages(len(pdf.pages))
        pages = [_trimmed(page) for page in pdf.pages]
        texts = [page.extract_text(layout=True) or "" for page in pages]
        words = [
            _word(word, number)
            for number, page in enumerate(pages, 1)
            for word in page.extract_words(extra_attrs=["size"])
        ]
        return PdfContent(text=_joined(texts), words=tuple(words), pages=len(texts))


def _trimmed(page: Any) -> Any:
    """The page without letters far outside, which would be led up to by endless blanks.

    Raises ValueError for a page larger than a wall, whose layout nobody can keep with blanks.
    """
    if page.width > _LARGEST or page.height > _LARGEST:
        raise ValueError("The page is too large.")

    def is_near(one: dict[str, Any]) -> bool:
        return all(abs(one[side]) <= _LARGEST for side in ("x0", "x1", "top", "bottom"))

    return page.filter(lambda one: one["object_type"] != "char" or is_near(one))


def _word(word: dict[str, Any], page: int) -> Word:
    return Word(
        text=clean(word["text"]),
        page=page,
        x0=float(word["x0"]),
        top=float(word["top"]),
        x1=float(word["x1"]),
        bottom=float(word["bottom"]),
        size=float(word["size"]),
    )


def _by_pypdf(data: bytes) -> PdfContent:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    _check_pages(len(reader.pages))
    return _of_text([page.extract_text(extraction_mode="layout") or "" for page in reader.pages])


def _by_pdfium(data: bytes) -> PdfContent:
    import pypdfium2

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        try:
            _check_pages(len(pdf))
            return _of_text([_pdfium_page(page) for page in pdf])
        finally:
            pdf.close()


def _of_text(texts: list[str]) -> PdfContent:
    text = _joined(texts)
    return PdfContent(text=text, words=tuple(words_of_text(text)), pages=len(texts))


def _joined(texts: list[str]) -> str:
    return "\n\n".join(page for page in map(clean, texts) if page)


def _pdfium_page(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_bounded())
    finally:
        text_page.close()
        page.close()


_READERS: tuple[Callable[[bytes], PdfContent], ...] = (_by_pdfplumber, _by_pypdf, _by_pdfium)


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
        return NoText(
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
